import { launchChromium } from "./chromium.js";
import { launchFirefox } from "./firefox.js";
import { launchWebKit } from "./webkit.js";

/** @import {Browser} from "./page.js" */

/** @type {Record<string, () => Promise<Browser>>} */
export const engines = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit };
