import puppeteer from "puppeteer-core";
import { which } from "../../../scripts/command.mjs";

/** @import {Browser, Frame} from "./page.js" */

/** @returns {Promise<Browser>} */
export async function launchFirefox() {
  const executablePath = /** @type {string} */ (which("firefox-esr") ?? which("firefox"));
  const driver = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    protocolTimeout: 300_000,
  });
  return {
    async newPage() {
      const context = await driver.createBrowserContext();
      const page = await context.newPage();
      /** @type {string[]} */
      const messages = [];
      page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => messages.push(`error: ${/** @type {Error} */ (error).message}`));
      return {
        engine: "firefox",
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
 * @param {import("puppeteer-core").Frame} frame
 * @returns {Frame}
 */
function frameOf(frame) {
  return {
    click: async (selector) => void (await frame.locator(selector).click()),
    type: async (selector, text) => void (await frame.locator(selector).fill(text)),
    evaluate: (body, ...args) => /** @type {Promise<any>} */ (frame.evaluate(body, ...args)),
    async frame(selector) {
      const element = await frame.waitForSelector(selector);
      const inner = await element?.contentFrame();
      if (!inner) throw new Error(`${selector} is no frame`);
      return frameOf(inner);
    },
  };
}
