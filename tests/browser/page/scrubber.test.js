import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inOneEngine } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

/** The figure, and its slider. @param {Thing} see */
async function insideOf(see) {
  const inside = see.figure("Inside the encoder");
  await inside.bring();
  const slider = inside.role("slider", "Epoch of pretraining");
  await inside.css("input:enabled").seen();
  return { inside, slider };
}

/** What the figure draws. @param {Thing} figure @returns {Promise<string[]>} */
const pictures = (figure) => figure.css("canvas").all((all) => all.map((canvas) => canvas.toDataURL()));

inOneEngine((visit) => {
  test("the slider replays pretraining from noise and comes back to the end", () =>
    visit({ done: "#preset=quick" }, async ({ page, see }) => {
      const { inside, slider } = await insideOf(see);
      await inside.text(/^0° \d+%$/).seen();
      const trained = await pictures(inside);
      const answers = see.figure("One digit, four turns").text(/^says \d+°$/);
      await see.figure("One digit, four turns").bring();
      await answers.nth(3).seen();
      await sleep(1000);
      const said = await answers.texts();
      await slider.bring();
      assert.equal(await slider.attribute("aria-valuetext"), "after epoch 2");

      await slider.keys("Home");
      assert.equal(await slider.attribute("aria-valuetext"), "untrained, before the first epoch");
      await inside.css("[data-epoch='0']").seen();
      const untrained = await pictures(inside);
      untrained.forEach((picture, i) => assert.notEqual(picture, trained[i], `canvas ${i}`));
      // The other figures go on answering with the weights that the run ended with.
      await see.figure("Turn it yourself").button("Next digit").press();
      const back = see.button("Previous digit");
      await back.bring();
      await see.text("labelled 2").seen();
      await back.press();
      await see.text("labelled 7").seen();
      await see.figure("One digit, four turns").bring();
      await sleep(1000);
      assert.deepEqual(await answers.texts(), said);
      await slider.bring();
      await slider.keys("ArrowRight");
      await inside.text("after epoch 1").seen();

      await page.keys("End");
      await inside.css("[data-epoch='2']").seen();
      assert.deepEqual(await pictures(inside), trained);

      await inside.button("Play").press();
      await inside.css("[data-epoch='0']").seen();
      await inside.css("[data-epoch='2']").seen();
      await inside.button("Play").seen();
      assert.deepEqual(await pictures(inside), trained);
    }));
});

inOneEngine(
  (visit) => {
    test("nothing plays by itself for those who want less motion", () =>
      visit({ done: "#preset=quick" }, async ({ see }) => {
        const { inside, slider } = await insideOf(see);
        assert.equal(await inside.button("Play").count(), 0);
        await slider.keys("Home");
        await inside.css("[data-epoch='0']").seen();
      }));
  },
  { still: true },
);
