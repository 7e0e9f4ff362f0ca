import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../../scripts/command.mjs";
import { inEachEngine } from "../support/visit.js";

/** @import {Thing} from "../support/person.js" */

const RAW = join(ROOT, "build/data/raw");
const images = readFileSync(join(RAW, "train-images.idx")).subarray(16);
const labels = readFileSync(join(RAW, "train-labels.idx")).subarray(8);
/** The digit of each image, by its pixels: what a person sees, a test looks up. */
const digits = new Map(
  Array.from({ length: 10_000 }, (_, row) => [
    images.subarray(784 * row, 784 * (row + 1)).toString("latin1"),
    labels[row],
  ]),
);

/** What a person sees on a card. @param {Thing} card @returns {Promise<number>} */
async function lookAt(card) {
  const ink = await card.css("canvas").one((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
    return String.fromCharCode(...Array.from({ length: 784 }, (_, i) => data[4 * i + 3]));
  });
  const digit = digits.get(ink);
  assert.ok(digit !== undefined, "an image of the first 10,000");
  return digit;
}

/** How many test images are right once the labels have come to rest, in percent. @param {Thing} ten */
async function rest(ten) {
  await ten.css(".ten-rival.own b").text(/%$/).seen();
  await ten.css(".ten-ballot[data-resting]").there();
  return parseFloat(await ten.css(".ten-rival.own b").read());
}

inEachEngine((visit, engine) => {
  test("a person labels ten digits, and all others follow", () =>
    visit("#/ten", async ({ page, see }) => {
      const ten = see.role("region", "Label ten digits. The rest follow.");
      await ten.text("Not a single label is used until you give one.").seen();
      await ten.button("Pretrain without labels").press();
      await ten.text(/^Learning: step \d+ of 200$/).seen();
      await ten.text("Pretrained, with no label").seen();
      await ten.text("No label yet, so no image can be called anything.").seen();

      // Keys alone: each digit goes to the image with the frame, and the frame moves on.
      const cards = ten.css(".ten-card:not(:disabled)");
      const seen = [];
      await cards.first.focus();
      for (let place = 0; place < 10; place += 1) {
        await ten.button(`Image ${place + 1}, not labelled`).seen();
        const digit = await lookAt(cards.nth(place));
        seen.push(digit);
        await page.keys(String(digit));
        await ten.button(`Image ${place + 1}, labelled ${digit}`).seen();
      }

      // Ten clusters need not be the ten digits: for what is missing there is another image.
      while (new Set(seen).size < 10 && seen.length < 15) {
        await ten.text(/^Nobody has labelled/).seen();
        await ten.button("One more").press();
        const place = seen.length;
        await ten.button(`Image ${place + 1}, not labelled`).seen();
        const digit = await lookAt(cards.nth(place));
        seen.push(digit);
        await cards.nth(place).keys(String(digit));
        await ten.button(`Image ${place + 1}, labelled ${digit}`).seen();
      }
      const good = await rest(ten);
      assert.ok(good > 93, `${good}%`);

      // The numbers of the map say the same, digit by digit.
      const rows = (await ten.figure("The map of 10,000 digits").numbers()).slice(1);
      const sum = (/** @type {number} */ column) =>
        rows.reduce((all, row) => all + Number(row[column].replaceAll(",", "")), 0);
      assert.equal(rows.length, 10);
      assert.equal(sum(1), seen.length);
      assert.equal(sum(2), 10_000);
      assert.ok(sum(3) > 9300, `${sum(3)} images are called right`);

      // What follows is the same in every engine.
      if (engine !== "chromium") return;

      // A wrong one is believed; taken back, all is as before.
      await ten.button("What if one is wrong?").press();
      await ten.text(/^A \d is called \d now, and its whole neighbourhood/).seen();
      const bad = await rest(ten);
      assert.ok(bad < good - 3, `${bad}% after ${good}%`);
      await ten.button("Take it back").press();
      await ten.button("What if one is wrong?").seen();
      assert.equal(await rest(ten), good);

      // Removed and undone by keys.
      const last = `Image ${seen.length}, labelled ${seen.at(-1)}`;
      await ten.button(last).keys("Delete");
      await ten.button(`Image ${seen.length}, not labelled`).seen();
      await ten.button("Undo").press();
      await ten.button(last).seen();
      assert.equal(await rest(ten), good);

      // A drawing is called what its ten nearest are.
      const pad = ten.role("img", /^Square for a digit of your own/);
      await pad.drag([0.5, 0.2], [0.5, 0.8]);
      await ten.text(/^It is called \d, by \d+% of the vote\.$/).seen();
      assert.equal(await ten.css(".ten-voter b").text(/^\d$/).count(), 10);
    }));
});
