// One step of training: exactly one when asked for, and the numbers on the screen add up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/page.js";
import { inOneEngine } from "../support/visit.js";

/** @param {string} text */
const value = (text) => Number(text.replaceAll("−", "-"));

inOneEngine((visit) => {
  test("a step is walked through by keyboard, and its numbers add up", () =>
    visit("#preset=quick", async ({ page, see }) => {
      const figure = see.figure("One step of training, from inside");
      const numbers = async (/** @type {string} */ name) => {
        await figure.role("table", name).seen();
        return (await figure.role("table", name).role("cell").texts()).map(value);
      };
      await figure.bring();
      await figure.text(/^Train on one batch to see the numbers/).seen();

      await figure.button("Train on one batch").keys("Enter");
      // What is out of sight is not drawn.
      await see.css(".status").bring();
      await see.text("Paused · Pretraining, epoch 1 of 2").seen();
      await figure.bring();
      await figure.role("table", "framed pixels").seen();
      await figure.button("Next stage").keys("Enter");
      await figure.text("2 of 8: turn").seen();
      await page.keys("ArrowRight");
      await figure.text("3 of 8: convolution").seen();
      // The first numbers on the screen may be from before the step.
      for (let before = ""; before !== (before = await figure.read());) await sleep(1000);
      const [inputs, weights, products] = [
        await numbers("inputs"),
        await numbers("weights"),
        await numbers("products"),
      ];
      assert.equal(products.length, 9);
      products.forEach((product, i) => assert.ok(Math.abs(product - inputs[i] * weights[i]) < 2e-3, `product ${i}`));
      const [, , , sum] = /(−?[\d.]+) \+ bias (−?[\d.]+) = (−?[\d.]+)/.exec(await figure.read()) ?? [];

      await page.keys("ArrowRight");
      await figure.text("4 of 8: ReLU and pooling").seen();
      const [network] = /network itself has (−?[\d.]+)\./.exec(await figure.read())?.slice(1) ?? [];
      assert.equal(network, sum, "the network has what was added up");

      await page.keys("ArrowRight");
      const p = await numbers("p");
      assert.ok(Math.abs(p.reduce((a, b) => a + b) - 1) < 3e-3, `softmax adds up: ${p}`);
      await page.keys("ArrowRight");
      await figure.text("6 of 8: loss").seen();
      const loss = value(/L = .* = ([\d.]+)/.exec(await figure.read())?.[1] ?? "");
      assert.ok(Math.abs(loss + Math.log(p[1])) < 5e-3, `${loss} is −log ${p[1]}`);
      await page.keys("ArrowRight");
      const dz = await numbers("∂L/∂z");
      dz.forEach((g, k) => assert.ok(Math.abs(g - p[k] + Number(k === 1)) < 2e-3));

      await page.keys("ArrowRight");
      await figure.text("8 of 8: update").seen();
      const [change] = await numbers("change");
      assert.ok(Math.abs(Math.abs(change) - 1e-3) < 1e-5, `Adam's first step is the learning rate: ${change}`);
      await figure.button("Train on one batch").keys("Enter");
      await until(
        page,
        (before) => !document.querySelector("main")?.textContent?.includes(before),
        (change > 0 ? "" : "−") + Math.abs(change).toFixed(6),
      );
    }));

  test("Step from idle trains on one batch and no more", () =>
    visit("#preset=quick", async ({ page, see }) => {
      const bar = see.role("progressbar", "Progress of the run");
      const progress = async () => Number(await bar.attribute("value"));
      await see.button("Step").keys("Enter");
      await see.text("Paused · Pretraining, epoch 1 of 2").seen();
      await until(page, () => Number(document.querySelector("progress")?.value) > 0);
      const one = await progress();
      await sleep(500);
      assert.equal(await progress(), one);
      await see.button("Step").keys("Enter");
      await until(page, (before) => Number(document.querySelector("progress")?.value) > before, one);
      const two = await progress();
      assert.ok(Math.abs(two / one - 2) < 0.02, `${two} is twice ${one}`);
    }));
});
