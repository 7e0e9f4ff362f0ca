import assert from "node:assert/strict";
import { test } from "node:test";
import { inEachEngine } from "../support/visit.js";

inEachEngine((visit, engine) => {
  test("a person compares the recorded ways to need fewer labels, and works out clusters with their controls", () =>
    visit("#/", async ({ see }) => {
      await see.role("navigation", "Screens").role("link", "Other ways").press();
      const map = see.role("table", "Ten digits: given what, and how right");
      // What is drawn, not only mounted: its heads are written along with its numbers.
      await map.role("columnheader", "10 labels").seen();
      const rows = await map.css("tbody tr").all((all) => all.map((row) => row.textContent ?? ""));
      assert.ok(rows.length >= 13, `${rows.length} methods`);
      for (const row of rows) assert.match(row, /\d\.\d( ± \d+\.\d)?%.*\d\.\d( ± \d+\.\d)?%$/);

      // What is pressed begins with pretraining, and can be stopped; the rest is the same in every engine.
      const clusters = see.role("region", "Clusters");
      await clusters.button("Work it out").press();
      await see.text(/^Pretraining without labels/).seen();
      if (engine !== "chromium") {
        await see.button("Stop").press();
        await see.text(/^The first one pretrains a network without labels/).seen();
        return;
      }
      await see.text(/^At work on what follows/).seen();
      await see.text("Pretrained, with no label").seen();
      const figure = see.figure("Test images of each digit in each cluster");
      const numbers = (await figure.numbers()).slice(1);
      assert.equal(numbers.length, 6);
      const [purity, nmi] = [1, 2].map((column) => numbers.map((row) => parseFloat(row[column])));
      assert.ok(purity[0] > purity[1] + 5 && purity[0] > purity[2] + 5, `k-means: purity ${purity}`);
      assert.ok(nmi[0] > nmi[1] && nmi[0] > nmi[2], `k-means: NMI ${nmi}`);
      for (const row of numbers) {
        const counts = row[4].split(" / ").map((line) => line.split(" ").map(Number));
        assert.equal(
          counts.flat().reduce((all, count) => all + count, 0),
          10_000,
        );
      }
      const self = see.role("region", "Self-training");
      assert.equal(await self.text("Not worked out yet with 10 labels.").count(), 1);

      // Another number of labels is another figure.
      await see.role("combobox", "Labels").choose("100");
      await self.text("Not worked out yet with 100 labels.").seen();
      await see.button("Stop").press();
      await see.text(/^The first one pretrains a network without labels/).seen();
    }));
});
