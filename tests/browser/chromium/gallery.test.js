import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, emptyPictures, open, start } from "./harness.js";

const { server, browser } = await start();

for (const [width, height, screens] of [
  [320, 740, 2.4],
  [360, 740, 2],
  [1280, 800, 1],
  [1920, 1080, 1],
]) {
  test(`all tasks at ${width} x ${height}: no empty picture, nothing to the side, ${screens} screens`, async () => {
    const options = /** @type {const} */ ({
      viewport: { width, height },
      colorScheme: "dark",
      reducedMotion: "reduce",
    });
    const { page, context, misdeeds } = await open(browser, server.origin, { hash: "", options });
    await page.getByRole("link", { name: /^Contrastive/ }).waitFor();
    assert.equal(await emptyPictures(page), 0);
    const { scrollWidth, scrollHeight } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { scrollWidth, scrollHeight };
    });
    assert.equal(scrollWidth, width);
    assert.ok(scrollHeight <= screens * height, `${scrollHeight} px`);
    assert.deepEqual(await complaints(page), []);
    assert.deepEqual(misdeeds, []);
    await context.close();
  });
}

test("the wall goes back to the untrained networks, and to other numbers of labels, by keyboard", async () => {
  const options = /** @type {const} */ ({ reducedMotion: "reduce" });
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/", options });
  const inpainting = page.getByRole("link", { name: /^Inpainting/ });
  const says = () =>
    inpainting.locator(".triptych-says .picture").evaluate((canvas) => /** @type {any} */ (canvas).toDataURL());
  const trained = await says();
  const before = await inpainting.innerText();
  await page.getByRole("slider", { name: "Trained for" }).focus();
  await page.keyboard.press("Home");
  await page.locator("output").getByText("not at all").waitFor();
  assert.notEqual(await says(), trained);
  await page.getByRole("slider", { name: "Labels afterwards" }).focus();
  await page.keyboard.press("End");
  await page.locator("output").getByText("1,000", { exact: true }).waitFor();
  assert.notEqual(await inpainting.innerText(), before);
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("every link leads where it says, old ones where they led, and one that leads nowhere says so", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/nowhere" });
  await page.locator(".trouble-message").getByText("There is no screen /nowhere here").waitFor();
  await page.getByRole("link", { name: "Notebook" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Preset" }).inputValue(), "notebook");
  await page.goto(`${server.origin}/#preset=quick&seed=7&task=jigsaw`);
  await page.waitForFunction(() => /** @type {any} */ (document.getElementById("seed")).value === "7");
  assert.equal(await page.getByRole("combobox", { name: "Task" }).inputValue(), "jigsaw");
  await page.getByRole("link", { name: "Ten labels" }).click();
  await page.getByRole("button", { name: "Pretrain without labels" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Start", exact: true }).count(), 0);
  await page.goBack();
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});
