// For those who listen instead of look, and for a tab that nobody looks at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/page.js";
import { inOneEngine, runToEnd } from "../support/visit.js";

/** Long enough for each tenth of the way to be told. */
const RUN = "#preset=quick&pretext.epochs=10";

inOneEngine((visit) => {
  test("phases and each tenth of the way are said once, politely", () =>
    visit(RUN, async ({ page, see }) => {
      await page.evaluate(() => {
        const region = /** @type {HTMLElement} */ (document.getElementById("announcements"));
        /** @type {string[]} */
        const heard = [];
        Object.assign(globalThis, { heard });
        new MutationObserver(() => heard.push(region.textContent ?? "")).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
      await runToEnd(see);
      /** @type {string[]} */
      const said = await until(page, () => {
        const { heard } = /** @type {any} */ (globalThis);
        return heard.at(-1)?.startsWith("Done.") && heard;
      });
      assert.equal(said[0], "The run has started.");
      assert.match(said.at(-1) ?? "", /^Done\. Accuracy on 10,000 test images: self-supervised/);
      const whole = said.join(" ");
      const stages = [...whole.matchAll(/Stage (\d)/g)].map(([, stage]) => stage);
      assert.deepEqual(stages, ["1", "2", "3"].slice(0, stages.length), "in order, each once");
      const tenths = [...whole.matchAll(/(\d+)% done/g)].map(([, percent]) => Number(percent));
      assert.deepEqual(
        tenths,
        [...new Set(tenths)].sort((a, b) => a - b),
      );
      assert.ok(tenths.length >= 5 && tenths.every((percent) => percent % 10 === 0), tenths.join());
      assert.ok(said.length <= 2 + stages.length + tenths.length, "nothing else is said");
      assert.equal(await see.css("#announcements").attribute("role"), "status", "politely");
    }));

  test("a hidden tab goes on training, draws nothing, and catches up", () =>
    visit("#preset=quick", async ({ page, see }) => {
      /** Tells the page what a browser tells it when its tab is left or returned to. @param {boolean} hidden */
      const hide = (hidden) =>
        page.evaluate((value) => {
          Object.defineProperty(document, "hidden", { get: () => value, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }, hidden);
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      await hide(true);
      await sleep(200);
      const before = await see.css(".status").read();
      await see
        .css("#announcements")
        .text(/^Done\. Accuracy on 10,000 test images/)
        .there();
      assert.equal(await see.css(".status").read(), before, "nothing is drawn");
      await hide(false);
      await see.text(/^Done in/).seen();
    }));
});
