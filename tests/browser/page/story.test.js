import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../support/page.js";
import { NOTEBOOK, inOneEngine } from "../support/visit.js";

inOneEngine((visit) => {
  test("the story is told in three acts, with formulas and references", () =>
    visit(NOTEBOOK, async ({ page, see }) => {
      const acts = ["Labels are expensive", "Make your own labels", "What did it buy?"];
      for (const [i, title] of acts.entries()) {
        await see.role("heading", title).bring();
        await see.role("heading", title).seen();
        await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), `act-${i + 1}`);
        await until(page, (act) => location.hash.includes(`act=${act}`), i + 1);
      }
      const formulas = await see
        .css(".story .formula math")
        .all((all) => all.map((one) => ({ text: one.textContent, height: one.getBoundingClientRect().height })));
      assert.equal(formulas.length, 2);
      for (const { text, height } of formulas)
        assert.ok(text.includes("log") && height > 10, `${text}, ${height} px high`);

      await see.role("link", "Gidaris, Singh and Komodakis").press();
      await until(page, () => {
        const place = document.activeElement?.id === "ref-rotnet" && document.activeElement.getBoundingClientRect();
        return place && place.top >= 0 && place.bottom <= innerHeight;
      });
      const references = see.css(".references");
      assert.match(
        await references.read(),
        /Gidaris, P\. Singh, N\. Komodakis[\s\S]+L\. Jing, Y\. Tian[\s\S]+E\. B\. Wilson/,
      );
      assert.equal(
        await references.role("link", /predicting image rotations/).attribute("href"),
        "https://arxiv.org/abs/1803.07728",
      );
      assert.ok(await page.evaluate(() => location.hash.includes("act=") || !location.hash.includes("ref-")));
    }));

  test("the wall and the text say how many images of this run have a label, in both languages", () =>
    visit("#preset=fair&data.unlabelled.count=2000&data.labelled.count=500", async ({ page, see }) => {
      await see.figure("Labels on the wall: 22 of 110").seen();
      await see.text(/first looks at 2,000 digits .* given 500 labels/).seen();
      await see.text(/from the 88 before it sees the 22\?$/).seen();
      await page.goto(`${await page.evaluate(() => location.href)}&lang=ko`);
      await see.text(/숫자 2,000장을 .* 라벨 500개를/).seen();
    }));

  test("one digit in eleven on the wall has a label, as in the run", () =>
    visit("#preset=notebook", async ({ see }) => {
      const wall = see.figure("Labels on the wall: 10 of 110");
      await wall.bring();
      await wall.text("7").first.seen();
      const [, labelled, without] = await wall.numbers();
      assert.deepEqual([labelled[1], without[1]].map(Number), [10, 100]);
      const [some, rest] = [labelled[2], without[2]].map((text) => Number(text.replaceAll(",", "")));
      assert.equal(rest / some, 10);
    }));
});
