// The page itself, reloaded in the middle of a run, offers to go on, and comes to what it would have come to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { countKept, until } from "../support/page.js";
import { inOneEngine } from "../support/visit.js";

const RUN =
  "#preset=quick&data.unlabelled.count=800&encoder.0.filters=16&encoder.1.filters=16&pretext.epochs=40&transfer.epochs=3&supervised.epochs=2";

inOneEngine((visit) => {
  test("a run that a reload has cut off goes on, and the browser forgets it when told to", () =>
    visit(RUN, async ({ page, see }) => {
      const start = async () => {
        // What is out of sight is not drawn.
        await see.css(".controls").bring();
        await see.button("Start").press();
      };
      const banner = see.css("[data-view=unfinished]");
      const digest = async () => {
        await see.css("[data-view=takeaway]").bring();
        await see.text(/^[0-9a-f]{64}$/).seen();
        return see.text(/^[0-9a-f]{64}$/).read();
      };
      const reload = async () => {
        await page.reload();
        await see.button("Start").bring();
      };
      await start();
      const whole = await digest();
      await reload();
      assert.equal(await banner.role("button").count(), 0, "a run that is done is not offered");

      await start();
      await until(page, countKept);
      await reload();
      await banner.text(/quick, seed 1, of .* was left at \d+%.*MB/).seen();
      await banner.button("Go on with it").press();
      assert.equal(await digest(), whole);

      await start();
      await see.button("Pause").press();
      await see.button("Resume").seen();
      await sleep(500);
      await reload();
      await banner.button("Forget it").press();
      await banner.role("button").gone();
      await reload();
      await sleep(500);
      assert.equal(await banner.role("button").count(), 0, "nothing is kept any more");
    }));
});
