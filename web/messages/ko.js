import acts from "./ko/acts.js";
import batch from "./ko/batch.js";
import comparison from "./ko/comparison.js";
import curves from "./ko/curves.js";
import data from "./ko/data.js";
import encoder from "./ko/encoder.js";
import gallery from "./ko/gallery.js";
import models from "./ko/models.js";
import neighbours from "./ko/neighbours.js";
import page from "./ko/page.js";
import rotation from "./ko/rotation.js";
import run from "./ko/run.js";
import settings from "./ko/settings.js";
import share from "./ko/share.js";
import story from "./ko/story.js";
import study from "./ko/study.js";
import talk from "./ko/talk.js";
import tasks from "./ko/tasks.js";
import ten from "./ko/ten.js";
import texts from "./ko/texts.js";

/** @type {import("./en.js").Messages} */
export const messages = {
  ...page,
  ...acts,
  ...gallery,
  ...ten,
  ...texts,
  ...neighbours,
  ...run,
  ...tasks,
  ...settings,
  ...data,
  ...story,
  ...models,
  ...curves,
  ...rotation,
  ...batch,
  ...encoder,
  ...comparison,
  ...study,
  ...share,
  ...talk,
};

export default messages;
