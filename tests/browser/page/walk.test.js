// What there is to be seen after a run, figure by figure, as somebody walks down the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/page.js";
import { inEachEngine } from "../support/visit.js";

/** @param {string} text */
const count = (text) => Number(text.replaceAll(",", ""));
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

inEachEngine((visit) => {
  test("after a run", (t) =>
    visit({ done: "#preset=quick" }, async ({ page, see }) => {
      /** Waits until so many pictures show something. @param {import("../support/person.js").Thing} thing @param {number} n */
      const painted = async (thing, n) => {
        const end = Date.now() + 30_000;
        for (;;) {
          const inks = (await pictures(thing)).map(({ ink }) => ink);
          if (inks.filter((ink) => ink > 20).length === n) return;
          if (Date.now() > end) throw new Error(`expected ${n} pictures, their ink is ${inks.join(" ")}`);
          await sleep(50);
        }
      };
      const pictures = async (/** @type {import("../support/person.js").Thing} */ thing) => {
        const all = thing.css("canvas");
        return Promise.all([...Array(await all.count()).keys()].map((i) => all.nth(i).picture()));
      };

      await t.test("one digit in four turns, and how likely each turn is found", async () => {
        const turns = see.figure("One digit, four turns");
        await turns.bring();
        await turns.text(/^[0-4] of 4 turns named right/).seen();
        const all = await pictures(turns);
        assert.equal(new Set(all.map(({ pixels }) => pixels)).size, 4);
        assert.ok(all.every(({ ink }) => ink > 50));
        assert.equal(await turns.text(/^says (0|90|180|270)°$/).count(), 4);
        const [, ...rows] = await turns.numbers();
        const shares = rows.map((row) => sum(row.slice(1).map(parseFloat)));
        assert.ok(shares.length === 4 && shares.every((share) => Math.abs(share - 100) < 0.5), shares.join());
      });

      await t.test("the wheel turns the digit, and the rotation head follows", async () => {
        const wheel = see.figure("Turn it yourself");
        await wheel.bring();
        await wheel.role("slider").keys("Home");
        await wheel.text(/^The rotation head says 0° \(\d+%\)/).seen();
        const [before] = await pictures(wheel);
        assert.ok(before.ink > 50);
        await wheel.role("slider").drag([0.02, 0.5], [0.3, 0.5], [0.5, 0.5]);
        await wheel.text("180°").first.seen();
        await wheel.text(/^The rotation head says 180° \(\d+%\)/).seen();
        const [after] = await pictures(wheel);
        assert.notEqual(after.pixels, before.pixels);
      });

      await t.test("the turns that are named wrongly are counted and shown", async () => {
        const mistakes = see.figure("Turns it gets wrong");
        await mistakes.bring();
        const summary = mistakes.text(/^[\d,]+ of 40,000 turned test images named wrongly/);
        await summary.seen();
        const [, ...rows] = await mistakes.numbers();
        assert.equal(rows.length, 10);
        const columns = [1, 2, 3].map((i) => sum(rows.map((row) => count(row[i]))));
        assert.deepEqual(columns, [count((await summary.read()).split(" ")[0]), columns[1], 40_000]);
        const leaders = rows.map((row) => count(row[1])).sort((a, b) => b - a);
        const said = /most often of (.*); /.exec(await summary.read())?.[1] ?? "";
        assert.deepEqual(
          [...said.matchAll(/\(([\d,]+)\)/g)].map(([, n]) => count(n ?? "")),
          leaders.slice(0, 3),
        );
        const shown = mistakes.css(".mistake-pictures li").text(/^\d+°, says \d+°$/);
        assert.equal(await shown.count(), 12);
        for (const text of await shown.texts()) assert.doesNotMatch(text, /^(\d+)°, says \1°$/);
      });

      await t.test("inside the encoder: filters, feature maps, and the layers with their sizes", async () => {
        const inside = see.figure("Inside the encoder");
        await inside.bring();
        await inside.text(/Ink is positive/).seen();
        const [filters, first, second] = await pictures(inside);
        assert.equal(new Set([filters.pixels, first.pixels, second.pixels]).size, 3);
        const named = await inside.css(".chart-name").texts();
        const numbers = named.map((text) => Number(/(?<=the )\d+(?= filters)|\d+(?= feature)/.exec(text)?.[0]));
        const [, ...rows] = await inside.numbers();
        const shapes = rows.map((row) => row[1].split(" × ").map(Number));
        assert.deepEqual(numbers, [shapes[0][2], shapes[0][2], shapes[1][2]]);
        assert.equal(count(rows[0][2]), 9 * numbers[0] + numbers[0]);
        const [[linear], all] = [rows.slice(-1), rows.map((row) => row[3])];
        assert.equal(count(linear[2]), shapes[1].reduce((a, b) => a * b) * 10 + 10);
        assert.deepEqual(all, ["frozen", "frozen", "thrown away", "thrown away", "trainable"]);
      });

      await t.test("the curves and their numbers", async () => {
        for (const [name, rows] of /** @type {[string | RegExp, number][]} */ ([
          ["Guessing the turn", 2],
          [/^Learning from/, 6],
        ])) {
          const figure = see.figure(name);
          await figure.bring();
          const [head, ...numbers] = await figure.numbers();
          assert.deepEqual(head.slice(-3), ["Epoch", "Loss", "Accuracy"]);
          assert.ok(
            numbers.length >= rows && numbers.every((row) => Number(row.at(-2)) > 0 && /%$/.test(row.at(-1) ?? "")),
          );
          const lines = figure.css("svg .series path");
          assert.ok((await lines.all((all) => all.filter((one) => one.getBoundingClientRect().width > 5).length)) >= 2);
        }
      });

      await t.test("who confuses what: every test image is in each of the three matrices", async () => {
        const race = see.figure("Who confuses what");
        await race.bring();
        await race.text(/The self-supervised model finds \d hardest \(\d+%\)/).seen();
        const cells = await race
          .css(".matrix")
          .all((all) =>
            all.map((one) => [...one.querySelectorAll("title")].map(({ textContent }) => textContent ?? "")),
          );
        assert.equal(cells.length, 3);
        for (const texts of cells)
          assert.equal(sum(texts.map((text) => count(/: ([\d,]+)$/.exec(text)?.[1] ?? ""))), 10_000);
        assert.equal((await race.numbers()).length, 11);
      });

      await t.test("where they disagree: a choice leads to the digit", async () => {
        const disagreements = see.figure("Where they disagree");
        await disagreements.bring();
        await disagreements.label("Which disagreements").choose("All three wrong");
        const first = disagreements.button(/^Digit/).first;
        const said = /Digit (\d+), labelled (\d); the models say (\d) (\d) (\d)/.exec(
          (await first.attribute("aria-label")) ?? "",
        );
        assert.ok(said && said.slice(3).every((answer) => answer !== said[2]), `all wrong: ${said?.[0]}`);
        await first.press();
        await until(page, (digit) => new RegExp(`digit=${digit}\\b`).test(location.hash), said[1]);
      });

      await t.test("the map shows the digit under the pointer, and its neighbours at a press", async () => {
        const map = see.figure("Feature space");
        await map.bring();
        await map.text(/^The first 1,000 test digits by the two principal components/).seen();
        await map.css("svg text").nth(999).there();
        assert.equal(await map.css("svg text").count(), 1000);
        const preview = map.css("canvas.map-picture");
        const said = map.css(".map-side p").text(/^Digit \d+, labelled \d$/);
        /** What is shown while the pointer is on a numeral; others may lie over some of them. @param {string} digit */
        const pointAt = async (digit) => {
          const before = (await said.texts()).join();
          for (const row of [0, 3, 7, 12, 20, 30]) {
            const numeral = map.css(`.d${digit} text`).nth(row);
            await numeral.hover();
            const text = (await said.texts()).join();
            if (text !== before) return { numeral, text, ...(await preview.picture()) };
          }
          throw new Error(`nothing is shown for any ${digit}`);
        };
        const [seven, zero] = [await pointAt("7"), await pointAt("0")];
        assert.ok(seven.ink > 50 && zero.ink > 50, `${seven.ink} and ${zero.ink} pixels are painted`);
        assert.notEqual(seven.pixels, zero.pixels);

        await zero.numeral.drag([0.5, 0.5]);
        const [digit] = /\d+/.exec(zero.text) ?? [];
        const near = see.figure("Nearest neighbours");
        await near.bring();
        await near.text(new RegExp(`closest to digit ${digit}, labelled.*Pixels, [0-8] of 8 with its label`)).seen();
        await painted(near, 33); // once they have been read
        assert.equal((await near.numbers()).length, 9);
        const asked = see.figure(/^Ask all three/);
        await asked.bring();
        await asked.text(`Digit ${digit}`).seen();
        assert.equal((await asked.css("canvas").first.picture()).pixels, zero.pixels, "the digit that was pointed at");

        // The same by keys alone.
        const sheet = map.role("application", /Arrow keys/);
        await sheet.keys("ArrowRight", "ArrowUp", "Enter");
        const [, row] = /^Digit (\d+)/.exec((await said.texts()).join()) ?? [];
        assert.notEqual(row, digit);
        await near.text(new RegExp(`closest to digit ${row}, labelled`)).seen();
        const shares = (await map.css(".map-sheet > p, .map-other > p").texts()).join("; ");
        assert.match(shares, /^By the encoder as it is now [5-9]\d.*; Untrained encoder [5-9]\d.*; Pixels [5-9]\d/);
      });

      await t.test("a digit drawn with the mouse is answered by three models and the rotation head", async () => {
        const drawing = see.figure("Draw your own");
        const pad = drawing.role("img", /^Square to draw/);
        await pad.bring();
        assert.equal(await drawing.text(/^\d, \d+%$/).count(), 0);
        const stroke = Array.from({ length: 17 }, (_, i) => /** @type {[number, number]} */ ([0.5, 0.1 + i / 20]));
        const told = drawing.text(/^Your digit is scaled and centred/);
        // Whoever has missed the square, because the page has just moved, draws again.
        for (let tries = 0; tries < 30 && (await told.count()) === 0; tries += 1) {
          await pad.drag(...stroke);
          await sleep(1000);
        }
        await told.seen();
        await drawing
          .text(/^\d, \d+%$/)
          .nth(2)
          .seen();
        // An upright stroke is a 1 to two models at least.
        await drawing
          .text(/^1, \d+%$/)
          .nth(1)
          .seen();
        await drawing.text(/^says (0|180)°$/).seen();
        const seen = await drawing.css(".seen-picture").picture();
        assert.ok((await pad.picture()).ink > 2000 && seen.ink > 20);

        // Another stroke across makes another picture of it.
        await pad.drag([0.15, 0.15], [0.5, 0.15], [0.85, 0.15]);
        await until(
          page,
          (before) => {
            const canvas = /** @type {HTMLCanvasElement | null} */ (document.querySelector(".seen-picture"));
            return canvas && canvas.toDataURL() !== before;
          },
          seen.pixels,
        );
        await drawing.button("Clear").press();
        await drawing.text(/^Draw a digit with mouse, finger or pen/).seen();
        assert.equal((await pad.picture()).ink, 0);
        assert.equal(await drawing.text(/^\d, \d+%$/).count(), 0);

        const stick = [...Array(6).fill("ArrowUp"), " ", ...Array(12).fill("ArrowDown"), " "];
        await pad.keys(...stick);
        await drawing
          .text(/^1, \d+%$/)
          .nth(1)
          .seen();
      });
    }));
});
