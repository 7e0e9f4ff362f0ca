// The run is in the reader's hands, with the keyboard alone, and nothing is changed without saying when it acts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/page.js";
import { NOTEBOOK, inEachEngine, inOneEngine } from "../support/visit.js";

inEachEngine((visit) => {
  test("a run is started, paused, stepped, stopped and reset by keyboard", () =>
    visit("#preset=notebook", async ({ page, see }) => {
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      await see.button("Start").keys("Enter");
      await see.text(/^Pretraining, epoch 1 of 50/).seen();
      await see.button("Pause").seen();
      assert.equal(await focused(), "Pause", "focus stays where it was");
      await page.keys(" ");
      await see.text(/^Paused · Pretraining/).seen();
      await page.keys("Tab");
      assert.equal(await focused(), "Step");
      await page.keys("Enter", "Shift+Tab");
      assert.equal(await focused(), "Resume");
      await page.keys("Enter");
      await see.text(/^Pretraining, epoch/).seen();
      await page.keys("Tab", "Tab");
      assert.equal(await focused(), "Stop");
      await page.keys("Enter");
      await see.text(/^Stopped after/).seen();
      await page.keys("Tab", "Enter");
      await see.text("Ready").seen();
      assert.equal(await focused(), "Reset");
    }));
});

inOneEngine((visit) => {
  test("whatever is changed during a run says when it acts", () =>
    visit("#preset=notebook", async ({ see }) => {
      await see.text("More settings").press();
      const fields = see.css("[data-view=settings] input, [data-view=settings] select");
      const note = see.text("Takes effect at the next start.");
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch/).seen();
      await see.text(/Changes here wait for the next start\.$/).seen();
      assert.equal(await note.count(), 0);
      // A paused run is under way too, and leaves the machine to the one who types.
      await see.button("Pause").press();
      await see.button("Resume").seen();
      const count = await fields.count();
      for (let i = 0; i < count; i++) {
        const field = fields.nth(i);
        const list = await field.one(
          (node) => node.localName === "select" && [...node.options].map(({ label }) => label),
        );
        const before = list ? list[await field.one((node) => node.selectedIndex)] : await field.value();
        const other = list ? list.find((/** @type {string} */ label) => label !== before) : before === "1" ? "2" : "1";
        const set = async (/** @type {string} */ value) => {
          if (list) return field.choose(value);
          await field.type(value);
          await field.leave();
        };
        await set(other);
        await note.seen();
        await set(before);
        await note.gone();
      }
      assert.ok(count > 10);
    }));

  test("settings out of bounds are explained and not taken, others are in the address", () =>
    visit(NOTEBOOK, async ({ page, see }) => {
      await see.text("More settings").press();
      const workers = see.label("Workers");
      const before = await workers.value();
      await workers.type("99");
      await workers.keys("Enter");
      await see.text("Not changed: the number of workers must be a whole number from 1 to 8.").seen();
      assert.equal(await workers.value(), before);

      const epochs = see.label("Pretext: epochs");
      await epochs.type("0");
      await epochs.keys("Enter");
      await see.text(/Not changed: .*'pretext\.epochs' must be a whole number/).seen();
      await epochs.type("3");
      await epochs.keys("Enter");
      await until(page, () => location.hash.includes("pretext.epochs=3"));
    }));

  test("a run that would take long offers a smaller one, and never switches by itself", () =>
    visit("#preset=notebook", async ({ see }) => {
      await see.text("More settings").press();
      await see.label("Workers").type("1");
      await see.label("Workers").keys("Enter");
      await see.button("Start").press();
      const offer = see.text(/^About \d+ min \d+ s on this device/);
      await offer.seen();
      await see.button("Stay").press();
      await offer.gone();
      await see.text(/^Pretraining, epoch \d+ of 50/).seen();
      await sleep(1500);
      assert.equal(await offer.count(), 0, "once is enough");

      await see.button("Stop").press();
      const seed = see.role("spinbutton", "Seed");
      await seed.type("2");
      await seed.keys("Enter");
      await see.button("Start").press();
      await offer.seen();
      await see.button("Quick look instead").press();
      await see.text(/^Pretraining, epoch \d of 2$/).seen();
      assert.equal(await offer.count(), 0);
    }));
});
