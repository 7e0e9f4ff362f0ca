// Every pretext task can be chosen, watched, linked to, kept, and gone on with.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createLab, loadData } from "../../../web/api/node.js";
import { presets, withField } from "../../../web/api/spec.js";
import { until } from "../support/page.js";
import { inOneEngine, runToEnd } from "../support/visit.js";

/** What makes an experiment small. */
const SMALL = { "data.unlabelled.count": 400, "pretext.epochs": 4, "transfer.epochs": 2, "supervised.epochs": 2 };
const SMALL_HASH = new URLSearchParams({ preset: "quick", ...mapped(SMALL) });

/** @param {Record<string, unknown>} settings */
function mapped(settings) {
  return Object.fromEntries(Object.entries(settings).map(([path, value]) => [path, String(value)]));
}

/** @param {Record<string, unknown>} settings @returns {Promise<string>} */
async function digestInNode(settings) {
  const data = await loadData();
  const spec = Object.entries(settings).reduce((so, [path, value]) => withField(so, path, value), presets.quick);
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers: 1,
      onResult({ digest }) {
        lab.close();
        resolve(digest);
      },
      onFailure: ({ message }) => reject(new Error(message)),
    });
    lab.start(spec, data).catch(reject);
  });
}

/** What is read on the page, hidden parts aside. */
const pageText = () => document.body.innerText;

inOneEngine((visit) => {
  test("inpainting is chosen, trained and watched: shown, said, true", { timeout: 240_000 }, () =>
    visit(`#${SMALL_HASH}`, async ({ page, see }) => {
      await see.figure("One digit, four turns").seen();
      await see.label("Task").choose("Inpainting");
      await until(page, () => location.hash.includes("task=inpainting"));
      await see.figure("One digit, four turns").gone();
      await see.text(/^Paint over a rectangle of every image/).seen();
      await runToEnd(see);

      const watch = see.figure("Shown, said, true");
      await watch.text(/Error there 0\.0\d+ on average/).seen();
      const pictures = await watch.css(".example:first-child .pixels").all((all) =>
        all.map((one) => {
          const [ink, tint] = [...one.querySelectorAll("canvas")].map((canvas) => {
            const { width, height } = canvas;
            return [...canvas.getContext("2d").getImageData(0, 0, width, height).data].filter((_, i) => i % 4 === 3);
          });
          return { ink, tinted: tint.filter((/** @type {number} */ alpha) => alpha > 0).length };
        }),
      );
      assert.equal(pictures.length, 3);
      const [shown, said, truth] = pictures;
      assert.notDeepEqual(shown.ink, truth.ink);
      assert.notDeepEqual(said.ink, truth.ink);
      assert.ok(truth.ink.some((/** @type {number} */ alpha) => alpha > 200));
      assert.ok(shown.tinted >= 100 && shown.tinted <= 256 && truth.tinted === 0, "a hole of 10 to 16 pixels a side");
      const [, first] = await watch.numbers();
      assert.ok(Number(first[1]) > 0 && Number(first[2]) > 5, String(first));

      const curves = see.figure("Inpainting: how it goes");
      await curves
        .text(/^After epoch 4: squared error 0\.\d+, a signal-to-noise ratio \(PSNR\) of \d+\.\d dB\.$/)
        .seen();
      await see.figure("Twelve test digits, live").bring();
      await see
        .figure("Twelve test digits, live")
        .text(/Error there/)
        .seen();
      assert.doesNotMatch(await page.evaluate(pageText), /\bturn|[Rr]otation head|\bfour\b/);
      await see.css("[data-view=takeaway]").bring();
      await see.text(/--set task=inpainting/).seen();
      await see.text("Share or embed").press();
      assert.match(await see.label("Element").value(), / task="inpainting"/);
    }),
  );

  test("a jigsaw is watched by its answers", { timeout: 240_000 }, () =>
    visit(`#${SMALL_HASH}&task=jigsaw`, async ({ page, see }) => {
      await runToEnd(see);
      const watch = see.figure("One digit, four questions");
      await watch.text(/of 4 named right; .* among 72 answers gives 1\.4%\.$/).seen();
      assert.match((await watch.css(".example-says").texts())[0], /^no\. \d+, (\d+%|not no\. \d+)$/);
      assert.ok(await page.evaluate(() => document.documentElement.dataset.task === "others"));
      await see
        .figure("Jigsaw: how it goes")
        .text(/Blind guessing among 72 answers gives 1\.4%\.$/)
        .seen();
    }),
  );

  test("a composed task comes by link, is cut off by a reload, and ends as in Node", { timeout: 240_000 }, () => {
    const task = { transform: [{ op: "flip" }], predict: "choice" };
    const settings = { ...SMALL, "pretext.epochs": 60, task };
    const hash = new URLSearchParams({ preset: "quick", ...mapped(settings), task: JSON.stringify(task) });
    return visit(`#${hash}`, async ({ page, see }) => {
      const expected = digestInNode(settings);
      await see.css(".stage-about[data-view]").bring(); // what is out of sight is not drawn
      await see.text("What is done to every image: flipped or not. What is asked: which of 2 ways it was done.").seen();
      await see.button("Start").press();
      await see.text(/^Pretraining, epoch [2-9]/).seen();
      await see
        .figure("One digit, four questions")
        .text(/of 4 named right/)
        .seen();
      await see.button("Pause").press();
      await see.button("Resume").seen();
      await until(page, () => document.querySelector(".example-says")?.textContent?.trim());
      await page.reload();
      const banner = see.css("[data-view=unfinished]");
      await banner.text(/quick, Composed, seed 1, of/).seen();
      await banner.button("Go on with it").press();
      await see.css("[data-view=takeaway]").bring();
      await see.text(/^[0-9a-f]{64}$/).seen();
      assert.equal(await see.text(/^[0-9a-f]{64}$/).read(), await expected);
      await see.text(/--set 'task={"transform":\[{"op":"flip","top_bottom":0}\],"predict":"choice"}'/).seen();
    });
  });

  test("a task that can't be run says why, and all else is kept", { timeout: 60_000 }, async () => {
    const link = (/** @type {string} */ task) => `#${new URLSearchParams({ preset: "quick", seed: "7", task })}`;
    await visit(link("origami"), async ({ see }) => {
      await see.text(/'task' must be one of 'rotation', .*, or a description, found "origami"/).seen();
      assert.equal(await see.label("Seed").value(), "7");
      await see.figure("One digit, four turns").seen();
    });
    const misfit = JSON.stringify({ transform: [{ op: "permute" }], predict: "choice" });
    await visit(link(misfit), async ({ page, see }) => {
      await see.text(/'task\.transform\.0': 'permute' needs tiles before it\./).seen();
      assert.equal(await see.label("Seed").value(), "7");
      await see.label("Task").choose("Masked patches");
      await see.text(/needs tiles/).gone();
      await until(page, () => location.hash.includes("seed=7&task=masked"));
    });
  });
});
