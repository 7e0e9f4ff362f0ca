import { taskViews } from "../tasks/index.js";
import { createComparison } from "../views/comparison/comparison.js";
import { createControls } from "../views/controls/controls.js";
import { createPretextCurves, createTransferCurves } from "../views/curves/curves.js";
import { createData } from "../views/data/data.js";
import { createDisagreements } from "../views/disagreements/disagreements.js";
import { createDraw } from "../views/draw/draw.js";
import { createDigit } from "../views/digit/digit.js";
import { createInside } from "../views/inside/inside.js";
import { createJudged } from "../views/judged/judged.js";
import { createLoad } from "../views/load/load.js";
import { createMap } from "../views/map/map.js";
import { createNeighbours } from "../views/neighbours/neighbours.js";
import { createNetwork } from "../views/network/network.js";
import { createPytorch } from "../views/pytorch/pytorch.js";
import { createRace } from "../views/race/race.js";
import { createSettings } from "../views/settings/settings.js";
import { createShare } from "../views/share/share.js";
import { createTakeaway } from "../views/takeaway/takeaway.js";
import { createTrouble } from "../views/trouble/trouble.js";
import { createUnfinished } from "../views/unfinished/unfinished.js";
import { createVerdict } from "../views/verdict/verdict.js";
import { createWall } from "../views/wall/wall.js";

/** What may stand in the notebook, in an element with `data-view`. @type {Record<string, import("../app/view.js").CreateView>} */
export const views = {
  ...taskViews,
  comparison: createComparison,
  controls: createControls,
  data: createData,
  digit: createDigit,
  disagreements: createDisagreements,
  draw: createDraw,
  inside: createInside,
  judged: createJudged,
  load: createLoad,
  map: createMap,
  neighbours: createNeighbours,
  network: createNetwork,
  "pretext-curves": createPretextCurves,
  pytorch: createPytorch,
  race: createRace,
  settings: createSettings,
  share: createShare,
  takeaway: createTakeaway,
  "transfer-curves": createTransferCurves,
  trouble: createTrouble,
  unfinished: createUnfinished,
  verdict: createVerdict,
  wall: createWall,
};
