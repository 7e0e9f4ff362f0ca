import { createAbout } from "./about.js";
import { createWall, createWatch } from "./examples.js";
import { createBatch } from "./rotation/batch/batch.js";
import { createMistakes } from "./rotation/mistakes.js";
import { createTurns } from "./rotation/turns.js";
import { createWheel } from "./rotation/wheel.js";

/** What may stand in an element with `data-view` and has to do with a task. @type {Record<string, import("../app/view.js").CreateView>} */
export const taskViews = {
  about: createAbout,
  batch: createBatch,
  examples: createWall,
  mistakes: createMistakes,
  turns: createTurns,
  watch: createWatch,
  wheel: createWheel,
};
