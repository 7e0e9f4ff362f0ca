import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchChromium } from "../support/chromium.js";
import { SMALL } from "../support/visit.js";
import { servePage } from "../support/server.js";
import { open } from "./harness.js";

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  [server, { driver: browser }] = await Promise.all([servePage(), launchChromium()]);
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** @param {import("playwright-core").Page} page */
async function ready(page) {
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await page.getByText("Works offline.").waitFor();
}

/** @type {{serviceWorkers: "allow"}} */
const options = { serviceWorkers: "allow" };

test("after the first visit the page runs without a network, in Korean too", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: SMALL, options });
  await ready(page);
  await context.setOffline(true);
  server.close();
  await page.reload();
  await page.getByLabel("Language").selectOption({ label: "한국어" });
  await page.getByRole("button", { name: "시작", exact: true }).click();
  await page.locator(".status").getByText(/완료/).waitFor();
  await page.getByLabel("언어").selectOption({ label: "English" });
  await page.getByText(/^Done in/).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
  server = await servePage();
});

test("a new build takes the place of an old one's cache", async () => {
  const { page, context } = await open(browser, server.origin, { options });
  await ready(page);
  const names = () => page.evaluate(() => caches.keys());
  const [current] = await names();
  await page.evaluate(async (name) => {
    await caches.open(name.replace(/ \S+$/, " earlier"));
    await caches.open("another page's");
    await (await navigator.serviceWorker.ready).unregister();
  }, current ?? "");
  await page.reload();
  await ready(page);
  await page.waitForFunction(async () => (await caches.keys()).length === 2);
  assert.deepEqual((await names()).sort(), ["another page's", current].sort());
  await context.close();
});
