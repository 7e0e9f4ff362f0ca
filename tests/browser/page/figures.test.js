import assert from "node:assert/strict";
import { test } from "node:test";
import { lookAt } from "../support/picture.js";
import { SMALL, inOneEngine } from "../support/visit.js";

/** Until a seed has been worked out, its figure has nothing to count. */
const empty = "Accuracy for few and many labels";

inOneEngine((visit) => {
  test("after a run every figure has caption, summary and a table of numbers", () =>
    visit({ done: "#preset=quick" }, async ({ see }) => {
      const pad = see.role("img", /^Square to draw/);
      await pad.bring();
      await pad.keys(" ", "ArrowDown", "ArrowDown");

      const figures = see.role("figure");
      const count = await figures.count();
      assert.ok(count >= 16, `${count} figures`);
      for (let i = 0; i < count; i++) {
        const figure = figures.nth(i);
        await figure.bring();
        const caption = await figure.css("figcaption > .figure-caption").read();
        assert.ok(caption, `figure ${i} needs a caption`);
        assert.match(await figure.css("figcaption > .figure-summary").read(), /\.$/, `${caption}: a sentence`);
        assert.equal(await see.figure(caption).count(), 1);
        const toggle = figure.text("Numbers, picture");
        const closed = (await toggle.count()) > 0;
        if (closed) await toggle.press();
        await figure.role("columnheader").nth(1).seen();
        if (caption !== empty) {
          const cells = figure.role("cell").text(/\d/);
          await cells.first.seen().catch(() => assert.fail(`${caption}: no numbers in the table`));
        }
        if (closed) await toggle.press();
      }
    }));

  test("the digits on the map differ by glyph and by colour, while a run goes on", () =>
    visit(SMALL, async ({ see }) => {
      await see.button("Start").press();
      const map = see.figure("Feature space");
      await map.bring();
      await map.text(/^The first 1,000 test digits by/).seen();
      const looks = await map.css("svg text").all((nodes) => {
        /** @type {Record<string, string>} */
        const fills = {};
        for (const node of nodes) fills[node.textContent ?? ""] = getComputedStyle(node).fill;
        return fills;
      });
      assert.equal(new Set(Object.keys(looks)).size, 10);
      assert.equal(new Set(Object.values(looks)).size, 10);
    }));

  test("the map is laid out by principal components while a run goes on, and by UMAP when it stands still", () =>
    visit({ done: "#preset=quick" }, async ({ see }) => {
      const map = see.figure("Feature space");
      await map.bring();
      await map.text(/^The first 1,000 test digits by the two principal components/).seen();
      const places = () =>
        map.css("svg text").all((nodes) => nodes.map((node) => `${node.getAttribute("x")} ${node.getAttribute("y")}`));
      const before = await places();
      await map.role("combobox", "Laid out by").choose("UMAP");
      await map.text(/^The first 1,000 test digits by a UMAP/).seen();
      const after = await places();
      assert.equal(after.length, 1000);
      assert.ok(after.filter((place, i) => place !== before[i]).length > 900);
      await map.role("combobox", "Laid out by").choose("Principal components");
      await map.text(/^The first 1,000 test digits by the two principal components/).seen();
    }));

  test("a figure is saved as it is seen, twice as large, named after the run", () =>
    visit("#preset=quick&seed=3", async ({ page, see }) => {
      const wall = see.figure(/^Labels on the wall/);
      await wall.bring();
      await wall.text("7").first.seen();
      const width = await wall.one((figure) => figure.getBoundingClientRect().width);
      await wall.open();
      const { name, bytes } = await wall.button("Save as PNG").download();
      assert.equal(name, "pretext-quick-seed3-wall.png");
      assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
      const look = await lookAt(page, bytes);
      assert.ok(Math.abs(look.width - 2 * (width + 32)) <= 2, `${look.width} pixels wide`);
      assert.deepEqual(look.corner, [252, 251, 249, 255]);
      assert.ok(look.dark > 0.02 && look.dark < 0.5, `${look.dark} is ink`);
    }));
});
