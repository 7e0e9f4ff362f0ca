// One reader's way through the page: all tasks, a bet, two of them trained, a task of one's own, cut off, gone on with and sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { countKept, until } from "../support/page.js";
import { inEachEngine } from "../support/visit.js";

/** What takes little to train. */
const SMALL = "data.unlabelled.count=100&encoder.0.filters=8&encoder.1.filters=8";

inEachEngine((visit) => {
  test("from all tasks over a puzzle, a bet and the board to a task of one's own, whose link gives the same digest", () =>
    visit("#/", async ({ page, see }) => {
      const go = (/** @type {string} */ hash) =>
        page.evaluate((to) => {
          location.hash = to;
        }, hash);
      const digest = async () => {
        await see.text(/^Done in/).seen();
        await see.css("[data-drawer=take]:not([open]) > summary").press();
        const code = see.text(/^[0-9a-f]{64}$/);
        await code.seen();
        return code.read();
      };
      await see.role("link", /^Contrastive/).seen();
      await see.role("link", /^Rotation/).press();
      await see.button("Answer it yourself").press();
      await see.button("Answer 1").press();
      await see.text(/^Right: you [01] of 1, the network [01] of 1$/).seen();
      await see.button("Next: 2 of 8").press();
      await see.button("Enough").press();
      await see.role("link", "Board").press();
      await see.button("Bet on Denoising").press();
      await see.text(/^With 50 labels your bet, Denoising,/).seen();

      await go(`#/rotation&${SMALL}&pretext.epochs=1`);
      await see.role("heading", "Rotation").seen();
      await see.role("link", "Board").press();
      await see.button("Train Rotation here").press();
      await see.button("Train Denoising here").press();
      const trained = see.css(".board-state").text("1 trained here");
      await trained.nth(1).seen();
      await see.css("#board-labels").keys("ArrowRight");
      await see.text(/^With 200 labels your bet, Denoising,/).seen();
      assert.equal(await see.css(".board-dot.small").count(), 2);

      await go(`#/compose&${SMALL}&pretext.epochs=150`);
      assert.equal(await see.css("#compose-verb-0").value(), "flip");
      await see.text(/^(as it was|flipped), \d+%/).seen();
      await see.label("Call it").type("Mirror");
      await see.role("link", "Train it").press();
      await see.role("heading", "Mirror").seen();
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      await see.button("Pause").press();
      await see.button("Resume").seen();
      await until(page, countKept);
      await page.reload();
      await see.button("Go on with it").press();
      const first = await digest();

      const link = await page.evaluate(() => location.href);
      await page.goto("about:blank");
      await page.goto(link);
      await see.role("heading", "Mirror").seen();
      // Also while an untrained network is made ready.
      await see.button("Start").press();
      assert.equal(await digest(), first);
    }));
});
