import { createOffline } from "../views/offline/offline.js";
import { createPlaces } from "./places/places.js";
import { createPreferences } from "../views/preferences/preferences.js";

/** What stands around all screens. @type {Record<string, import("../app/view.js").CreateView>} */
export const views = { offline: createOffline, places: createPlaces, preferences: createPreferences };
