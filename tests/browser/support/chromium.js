import { chromium } from "playwright-core";
import { which } from "../../../scripts/command.mjs";

/** @import {Browser, Frame} from "./page.js" */

/** No request of Chromium's own, whose user may be root and whose profile is new. */
const ARGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @param {{args?: string[]}} [options]
 * @returns {Promise<Browser & {driver: import("playwright-core").Browser}>}
 */
export async function launchChromium({ args = [] } = {}) {
  const driver = await chromium.launch({ executablePath: which("chromium"), args: [...ARGS, ...args] });
  return {
    driver,
    async newPage() {
      const context = await driver.newContext();
      const page = await context.newPage();
      /** @type {string[]} */
      const messages = [];
      page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => messages.push(`error: ${error.message}`));
      return {
        engine: "chromium",
        messages,
        ...frameOf(page.mainFrame()),
        goto: async (url) => void (await page.goto(url)),
        reload: async () => void (await page.reload()),
        close: () => context.close(),
      };
    },
    close: () => driver.close(),
  };
}

/**
 * @param {import("playwright-core").Frame} frame
 * @returns {Frame}
 */
function frameOf(frame) {
  return {
    click: (selector) => frame.click(selector),
    type: (selector, text) => frame.fill(selector, text),
    evaluate: (body, ...args) =>
      frame.evaluate(
        ([source, values]) => new Function(`return (${source})(...arguments)`)(...values),
        [String(body), args],
      ),
    async frame(selector) {
      const element = await frame.waitForSelector(selector, { state: "attached" });
      const inner = await element.contentFrame();
      if (!inner) throw new Error(`${selector} is no frame`);
      return frameOf(inner);
    },
  };
}
