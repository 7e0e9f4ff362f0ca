import assert from "node:assert/strict";
import { test } from "node:test";
import { SMALL, inOneEngine } from "../support/visit.js";

inOneEngine((visit) => {
  test("seeds are added at a press, and no run is shown without its interval", () =>
    visit(SMALL, async ({ see }) => {
      const view = see.css("[data-view=verdict]");
      const add = view.button("Add a seed");
      const ready = view.css("button:enabled").text("Add a seed");
      await view.bring();
      await add.press();
      await view.text(/^Seed 1, in the background/).seen();
      assert.equal(await ready.count(), 0);
      await ready.seen();

      // One seed: every mark is hollow, has the whiskers of its images, and nothing is called more than noise.
      assert.equal(await view.css(".study-plot .mark").count(), 24);
      assert.equal(await view.css(".study-plot .mark.single").count(), 24);
      const whiskers = await view
        .css(".study-plot .whiskers")
        .all((paths) => paths.map((path) => (path.getAttribute("d") ?? "").split("V").length - 1));
      assert.deepEqual(whiskers, [4, 4, 4, 4, 4, 4]);
      await view.text(/^1,000 labels: .*with one seed nobody knows how much is luck\.$/).seen();

      // A stopped seed leaves nothing behind.
      await add.press();
      await view.button("Stop").press();
      await view.text(/over 1 seed/).seen();

      await add.press();
      await view.text(/^Seed 2/).seen();
      await ready.seen();
      assert.equal(await view.css(".study-plot .mark.single").count(), 0);
      await view.text(/^10 labels: two seeds are too few to judge by; add a third/).seen();
      await view.text(/^In one line: pretraining/).seen();
    }));
});
