// The built page on a local static server, in Debian's Chromium, used as a person would use it.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = process.env.PRETEXT_PAGE ?? fileURLToPath(new URL("../../../build/web/", import.meta.url));

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** A static server as plain as any: no special headers, for the page must not need them. */
export async function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

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
