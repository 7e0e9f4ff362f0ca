import assert from "node:assert/strict";
import { test } from "node:test";
import { open, runToEnd, start } from "./harness.js";

const { server, browser } = await start();

/** @param {import("playwright-core").BrowserContextOptions} [options] */
async function afterRun(options) {
  const opened = await open(browser, server.origin, { hash: "#preset=quick", options });
  await runToEnd(opened.page);
  const inside = opened.page.getByRole("figure", { name: "Inside the encoder" });
  await inside.scrollIntoViewIfNeeded();
  const slider = inside.getByRole("slider", { name: "Epoch of pretraining" });
  await slider.and(opened.page.locator(":enabled")).waitFor();
  return { ...opened, inside, slider };
}

/** What the figure draws. @param {import("playwright-core").Locator} figure */
const pictures = (figure) =>
  figure
    .locator("canvas")
    .evaluateAll((all) => all.map((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL()));

test("the slider replays pretraining from noise and comes back to the end", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds, inside, slider } = await afterRun();
  await inside.getByText(/^0° \d+%$/).waitFor();
  const trained = await pictures(inside);
  const answers = page.getByRole("figure", { name: "One digit, four turns" }).getByText(/^says \d+°$/);
  await answers.first().scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  const said = await answers.allInnerTexts();
  await slider.scrollIntoViewIfNeeded();
  assert.equal(await slider.getAttribute("aria-valuetext"), "after epoch 2");

  await slider.focus();
  await page.keyboard.press("Home");
  assert.equal(await slider.getAttribute("aria-valuetext"), "untrained, before the first epoch");
  await inside.locator("[data-epoch='0']").waitFor();
  const untrained = await pictures(inside);
  untrained.forEach((picture, i) => assert.notEqual(picture, trained[i], `canvas ${i}`));
  // The other figures go on answering with the weights that the run ended with.
  const wheel = page.getByRole("figure", { name: "Turn it yourself" });
  await wheel.scrollIntoViewIfNeeded();
  await wheel.getByRole("button", { name: "Next digit" }).click();
  const back = page.getByRole("button", { name: "Previous digit" });
  await back.scrollIntoViewIfNeeded();
  await page.getByText("labelled 2").waitFor();
  await back.click();
  await page.getByText("labelled 7").waitFor();
  await answers.first().scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  assert.deepEqual(await answers.allInnerTexts(), said);
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await inside.getByText("after epoch 1", { exact: true }).waitFor();

  await page.keyboard.press("End");
  await inside.locator("[data-epoch='2']").waitFor();
  assert.deepEqual(await pictures(inside), trained);

  await inside.getByRole("button", { name: "Play" }).click();
  await inside.locator("[data-epoch='0']").waitFor();
  await inside.locator("[data-epoch='2']").waitFor();
  await inside.getByRole("button", { name: "Play" }).waitFor();
  assert.deepEqual(await pictures(inside), trained);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("nothing plays by itself for those who want less motion", { timeout: 180_000 }, async () => {
  const { context, inside, slider } = await afterRun({ reducedMotion: "reduce" });
  assert.equal(await inside.getByRole("button", { name: "Play" }).count(), 0);
  await slider.press("Home");
  await inside.locator("[data-epoch='0']").waitFor();
  await context.close();
});
