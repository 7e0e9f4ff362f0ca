// A lecture: scenes that the address names, gone through with two buttons or the arrow keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inOneEngine } from "../support/visit.js";

const SCENES = "scenes=rotation:start,inpainting:end,board@100";

inOneEngine((visit) => {
  test("a lecture goes from scene to scene by buttons and by arrow keys, and leaves off where it was", () =>
    visit(`#/&${SCENES}&present`, async ({ page, see }) => {
      await see.text("1 of 3: Rotation").seen();
      await see.text(/^Untrained: these are its real answers/).seen();
      assert.equal(await see.css(".rail").all(([rail]) => rail.checkVisibility()), false);
      await see.button("Next").press();
      await see.text("2 of 3: Inpainting").seen();
      await see.text(/^After epoch \d+, recorded/).seen();
      await page.keys("ArrowRight");
      await see.text("3 of 3: Board").seen();
      const labels = (/** @type {string} */ said) => see.css(`#board-labels[aria-valuetext="${said}"]`);
      await labels("50").seen();
      assert.match(
        await page.evaluate(() => location.hash),
        /^#\/board&scenes=rotation:start,inpainting:end,board@100&scene=3&present$/,
      );
      // On a slider the arrows are the slider's.
      await labels("50").keys("ArrowRight");
      await labels("200").seen();
      await see.text("3 of 3: Board").seen();
      await page.reload();
      await see.text("3 of 3: Board").seen();
      await see.button("Previous").press();
      await see.text("2 of 3: Inpainting").seen();
      await see.button("Leave the scenes").press();
      await see.role("link", "Compose").seen();
      assert.equal(await page.evaluate(() => location.hash), "#/inpainting");
    }));

  test("a scene that there is not is named in one sentence, and all others stay; arrows do nothing unless presenting", () =>
    visit("#/rotation&seed=7&scenes=rotation:end,nothing:start,board@7x,denoising", async ({ page, see }) => {
      await see.text("There is no scene called nothing:start and board@7x here: it is left out.").seen();
      await see.text("1 of 2: Rotation").seen();
      await see.text(/^After epoch \d+, recorded/).seen();
      await see.role("link", "Compose").seen();
      await page.keys("ArrowRight");
      await see.button("Next").press();
      await see.text("2 of 2: Denoising").seen();
      assert.match(
        await page.evaluate(() => location.hash),
        /^#\/denoising&seed=7&scenes=rotation:end,denoising&scene=2$/,
      );
    }));
});
