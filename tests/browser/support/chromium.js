import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { which } from "../../../scripts/command.mjs";
import { PATIENCE, someone } from "./page.js";

/** @import {Browser, Frame, Page, Reader} from "./page.js" */

/** No request of Chromium's own, whose user may be root and whose profile is new. */
export const launchOptions = {
  /** Looked up when it is asked for: it may have been installed since this file was read. */
  get executablePath() {
    return which("chromium");
  },
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** What Playwright calls it. @param {Reader} [reader] */
export function contextOf(reader) {
  const { language, dark, still, width, height } = { ...someone, ...reader };
  return {
    locale: language,
    viewport: { width, height },
    colorScheme: /** @type {"dark" | "light"} */ (dark ? "dark" : "light"),
    reducedMotion: /** @type {"reduce" | "no-preference"} */ (still ? "reduce" : "no-preference"),
  };
}

/**
 * @param {Reader} [reader]
 * @returns {Promise<Browser & {driver: import("playwright-core").Browser}>}
 */
export async function launchChromium(reader) {
  const driver = await chromium.launch(launchOptions);
  return {
    driver,
    async newPage() {
      const context = await driver.newContext(contextOf(reader));
      context.setDefaultTimeout(PATIENCE);
      return { ...pageOf(await context.newPage()), close: () => context.close() };
    },
    close: () => driver.close(),
  };
}

/** @param {import("playwright-core").Page} page @returns {Omit<Page, "close">} */
function pageOf(page) {
  const { keyboard, mouse } = page;
  /** @type {string[]} */
  const messages = [];
  /** @type {string[]} */
  const requests = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(`error: ${error.message}`));
  page.on("request", (request) => requests.push(request.url()));
  return {
    engine: "chromium",
    messages,
    requests,
    ...frameOf(page.mainFrame()),
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    async keys(...names) {
      for (const name of names) await keyboard.press(name);
    },
    point: ({ x, y }) => mouse.move(x, y),
    async drag([from, ...along]) {
      await mouse.move(from.x, from.y);
      await mouse.down();
      for (const { x, y } of along) await mouse.move(x, y);
      await mouse.up();
    },
    async download(act) {
      const [file] = await Promise.all([page.waitForEvent("download"), act()]);
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    },
  };
}

/**
 * @param {import("playwright-core").Frame} frame
 * @returns {Frame}
 */
function frameOf(frame) {
  return {
    click: (selector) => frame.click(selector),
    async type(selector, text) {
      await frame.locator(selector).selectText();
      await frame.press(selector, "Delete");
      await frame.locator(selector).pressSequentially(text);
    },
    choose: async (selector, label) => void (await frame.selectOption(selector, { label })),
    give: (selector, paths) => frame.setInputFiles(selector, paths),
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
