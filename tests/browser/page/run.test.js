import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/page.js";
import { LONG, NOTEBOOK, inOneEngine, runToEnd } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

/** The two accuracies in a row of the comparison, in percent. @param {Thing} see @param {RegExp} name */
async function accuracies(see, name) {
  const row = see.figure("Accuracy on unseen digits").role("row", name).role("cell");
  await row.text(/%/).first.seen();
  const cells = await row.texts();
  return cells.map((text) => Number(/([\d.]+)%/.exec(text)?.[1]));
}

inOneEngine((visit) => {
  test("a quick run from Start to the final comparison", () =>
    visit(NOTEBOOK, async ({ page, see }) => {
      const comparison = see.figure("Accuracy on unseen digits");
      await see.role("combobox", "Preset").choose("Course notebook");
      await comparison.text(/trained by this setting.s own protocol/).seen();
      await see.role("combobox", "Preset").choose("Quick look");
      await until(page, () => location.hash.startsWith("#preset=quick&seed=1"));
      await comparison.text(/nothing held out, as on the bench/).seen();
      await runToEnd(see);
      for (const name of [/^Self-supervised/, /^Supervised/, /^Random control/]) {
        const [full, few] = await accuracies(see, name);
        assert.ok(full > 70 && full < 98, `${full}% on 10,000 images`);
        assert.ok(few > 65 && few < 99, `${few}% on 300 images`);
      }
      await see.text(/^(Pretraining (bought|did not help)|.*an untrained encoder)/).first.seen();
      await see
        .role("status")
        .text(/Accuracy on 10,000 test images: self-supervised \d/)
        .seen();

      const ask = see.figure(/Ask all three/);
      await ask.text("labelled 7").seen();
      await ask.text(/^7, \d+%$/).first.seen();
      await ask.button("Next digit").press();
      await ask.text("labelled 2").seen();
      await ask.text(/^[0-689], \d+%$/).first.seen();
    }));

  test("a run pauses and goes on, and says how much time is left", () =>
    visit(LONG, async ({ page, see }) => {
      const progress = () => see.role("progressbar", "Progress of the run").attribute("value");
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      await see.text(/^(\d+ min )?\d+ s left$/).seen();
      await see.button("Pause").press();
      await see.button("Resume").seen();
      await see.text(/^Paused · Pretraining/).seen();
      await sleep(300);
      const frozen = await progress();
      await sleep(500);
      assert.equal(await progress(), frozen, "paused means paused");
      await see.button("Resume").press();
      await until(page, (before) => document.querySelector("progress")?.getAttribute("value") !== before, frozen);
    }));

  test("the language changes in the middle of a run, and nothing jumps", () =>
    visit(LONG, async ({ page, see }) => {
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      const parts = see.css(".controls, .controls .buttons, .status, .stages, .stage > h2, .stage > .slot");
      // From the controls on: what stands above them has as many lines as the fonts at hand make of it.
      const places = () =>
        parts.all((nodes) =>
          nodes
            .filter((node) => node.getClientRects().length > 0)
            .map((node) => node.getBoundingClientRect().y - (nodes[0]?.getBoundingClientRect().y ?? 0)),
        );
      const before = await places();
      await see.label("Language").choose("한국어");
      await see.text(/^사전학습, 에폭/).seen();
      const after = await places();
      // The two alphabets' fonts round their lines differently.
      before.forEach((y, i) => assert.ok(Math.abs(y - (after[i] ?? 0)) <= 3, `part ${i} from ${y} to ${after[i]}`));
      await see.button("중지").press();
      await see.button("시작").seen();
      assert.equal(await page.evaluate(() => document.documentElement.lang), "ko");
    }));

  test("the address is the state", () =>
    visit("#preset=quick&seed=7&digit=4", async ({ see }) => {
      const seed = see.role("spinbutton", "Seed");
      assert.equal(await seed.value(), "7");
      await see.text("Digit 4").seen();
      await seed.type("-3");
      await seed.keys("Enter");
      await see.text(/Not changed: .*'seed' must be a whole number/).seen();
      assert.equal(await seed.value(), "7");
    }));

  test("a decimal comma is no thousand times more, and what might be a thousand is refused", () =>
    visit("#preset=quick", async ({ page, see }) => {
      await see.text("More settings").press();
      /** @param {string} id @param {string} value */
      const stands = (id, value) =>
        until(
          page,
          (which, wanted) => /** @type {HTMLInputElement} */ (document.querySelector(which)).value === wanted,
          id,
          value,
        );
      const rate = see.css("#set-pretext-learning_rate");
      for (const [typed, read] of [
        ["0,001", "0.001"],
        ["0,0005", "0.0005"],
        ["1e-3", "0.001"],
      ]) {
        await rate.type(typed);
        await rate.keys("Tab");
        await stands("#set-pretext-learning_rate", read);
      }
      const epochs = see.css("#set-pretext-epochs");
      await epochs.type("1,000");
      await epochs.keys("Tab");
      await see.text(/Not changed: .*'pretext.epochs' must be a whole number .*, found "1,000"/).seen();
      assert.equal(await epochs.value(), "2");
      await epochs.keys("ArrowUp");
      await stands("#set-pretext-epochs", "3");
    }));

  test("an impossible address is explained", () =>
    visit("#preset=quick&pretext.epochs=many", ({ see }) =>
      see.text(/'pretext.epochs' must be a whole number .* default settings are shown/).seen(),
    ));
});
