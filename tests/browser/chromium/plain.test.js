import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

test("the story can be read without a script, formulas and references included", async () => {
  const options = { javaScriptEnabled: false };
  const { page, context } = await open(browser, server.origin, { options });
  for (const name of [
    "Labels are expensive",
    "Make your own labels",
    "What did it buy?",
    "Then count what it bought",
  ]) {
    await page.getByRole("heading", { name, level: 2 }).waitFor();
  }
  assert.equal(await page.locator(".story math").count(), 2);
  assert.match(await page.locator(".story").innerText(), /Gidaris, P\. Singh, N\. Komodakis[\s\S]+L\. Jing, Y\. Tian/);
  await context.close();
});
