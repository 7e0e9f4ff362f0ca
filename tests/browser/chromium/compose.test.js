import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, start } from "./harness.js";

const { server, browser } = await start();

test("a task is put together as a sentence, answered by an untrained network, sent as a link, and trained", async () => {
  const small = "&data.unlabelled.count=300&pretext.epochs=1&encoder.0.filters=8&encoder.1.filters=8";
  const options = /** @type {const} */ ({ viewport: { width: 360, height: 740 } });
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: `#/compose${small}`, options });
  const says = page.locator(".stage-large .triptych-says");
  await page.getByText(/^as it was, |^flipped, /).waitFor();
  await page
    .getByText(/^Without learning anything, the ten nearest of 300 images tell \d+\.\d% .* guessing 50\.0%/)
    .waitFor();
  const verb = page.getByRole("combobox", { name: "What is done, 1" });
  await verb.selectOption({ label: "shuffle its pieces" });
  await page.getByRole("slider", { name: "pieces a side" }).fill("2");
  await page.getByText(/^The border gives it away: .* tells [3-9]\d\.\d% of the answers\.$/).waitFor();
  await verb.selectOption({ label: "hide a part of it" });
  // What can't be asked says why, and the next best question is taken.
  const question = page.getByRole("combobox", { name: "What is asked" });
  assert.equal(await question.inputValue(), "changed");
  assert.match(await question.innerText(), /which was it\? \(nothing is chosen: turn, flip or shuffle\)/);
  await page.getByText(/dB$/).waitFor();
  const look = () => says.locator(".picture").evaluate((canvas) => /** @type {any} */ (canvas).toDataURL());
  const before = await look();
  await page.getByRole("slider", { name: "pixels at most" }).focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(
    (old) => /** @type {any} */ (document.querySelector(".stage-large .triptych-says .picture")).toDataURL() !== old,
    before,
  );
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(await complaints(page), []);

  await page.getByRole("button", { name: "and also …" }).click();
  await page.getByRole("combobox", { name: "What is done, 2" }).selectOption({ label: "blur it" });
  await page.waitForFunction(() => location.hash.includes("blur"));
  await page.getByRole("textbox", { name: "Call it" }).fill("Peek-a-boo");
  await page.waitForFunction(() => location.hash.includes("called=Peek-a-boo"));
  const link = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("combobox", { name: "What is done, 2" }).waitFor();
  assert.equal(await page.getByRole("slider", { name: "pixels at most" }).inputValue(), "4");

  assert.equal(await page.getByRole("textbox", { name: "Call it" }).inputValue(), "Peek-a-boo");
  await page.getByRole("link", { name: "Train it" }).click();
  await page.getByRole("heading", { name: "Peek-a-boo" }).waitFor();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText(/^Done in/).waitFor();
  await page.locator(".bought-row.own .dot:not(.hollow)").waitFor({ state: "attached" });
  await page.getByRole("link", { name: "Board", exact: true }).click();
  await page.getByRole("link", { name: "Peek-a-boo", exact: true }).and(page.locator(".board-name")).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});
