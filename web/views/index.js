import { createComparison } from "./comparison/comparison.js";
import { createControls } from "./controls/controls.js";
import { createPretextCurves, createTransferCurves } from "./curves/curves.js";
import { createDigit } from "./digit/digit.js";
import { createNetwork } from "./network/network.js";
import { createPreferences } from "./preferences/preferences.js";
import { createTrouble } from "./trouble/trouble.js";
import { createTurns } from "./turns/turns.js";

/** What may stand in an element with `data-view`. @type {Record<string, import("./view.js").CreateView>} */
export const views = {
  comparison: createComparison,
  controls: createControls,
  digit: createDigit,
  network: createNetwork,
  preferences: createPreferences,
  "pretext-curves": createPretextCurves,
  "transfer-curves": createTransferCurves,
  trouble: createTrouble,
  turns: createTurns,
};
