// The built page in Debian's Chromium, for tests that need what only its driver and its tools can do.

import { after } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { readHash } from "../../../web/app/hash.js";
import { contextOf, launchChromium } from "../support/chromium.js";
import { PATIENCE } from "../support/page.js";
import { servePage } from "../support/server.js";
import { leaveNearlyDone } from "../support/states.js";

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
 * @param {{hash?: string, done?: boolean, options?: import("playwright-core").BrowserContextOptions}} [how]  done: after a run of what
 *   the address asks for, trained beforehand
 */
export async function open(browser, origin, { hash = "#preset=fair", done = false, options = {} } = {}) {
  const context = await browser.newContext({
    ...contextOf(),
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
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
  if (done) await leaveNearlyDone(page, origin, readHash(hash).address.spec);
  await page.goto(`${origin}/${hash}`);
  if (done) {
    const offer = page.getByRole("button", { name: "Go on with it" });
    // A machine that is too busy for the page to find it in time is asked again.
    for (let looks = 0; looks < 10 && !(await offer.isVisible()); looks += 1) {
      if (looks > 0) await page.reload();
      await offer.waitFor({ timeout: 10_000 }).catch(() => {});
    }
    await offer.click();
    await page.getByText(/^Done in/).waitFor();
  }
  return { page, context, misdeeds };
}

/** Notes what moves that nobody has just moved. @param {import("playwright-core").Page} page */
export const watchShifts = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
    const shifts = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map((/** @type {any} */ { node, previousRect: a, currentRect: b }) => {
          const name = node?.className || node?.parentElement?.className || node?.nodeName;
          return `${name} from ${a.x},${a.y} ${a.width}x${a.height} to ${b.x},${b.y} ${b.width}x${b.height}`;
        });
        shifts.push(`${entry.value.toFixed(4)}: ${what.join("; ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

/**
 * What axe finds against WCAG 2.2 AA and its own good practice, each with the first element it is about.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} [part]  a selector; left out: the whole page
 */
export async function complaints(page, part = "html") {
  const { violations } = await new AxeBuilder({ page: /** @type {any} */ (page) })
    .include(part)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} (${nodes[0]?.failureSummary})`);
}

/** How many pictures of what is shown, said and true show nothing. @param {import("playwright-core").Page} page */
export const emptyPictures = (page) =>
  page.locator(".trio .picture:visible").evaluateAll(
    (all) =>
      all.filter((canvas) => {
        const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
        const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
        return !context?.getImageData(0, 0, width, height).data.some((value, i) => i % 4 === 3 && value > 0);
      }).length,
  );
