import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { inOneEngine } from "../support/visit.js";

const MOST_MS = 240_000;

inOneEngine((visit) => {
  test("a person sees where a network looks that was told digits alone, beside one that was given boxes, and can stop it", () =>
    visit("#/neighbours", async ({ see }) => {
      const weak = see.role("region", "Where is the digit?");
      await weak.text("Two trainings, some 15 seconds each on two cores.").seen();
      await weak.button("Train both").press();
      await weak.text("Learning which digit it is, with no word about where").seen();
      await weak.button("Stop").press();
      await weak.text("Two trainings, some 15 seconds each on two cores.").seen();

      await weak.button("Train both").press();
      // Two whole trainings: longer than any wait of a person on a busy machine.
      for (const end = Date.now() + MOST_MS; Date.now() < end && (await weak.text("Both are trained").count()) === 0;)
        await sleep(500);
      await weak.text("Both are trained").seen();
      const rows = await weak
        .role("table", "How well they find it, on 1,000 test images")
        .css("tbody tr")
        .all((all) =>
          all.map((row) => Array.from(row.querySelectorAll("td"), (cell) => parseFloat(cell.textContent ?? ""))),
        );
      const [looked, given, untrained, centre, anywhere] = rows;
      // Pointing, mean IoU and IoU of a half: no guess and no untrained network comes near.
      assert.ok(looked[0] > untrained[0] + 20 && looked[0] > centre[0] + 20, `pointing ${rows}`);
      assert.ok(looked[1] > untrained[1] + 0.1 && looked[1] > centre[1] + 0.1, `overlap ${rows}`);
      assert.ok(given[1] > looked[1] + 0.1 && given[2] > 70, `boxes ${rows}`);
      assert.ok(anywhere[0] < centre[0] && anywhere[1] < 0.15, `anywhere ${rows}`);
      const numbers = await see.figure("Test canvases, what the first network looks at, and boxes").numbers();
      assert.equal(numbers.length, 1 + 10);
      for (const [, digit, byLooking, byBox] of numbers.slice(1)) {
        assert.match(digit, /^\d$/);
        for (const share of [byLooking, byBox]) assert.ok(Number(share) >= 0 && Number(share) <= 1);
      }
    }));
});
