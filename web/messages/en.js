import acts from "./en/acts.js";
import batch from "./en/batch.js";
import comparison from "./en/comparison.js";
import curves from "./en/curves.js";
import data from "./en/data.js";
import encoder from "./en/encoder.js";
import gallery from "./en/gallery.js";
import models from "./en/models.js";
import neighbours from "./en/neighbours.js";
import page from "./en/page.js";
import rotation from "./en/rotation.js";
import run from "./en/run.js";
import settings from "./en/settings.js";
import share from "./en/share.js";
import story from "./en/story.js";
import study from "./en/study.js";
import talk from "./en/talk.js";
import tasks from "./en/tasks.js";
import ten from "./en/ten.js";
import texts from "./en/texts.js";

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

/** @typedef {keyof typeof messages} Key */
/** @typedef {Record<Key, string>} Messages */

export default messages;
