// The built page on a local static server, in Debian's Chromium, used as a person would use it.

import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve as serveFolders } from "../support/server.js";

const folder = process.env.PRETEXT_PAGE ?? fileURLToPath(new URL("../../../build/web/", import.meta.url));

/** A static server as plain as any: no special headers, for the page must not need them. */
export const serve = () => serveFolders({ "/": folder });

/** Of a browser that looks nothing up on its own. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export function launch() {
  return chromium.launch(launchOptions);
}

/** The server and the browser of a file of tests, closed after the last one. */
export async function start() {
  const [server, browser] = await Promise.all([serve(), launch()]);
  after(async () => {
    await browser.close();
    await server.close();
  });
  return { server, browser };
}

/** A run on which a test can act while it is under way, however fast the machine: `quick` alone is over in a second. */
export const LONG = "#preset=quick&pretext.epochs=100";

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
    locale: "en-GB",
    viewport: { width: 1280, height: 900 },
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

/**
 * Drops files on an element, as a person would who drags them over from a folder.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 * @param {{name: string, bytes: Uint8Array}[]} files
 */
export async function drop(page, selector, files) {
  const transfer = await page.evaluateHandle(
    (all) => {
      const to = new DataTransfer();
      for (const { name, base64 } of all)
        to.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return to;
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") })),
  );
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}
