// How light the page is, and that it never keeps the reader waiting. A slow moment of the machine is not the page's fault:
// what depends on time may be tried three times.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, before, test } from "node:test";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";
import { open } from "../chromium/harness.js";
import { launchChromium, launchOptions } from "../support/chromium.js";
import { servePage } from "../support/server.js";

const ATTEMPTS = 3;

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
/** @type {import("playwright-core").Browser} */
let chromium;
before(async () => {
  server = await servePage();
  ({ driver: chromium } = await launchChromium());
});
after(async () => {
  await chromium?.close();
  server.close();
});

test("Lighthouse on a desktop: performance 95 at least, all else 100", async () => {
  const best = { performance: 0, accessibility: 0, "best-practices": 0, seo: 0 };
  const wanted = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
  const names = /** @type {(keyof typeof best)[]} */ (Object.keys(best));
  const missing = () => names.filter((name) => best[name] < wanted[name]);
  let found = "";
  for (let attempt = 0; attempt < ATTEMPTS && missing().length > 0; attempt++) {
    const browser = await puppeteer.launch(launchOptions);
    try {
      const page = await browser.newPage();
      const run = await lighthouse(`${server.origin}/`, { logLevel: "error" }, desktopConfig, page);
      assert.ok(run);
      for (const name of names) {
        best[name] = Math.max(best[name], Math.round(100 * (run.lhr.categories[name].score ?? 0)));
      }
      const poor = Object.values(run.lhr.audits).filter(({ score }) => score !== null && score < 0.9);
      found = poor.map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`).join("; ");
    } finally {
      await browser.close();
    }
  }
  assert.deepEqual(missing(), [], `${JSON.stringify(best)}: ${found}`);
});

/**
 * Traces the page's main thread.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<() => Promise<number[]>>}  ends it and gives the processor time of each task, in ms: what the page keeps
 *   the thread busy for, whoever else is on the machine
 */
async function traceTasks(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { categories: "toplevel", transferMode: "ReportEvents" });
  return async () => {
    const complete = new Promise((resolve) => session.on("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    const main = events.find(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
    const tasks = events.filter(({ ph, pid, tid, tdur }) => ph === "X" && tdur && pid === main.pid && tid === main.tid);
    return tasks.map(({ tdur }) => tdur / 1000);
  };
}

test("no task of the page's own takes over 50 ms while two workers train", async () => {
  let long = [Infinity];
  for (let attempt = 0; attempt < ATTEMPTS && long.length > 0; attempt++) {
    const { page, context, misdeeds } = await open(chromium, server.origin, { hash: "#preset=fair&seed=1" });
    await page.getByText("More settings").click();
    await page.getByRole("spinbutton", { name: "Workers" }).fill("2");
    const stop = await traceTasks(page);
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    for (const screens of [0, 1, 2, 3, 4, 5, 6, 7, 8, 5, 2, 0]) {
      await page.evaluate((y) => scrollTo({ top: y * innerHeight }), screens);
      await page.waitForTimeout(400);
    }
    await page.getByText(/^Done in/).waitFor();
    const tasks = await stop();
    assert.ok(tasks.length > 1000, `${tasks.length} tasks seen`);
    long = tasks.filter((ms) => ms > 50);
    assert.deepEqual(misdeeds, []);
    await context.close();
  }
  assert.deepEqual(long, []);
});

test("what is loaded before Start: scripts under 90 kB, styles under 12 kB", async () => {
  const sizes = { script: 0, stylesheet: 0 };
  const page = await chromium.newPage();
  page.on("response", async (response) => {
    const type = /** @type {keyof typeof sizes} */ (response.request().resourceType());
    if (type in sizes) sizes[type] += gzipSync(await response.body()).length;
  });
  await page.goto(`${server.origin}/`, { waitUntil: "networkidle" });
  await page.close();
  assert.ok(sizes.script > 10_000 && sizes.script < 90_000, `${sizes.script} bytes of scripts`);
  assert.ok(sizes.stylesheet > 1000 && sizes.stylesheet < 12_000, `${sizes.stylesheet} bytes of styles`);
});
