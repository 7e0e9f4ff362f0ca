// The built page in Debian's Chromium, for tests that need what only its driver and its tools can do.

import { after } from "node:test";
import { contextOf, launchChromium } from "../support/chromium.js";
import { servePage } from "../support/server.js";

/** The server and the browser of a file of tests, closed after the last one. */
export async function start() {
  const [server, { driver: browser }] = await Promise.all([servePage(), launchChromium()]);
  after(async () => {
    await browser.close();
    await server.close();
  });
  return { server, browser };
}

/**
 * A fresh page, without a service worker unless `options` allow it, for that one would answer in place of page.route(). It
 * notes whatever a careful page would not do: console messages, errors, requests elsewhere.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {{hash?: string, options?: import("playwright-core").BrowserContextOptions}} [how]
 */
export async function open(browser, origin, { hash = "", options = {} } = {}) {
  const context = await browser.newContext({
    ...contextOf(),
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const misdeeds = [];
  page.on("console", (message) => {
    if (!/Service Worker registration blocked by Playwright/.test(message.text()))
      misdeeds.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => misdeeds.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) misdeeds.push(`request to ${url}`);
  });
  await page.goto(`${origin}/${hash}`);
  return { page, context, misdeeds };
}

/** Starts a run and waits for its end. @param {import("playwright-core").Page} page */
export async function runToEnd(page) {
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/^Done in/).waitFor({ timeout: 150_000 });
}
