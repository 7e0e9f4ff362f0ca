import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PATIENCE } from "../support/page.js";
import { inEachEngine } from "../support/visit.js";

/** @typedef {import("../support/person.js").Thing} Thing */

/** Waits until a network is done, for as long as it gets on. @param {Thing} region */
async function trained(region) {
  let [at, since] = [-1, Date.now()];
  while ((await region.text("Trained, probed and compared").count()) === 0) {
    const now = Number(await region.role("progressbar").attribute("aria-valuenow"));
    if (now !== at) [at, since] = [now, Date.now()];
    assert.ok(Date.now() - since < PATIENCE, `it stands at ${at}%`);
    await sleep(200);
  }
}

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
      const head = see.css(".ways-head");
      const clusters = see.role("region", "Clusters");
      await clusters.button("Work it out").press();
      await see.text(/^Pretraining without labels/).seen();
      if (engine !== "chromium") {
        await head.button("Stop").press();
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
      // The same encoder lays test images out in a plane, at once.
      const planes = see.role("region", "All in one plane");
      await planes.button("Work it out").press();
      const maps = planes.figure("Test images in the plane, by features and by pixels");
      await maps.text(/^The percentage: of how many images/).seen();
      await maps
        .text(/^\d+\.\d%$/)
        .nth(2)
        .seen();
      const told = (await maps.numbers()).slice(1).map((row) => row.slice(1).map(parseFloat));
      assert.equal(told.length, 3);
      for (const [i, [whole, umap, components]] of told.entries()) {
        assert.ok(umap > components + 20, `UMAP's plane keeps more of who is near whom: ${told[i]}`);
        assert.ok(whole > components + 20, `two numbers cannot hold all: ${told[i]}`);
        assert.ok(i === 0 || told[0][1] > umap + 3, `pretraining has brought digits together: ${told}`);
      }
      const plane = maps.role("application", "Map of digits. Arrow keys go from digit to digit.").first;
      await plane.keys("ArrowRight");
      const looked = maps.text(/^Digit \d+, labelled \d$/);
      const first = await looked.first.one((node) => node.textContent);
      await plane.keys("ArrowRight");
      assert.notEqual(await looked.first.one((node) => node.textContent), first);

      const self = see.role("region", "Self-training");
      assert.equal(await self.text("Not worked out yet with 10 labels.").count(), 1);

      // Another number of labels is another figure.
      await see.role("combobox", "Labels").choose("100");
      await self.text("Not worked out yet with 100 labels.").seen();
      await head.button("Stop").press();
      await see.text(/^The first one pretrains a network without labels/).seen();
    }));

  test("a person trains two networks that make images, walks through the plane of one, and sees what the other's are", () =>
    visit("#/neighbours", async ({ see }) => {
      const [vae, gan] = ["Variational autoencoder (VAE)", "Generative adversarial network (GAN)"].map((name) =>
        see.role("region", name),
      );
      await vae.button("Train it").press();
      await vae.text("Training: which two numbers does each image come down to?").seen();
      // What is drawn follows the arrow keys as soon as there is something, in any engine; it is there to be dragged too.
      const plane = vae.role("application", "Plane of the two numbers: arrow keys move through it, with shift farther");
      await vae.css(".ways-cross[data-there]").first.there();
      await plane.keys("Shift+ArrowRight", "Shift+ArrowRight", "ArrowDown");
      await vae.text("At 1.0 and -0.1.").seen();
      await plane.drag([0.75, 0.25]);
      await vae.text("At 1.5 and 1.5.").seen();
      if (engine !== "chromium") {
        await vae.button("Stop").press();
        await vae.text(/^Trains without labels/).seen();
        return;
      }
      await gan.button("Train it").press();
      await gan.text("Training: is it real, or made?").seen();

      const accuracies = async (/** @type {Thing} */ region) =>
        (await region.figure("Test accuracy with 1,000 labels").numbers()).slice(1).map((row) => parseFloat(row[1]));
      for (const region of [vae, gan]) {
        await trained(region);
        const [probe, untrained] = await accuracies(region);
        assert.ok(probe > untrained + 2, `probe ${probe}, untrained ${untrained}`);
      }
      await vae.text(/^At 1\.5 and 1\.5: our classifier takes it for a \d\.$/).seen();
      const places = (await vae.figure(/^The plane of two numbers/).numbers()).slice(1);
      assert.equal(places.length, 10);
      const spread = (/** @type {number} */ column) => {
        const xs = places.map((row) => parseFloat(row[column]));
        return Math.max(...xs) - Math.min(...xs);
      };
      assert.ok(spread(1) > 3 * spread(2), `${spread(1)} trained, ${spread(2)} before`);

      // A generator that has learned makes every digit; so do test images.
      const counts = (await gan.figure(/^What the generator makes/).numbers()).slice(1);
      assert.equal(counts.length, 10);
      for (const column of [1, 2]) {
        const shares = counts.map((row) => parseFloat(row[column]));
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share) - 100) < 1, shares.join());
        assert.ok(Math.max(...shares) < 40 && Math.min(...shares) > 1, shares.join());
      }
    }));
});
