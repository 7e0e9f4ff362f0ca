import { launchChromium } from "./chromium.js";
import { launchFirefox } from "./firefox.js";
import { launchWebKit } from "./webkit.js";

/** @import {Browser, Reader} from "./page.js" */

/** @type {Record<string, (reader?: Reader) => Promise<Browser>>} */
const all = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit };

/** All three, or those that PRETEXT_ENGINES names, for whoever looks into a failure of one. */
export const engines = Object.fromEntries(
  Object.entries(all).filter(([name]) => (process.env.PRETEXT_ENGINES ?? name).split(",").includes(name)),
);
