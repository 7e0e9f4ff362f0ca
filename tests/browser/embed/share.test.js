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
      await dialog.label("controls").press();
      await dialog.label("A question to answer before Start").type('Who wins, "we" or they?');
      const link = await dialog.label("Link").value();
      const frame = await dialog.label("Frame").value();
      const element = await dialog.label("Element").value();
      assert.ok(frame.includes(`src="${link.replaceAll("&", "&amp;")}"`), frame);
      assert.match(
        element,
        /<pretext-lab preset="quick" seed="7" .*hide="controls,story" lock="seed" .*set="pretext.epochs=1"/,
      );

      await page.goto("about:blank");
      await page.goto(link);
      await see.label('Who wins, "we" or they?').seen();
      assert.equal(await see.css("#seed").all(([seed]) => seed.disabled), true);
      assert.equal(await see.css("#seed").all(([seed]) => seed.value), "7");
      assert.equal(await see.css(".story").all(([story]) => story.checkVisibility()), false);
    }));
});
