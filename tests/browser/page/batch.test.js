// One step of training: exactly one when asked for, and the numbers on the screen add up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

/** @param {string} text */
const value = (text) => Number(text.replaceAll("−", "-"));

test("a step is walked through by keyboard, and its numbers add up", { timeout: 90_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  const figure = page.getByRole("figure", { name: "One step of training, from inside" });
  const numbers = async (/** @type {string} */ name) =>
    (await figure.getByRole("table", { name, exact: true }).getByRole("cell").allInnerTexts()).map(value);
  await figure.scrollIntoViewIfNeeded();
  await figure.getByText("Train on one batch to see the numbers").waitFor();

  await figure.getByRole("button", { name: "Train on one batch" }).press("Enter");
  await figure.getByRole("table", { name: "framed pixels" }).waitFor();
  const next = figure.getByRole("button", { name: "Next stage" });
  await next.press("Enter");
  await figure.getByText("2 of 8: turn").waitFor();
  await next.press("ArrowRight");
  await figure.getByText("3 of 8: convolution").waitFor();
  const [inputs, weights, products] = [await numbers("inputs"), await numbers("weights"), await numbers("products")];
  products.forEach((product, i) => assert.ok(Math.abs(product - inputs[i] * weights[i]) < 2e-3, `product ${i}`));
  const [, , , sum] = /(−?[\d.]+) \+ bias (−?[\d.]+) = (−?[\d.]+)/.exec(await figure.innerText()) ?? [];

  await page.keyboard.press("ArrowRight");
  const [network] = /network itself has (−?[\d.]+)\./.exec(await figure.innerText())?.slice(1) ?? [];
  assert.equal(network, sum, "the network has what was added up");

  await page.keyboard.press("ArrowRight");
  const p = await numbers("p");
  assert.ok(Math.abs(p.reduce((a, b) => a + b) - 1) < 3e-3, `softmax adds up: ${p}`);
  await page.keyboard.press("ArrowRight");
  const loss = value(/L = .* = ([\d.]+)/.exec(await figure.innerText())?.[1] ?? "");
  assert.ok(Math.abs(loss + Math.log(p[1])) < 5e-3, `${loss} is −log ${p[1]}`);
  await page.keyboard.press("ArrowRight");
  const dz = await numbers("∂L/∂z");
  dz.forEach((g, k) => assert.ok(Math.abs(g - p[k] + Number(k === 1)) < 2e-3));

  await page.keyboard.press("ArrowRight");
  await figure.getByText("8 of 8: update").waitFor();
  const [change] = await numbers("change");
  assert.ok(Math.abs(Math.abs(change) - 1e-3) < 1e-5, `Adam's first step is the learning rate: ${change}`);
  await figure.getByRole("button", { name: "Train on one batch" }).press("Enter");
  await page.waitForFunction(
    (before) => !document.querySelector("main")?.textContent?.includes(before),
    (change > 0 ? "" : "−") + Math.abs(change).toFixed(6),
  );
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("Step from idle trains on one batch and no more", { timeout: 60_000 }, async () => {
  const { page, context } = await open(browser, server.origin, { hash: "#preset=quick" });
  const bar = page.getByRole("progressbar", { name: "Progress of the run" });
  const step = page.getByRole("button", { name: "Step", exact: true });
  await step.press("Enter");
  await page.getByText("Paused · Pretraining, epoch 1 of 2").waitFor();
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  const one = Number(await bar.getAttribute("value"));
  await page.waitForTimeout(500);
  assert.equal(Number(await bar.getAttribute("value")), one);
  await step.press("Enter");
  await page.waitForFunction((before) => Number(document.querySelector("progress")?.value) > before, one);
  const two = Number(await bar.getAttribute("value"));
  assert.ok(Math.abs(two / one - 2) < 0.02, `${two} is twice ${one}`);
  await context.close();
});
