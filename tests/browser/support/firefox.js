import puppeteer from "puppeteer-core";
import { which } from "../../../scripts/command.mjs";
import { handedOut } from "./handed-out.js";
import { someone } from "./page.js";

/** @import {Browser, Frame, Page, Reader} from "./page.js" */
/** @import {KeyInput} from "puppeteer-core" */

/** @param {Reader} [reader] @returns {Promise<Browser>} */
export async function launchFirefox(reader) {
  const { language, dark, still, width, height } = { ...someone, ...reader };
  const executablePath = /** @type {string} */ (which("firefox-esr") ?? which("firefox"));
  const driver = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    protocolTimeout: 300_000,
    defaultViewport: { width, height },
    extraPrefsFirefox: {
      "intl.accept_languages": language,
      "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
      "ui.prefersReducedMotion": Number(still),
    },
  });
  return {
    async newPage() {
      const context = await driver.createBrowserContext();
      return { ...pageOf(await context.newPage()), close: () => context.close() };
    },
    close: () => driver.close(),
  };
}

/** @param {import("puppeteer-core").Page} page @returns {Omit<Page, "close">} */
function pageOf(page) {
  const { keyboard, mouse } = page;
  const frame = frameOf(page.mainFrame());
  /** @type {string[]} */
  const messages = [];
  /** @type {string[]} */
  const requests = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(`error: ${/** @type {Error} */ (error).message}`));
  page.on("request", (request) => requests.push(request.url()));
  return {
    engine: "firefox",
    messages,
    requests,
    ...frame,
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    async keys(...names) {
      for (const name of names) {
        const [key, ...held] = /** @type {KeyInput[]} */ (name.split("+").reverse());
        for (const one of held) await keyboard.down(one);
        await keyboard.press(key);
        for (const one of held) await keyboard.up(one);
      }
    },
    point: ({ x, y }) => mouse.move(x, y),
    async drag([from, ...along]) {
      await mouse.move(from.x, from.y);
      await mouse.down();
      for (const { x, y } of along) await mouse.move(x, y);
      await mouse.up();
    },
    download: (act) => handedOut(frame, act),
  };
}

/**
 * @param {import("puppeteer-core").Frame} frame
 * @returns {Frame}
 */
function frameOf(frame) {
  return {
    click: async (selector) => void (await frame.locator(selector).click()),
    async type(selector, text) {
      const field = await frame.waitForSelector(selector);
      await field?.evaluate((element) => /** @type {HTMLInputElement} */ (element).select());
      await field?.press("Delete");
      await field?.type(text);
    },
    async choose(selector, label) {
      const value = await frame.$eval(
        selector,
        (element, wanted) =>
          [.../** @type {HTMLSelectElement} */ (element).options].find((option) => option.label === wanted)?.value,
        label,
      );
      if (value === undefined) throw new Error(`${selector} has no ${label}`);
      await frame.select(selector, value);
    },
    async give(selector, paths) {
      const field = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await frame.$(selector));
      await field.uploadFile(...paths);
    },
    evaluate: (body, ...args) => /** @type {Promise<any>} */ (frame.evaluate(body, ...args)),
    async frame(selector) {
      const element = await frame.waitForSelector(selector);
      const inner = await element?.contentFrame();
      if (!inner) throw new Error(`${selector} is no frame`);
      return frameOf(inner);
    },
  };
}
