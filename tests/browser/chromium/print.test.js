import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

test("on paper stands all that a run came to, and nothing that is to be pressed", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick", done: true });
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
