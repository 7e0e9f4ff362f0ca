import { createComparison } from "./comparison/comparison.js";
import { createControls } from "./controls/controls.js";
import { createPretextCurves, createTransferCurves } from "./curves/curves.js";
import { createData } from "./data/data.js";
import { createDisagreements } from "./disagreements/disagreements.js";
import { createDraw } from "./draw/draw.js";
import { createDigit } from "./digit/digit.js";
import { createInside } from "./inside/inside.js";
import { createLoad } from "./load/load.js";
import { createMap } from "./map/map.js";
import { createNeighbours } from "./neighbours/neighbours.js";
import { createNetwork } from "./network/network.js";
import { createOffline } from "./offline/offline.js";
import { createPreferences } from "./preferences/preferences.js";
import { createPytorch } from "./pytorch/pytorch.js";
import { createRace } from "./race/race.js";
import { createSettings } from "./settings/settings.js";
import { createShare } from "./share/share.js";
import { createTakeaway } from "./takeaway/takeaway.js";
import { createTen } from "./ten/ten.js";
import { createTrouble } from "./trouble/trouble.js";
import { createUnfinished } from "./unfinished/unfinished.js";
import { createVerdict } from "./verdict/verdict.js";
import { createWall } from "./wall/wall.js";

/** What may stand in an element with `data-view`. @type {Record<string, import("../app/view.js").CreateView>} */
export const views = {
  comparison: createComparison,
  controls: createControls,
  data: createData,
  digit: createDigit,
  disagreements: createDisagreements,
  draw: createDraw,
  inside: createInside,
  load: createLoad,
  map: createMap,
  neighbours: createNeighbours,
  network: createNetwork,
  offline: createOffline,
  preferences: createPreferences,
  "pretext-curves": createPretextCurves,
  pytorch: createPytorch,
  race: createRace,
  settings: createSettings,
  share: createShare,
  takeaway: createTakeaway,
  ten: createTen,
  "transfer-curves": createTransferCurves,
  trouble: createTrouble,
  unfinished: createUnfinished,
  verdict: createVerdict,
  wall: createWall,
};
