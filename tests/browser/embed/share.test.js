// The dialog that builds a course link: what it writes can be opened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inOneEngine } from "../support/visit.js";

inOneEngine((visit) => {
  test("the dialog's link opens the same experiment, locked and with its question", () =>
    visit("#preset=quick&seed=7&pretext.epochs=1", async ({ page, see }) => {
      await see.button("Share or embed").press();
      const dialog = see.role("dialog", "For a course page");
      await dialog.label("seed").press();
      await dialog.label("A question to answer before Start").type('Who wins, "we" or they?');
      const link = await dialog.label("Link").value();
      const frame = await dialog.label("Frame").value();
      const element = await dialog.label("Element").value();
      assert.ok(frame.includes(`src="${link.replaceAll("&", "&amp;")}"`), frame);
      assert.match(element, /<pretext-lab preset="quick" seed="7" .*hide="story" lock="seed" .*set="pretext.epochs=1"/);

      await page.goto("about:blank");
      await page.goto(link);
      await see.label('Who wins, "we" or they?').seen();
      assert.equal(await see.css("#seed").all(([seed]) => seed.disabled), true);
      assert.equal(await see.css("#seed").all(([seed]) => seed.value), "7");
      assert.equal(await see.css(".story").all(([story]) => story.checkVisibility()), false);
      assert.equal(await see.button("Start").count(), 1);
    }));

  test("of a bench the dialog lists what to show: a narrow frame with one Start, the board, and a lecture", () =>
    visit("#/inpainting&seed=7", async ({ page, see }) => {
      await see.text("Take it").press();
      await see.button("Share or embed").press();
      const dialog = see.role("dialog", "For a course page");
      await dialog.label("A question to answer before Start").type("What is in the hole?");
      const link = await dialog.label("Link").value();
      assert.match(link, /embed\.html#\/inpainting&seed=7&lang=en&show=bench%2Cverdict&ask=/);
      assert.match(await dialog.label("Frame").value(), /width="420"/);
      assert.match(
        await dialog.label("Element").value(),
        /<pretext-lab route="\/inpainting" seed="7" lang="en" show="bench,verdict" ask="What is in the hole\?"><\/pretext-lab>/,
      );
      await dialog.label("What to show").choose("The board");
      const board = await dialog.label("Link").value();
      await dialog.label("Scenes").type("inpainting:end, board@10");
      const lecture = await dialog.label("Link for the lecture").value();

      await page.goto("about:blank");
      await page.goto(link);
      await see.label("What is in the hole?").seen();
      assert.equal(await see.button("Start").count(), 1);
      const [bench, bought] = await see
        .css(".bench-centre, .bought")
        .all((parts) => parts.map((part) => part.getBoundingClientRect().toJSON()));
      assert.ok(
        bench.width <= 450 && bought.top >= bench.bottom && bought.left === bench.left,
        JSON.stringify([bench, bought]),
      );
      await see.label("What is in the hole?").type("A seven");
      await see.button("Start").press();
      await see.button("Pause").seen();
      assert.equal(await see.button(/^(Start|Resume|Pause)$/).count(), 1);

      await page.goto("about:blank");
      await page.goto(board);
      await see.role("link", "Contrastive").seen();
      assert.equal(
        await see.css(".masthead, .bench-centre").all((parts) => parts.some((part) => part.checkVisibility())),
        false,
      );

      await page.goto("about:blank");
      await page.goto(lecture);
      await see.text("1 of 2: Inpainting").seen();
    }));
});
