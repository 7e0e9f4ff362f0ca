import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open, runToEnd, start } from "./harness.js";

const { server, browser } = await start();

/** Until a seed has been worked out, its figure has nothing to count. */
const empty = "Accuracy for few and many labels";

test("after a run every figure has caption, summary and a table of numbers", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  await runToEnd(page);

  const pad = page.getByRole("img", { name: /Square to draw/ });
  await pad.scrollIntoViewIfNeeded();
  await pad.focus();
  for (const key of [" ", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);

  const figures = page.getByRole("figure");
  const count = await figures.count();
  assert.ok(count >= 16, `${count} figures`);
  for (let i = 0; i < count; i++) {
    const figure = figures.nth(i);
    await figure.scrollIntoViewIfNeeded();
    const [caption, ...rest] = (await figure.locator("figcaption").innerText()).split("\n");
    assert.ok(caption && rest.at(-1), `figure ${i} needs caption and summary`);
    assert.match(rest.at(-1) ?? "", /\.$/, `${caption}: a sentence`);
    assert.equal(await page.getByRole("figure", { name: caption, exact: true }).count(), 1);
    const toggle = figure.getByText("Numbers", { exact: true });
    if ((await toggle.count()) > 0) await toggle.click();
    await figure.getByRole("columnheader").nth(1).waitFor({ state: "visible", timeout: 3000 });
    if (caption === empty) continue;
    const cells = figure.getByRole("cell").filter({ hasText: /\d/ });
    await cells
      .first()
      .waitFor({ timeout: 10_000 })
      .catch(() => assert.fail(`${caption}: no numbers in the table`));
    if ((await toggle.count()) > 0) await toggle.click();
  }
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("the digits on the map differ by glyph and by colour", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const map = page.getByRole("figure", { name: "Feature space" });
  await map.scrollIntoViewIfNeeded();
  await map.getByText(/The first 1,000 test digits by/).waitFor({ timeout: 60_000 });
  const looks = await map.locator("svg text").evaluateAll((nodes) => {
    /** @type {Record<string, string>} */
    const fills = {};
    for (const node of nodes) fills[node.textContent ?? ""] = getComputedStyle(node).fill;
    return fills;
  });
  assert.equal(new Set(Object.keys(looks)).size, 10);
  assert.equal(new Set(Object.values(looks)).size, 10);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a figure is saved as it is seen, twice as large, named after the run", { timeout: 60_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick&seed=3" });
  const wall = page.getByRole("figure", { name: "One digit in eleven has a label" });
  await wall.scrollIntoViewIfNeeded();
  await wall.getByText("7", { exact: true }).first().waitFor();
  const box = await wall.boundingBox();
  const download = page.waitForEvent("download");
  await wall.getByRole("button", { name: "Save as PNG" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "pretext-quick-seed3-wall.png");
  const bytes = await readFile(await file.path());
  const look = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
      let dark = 0;
      for (let i = 0; i < pixels.length; i += 4) if (Number(pixels[i]) < 100) dark++;
      return { width: image.width, corner: [...pixels.slice(0, 4)], dark: dark / (pixels.length / 4) };
    },
    `data:image/png;base64,${bytes.toString("base64")}`,
  );
  assert.ok(Math.abs(look.width - 2 * ((box?.width ?? 0) + 32)) <= 2, `${look.width} pixels wide`);
  assert.deepEqual(look.corner, [252, 251, 249, 255]);
  assert.ok(look.dark > 0.02 && look.dark < 0.5, `${look.dark} is ink`);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("on paper stands all that a run came to, and nothing that is to be pressed", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  await runToEnd(page);
  await page.waitForTimeout(4000);
  await page.emulateMedia({ media: "print" });
  await page.pdf();
  assert.equal(await page.getByRole("figure", { name: "Feature space" }).locator("text").count(), 1000);
  assert.match(
    await page.getByRole("figure", { name: "Turns it gets wrong" }).innerText(),
    /of 40,000 turned test images/,
  );
  for (const role of /** @type {const} */ (["combobox", "spinbutton", "slider"]))
    assert.equal(await page.getByRole(role).count(), 0, role);
  assert.equal(await page.getByRole("button", { name: /Start|Reset|PNG|Add a seed|Report/ }).count(), 0);
  const numbers = page.locator(".figure-table table").filter({ visible: true });
  assert.equal(await numbers.count(), 0, "numbers of figures only where they are open");
  assert.deepEqual(misdeeds, []);
  await context.close();
});
