import assert from "node:assert/strict";
import { test } from "node:test";
import { LONG } from "../support/visit.js";
import { complaints, open, start } from "./harness.js";

const { server, browser } = await start();

test("axe finds nothing: idle, training, paused", async () => {
  const { page, context } = await open(browser, server.origin, { hash: LONG });
  await page.locator("[data-view=digit]").scrollIntoViewIfNeeded();
  await page.getByText("labelled 7").waitFor();
  assert.deepEqual(await complaints(page), [], "idle");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  assert.deepEqual(await complaints(page), [], "training");
  await page.getByRole("button", { name: "Pause" }).click();
  await page
    .getByText(/^Paused/)
    .first()
    .waitFor();
  assert.deepEqual(await complaints(page), [], "paused");
  await context.close();
});

test("axe finds nothing: done, error", async () => {
  const { page, context } = await open(browser, server.origin, { hash: "#preset=quick", done: true });
  assert.deepEqual(await complaints(page), [], "done");
  await page.getByRole("spinbutton", { name: "Seed" }).fill("-1");
  await page.getByRole("spinbutton", { name: "Seed" }).press("Enter");
  await page.getByText(/Not changed/).waitFor();
  assert.deepEqual(await complaints(page), [], "error");
  await context.close();
});

test("axe finds nothing in the dark and in Korean", async () => {
  const options = /** @type {const} */ ({ colorScheme: "dark", locale: "ko-KR" });
  const { page, context } = await open(browser, server.origin, { options });
  await page.locator("[data-view=digit]").scrollIntoViewIfNeeded();
  await page.getByText("라벨 7").waitFor();
  assert.deepEqual(await complaints(page), []);
  await context.close();
});

test("axe finds nothing on the screens of texts: before, trained, in the dark and in Korean", async () => {
  const dark = /** @type {const} */ ({ colorScheme: "dark", locale: "ko-KR" });
  for (const [hash, options, start, done] of /** @type {const} */ ([
    ["#/next_token&pretext.steps=20", {}, "Pretrain", /^Pretrained in/],
    ["#/masked_tokens&pretext.steps=20", dark, "사전학습하기", /라벨 없이 사전학습을 마쳤습니다$/],
  ])) {
    const { page, context } = await open(browser, server.origin, { hash, options });
    await page.getByRole("button", { name: start, exact: true }).waitFor();
    assert.deepEqual(await complaints(page), [], `${hash} before`);
    await page.getByRole("button", { name: start, exact: true }).click();
    await page.locator(".texts-status", { hasText: done }).waitFor();
    assert.deepEqual(await complaints(page), [], `${hash} trained`);
    await context.close();
  }
});
