import assert from "node:assert/strict";
import { test } from "node:test";
import { LONG, open, start } from "./harness.js";

const { server, browser } = await start();

/** @param {import("playwright-core").Page} page @param {string} name */
const button = (page, name) => page.getByRole("button", { name, exact: true });

/**
 * The two accuracies in a row of the comparison, in percent.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
async function accuracies(page, name) {
  const row = page.getByRole("row", { name });
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.map((text) => Number(/([\d.]+)%/.exec(text)?.[1]));
}

test("a quick run from Start to the final comparison", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin);
  await page.getByRole("combobox", { name: "Preset" }).selectOption({ label: "Quick look" });
  assert.match(page.url(), /#preset=quick&seed=1/);
  await button(page, "Start").click();
  await page.getByText(/^Done in/).waitFor({ timeout: 150_000 });
  const selfSupervised = await accuracies(page, "Self-supervised");
  const supervised = await accuracies(page, "Supervised");
  const control = await accuracies(page, "Random control");
  for (const [full, few] of [selfSupervised, supervised, control]) {
    assert.ok(full > 70 && full < 98, `${full}% on 10,000 images`);
    assert.ok(few > 65 && few < 99, `${few}% on 300 images`);
  }
  await page
    .getByText(/Pretraining|untrained encoder/)
    .first()
    .waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: /Accuracy on 10,000 test images: self-supervised \d/ })
    .waitFor();

  const ask = page.getByRole("figure", { name: /Ask all three/ });
  await ask.getByText("labelled 7").waitFor();
  await ask
    .getByText(/^7, \d+%$/)
    .first()
    .waitFor();
  await ask.getByRole("button", { name: "Next digit" }).click();
  await ask.getByText("labelled 2").waitFor();
  await ask
    .getByText(/^2, \d+%$/)
    .first()
    .waitFor();

  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a run pauses and goes on", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: LONG });
  const progress = () => page.getByRole("progressbar").getAttribute("value");
  await button(page, "Start").click();
  await page.getByText(/^Pretraining, epoch/).waitFor();
  await button(page, "Pause").click();
  await button(page, "Resume").waitFor();
  await page.waitForTimeout(300);
  const frozen = await progress();
  await page.waitForTimeout(500);
  assert.equal(await progress(), frozen, "paused means paused");
  await button(page, "Resume").click();
  await page.waitForFunction((before) => document.querySelector("progress")?.getAttribute("value") !== before, frozen);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("the address is the state, and an impossible one is explained", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick&seed=7&digit=4" });
  assert.equal(await page.getByRole("spinbutton", { name: "Seed" }).inputValue(), "7");
  await page.getByText("Digit 4", { exact: true }).waitFor();
  await page.getByRole("spinbutton", { name: "Seed" }).fill("-3");
  await page.getByRole("spinbutton", { name: "Seed" }).press("Enter");
  await page.getByText(/Not changed: .*'seed' must be a whole number/).waitFor();
  assert.equal(await page.getByRole("spinbutton", { name: "Seed" }).inputValue(), "7");
  await context.close();

  const second = await open(browser, server.origin, { hash: "#preset=quick&pretext.epochs=many" });
  await second.page.getByText(/'pretext.epochs' must be a whole number .* default settings are shown/).waitFor();
  await second.context.close();
  assert.deepEqual([...misdeeds, ...second.misdeeds], []);
});

test("data that cannot be fetched are named, and trying again works", { timeout: 60_000 }, async () => {
  const { page, context } = await open(browser, server.origin, { hash: LONG });
  await page.route("**/data/**", (route) => route.abort());
  await page.reload();
  await button(page, "Start").click();
  await page
    .getByRole("main")
    .getByText(/manifest\.json could not be fetched/)
    .waitFor();
  await page.unroute("**/data/**");
  await button(page, "Try again").click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  await button(page, "Stop").click();
  await page.getByText(/^Stopped after/).waitFor();
  await button(page, "Reset").click();
  await page.getByText("Ready", { exact: true }).waitFor();
  await context.close();
});

test("the language changes in the middle of a run", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: LONG });
  await button(page, "Start").click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  await page.getByLabel("Language").selectOption({ label: "한국어" });
  await page.getByText(/사전학습, 에폭/).waitFor();
  await button(page, "중지").click();
  await button(page, "시작").waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  assert.deepEqual(misdeeds, []);
  await context.close();
});
