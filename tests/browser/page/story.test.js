import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { open, runToEnd, start } from "./harness.js";

const { server, browser } = await start();

test("the story can be read without a script, formulas and references included", async () => {
  const options = { javaScriptEnabled: false };
  const { page, context } = await open(browser, server.origin, { options });
  for (const name of ["Labels are expensive", "Make your own labels", "What did it buy?"]) {
    await page.getByRole("heading", { name, level: 2 }).waitFor();
  }
  assert.equal(await page.locator("math").count(), 2);
  assert.match(
    await page.getByRole("article").innerText(),
    /Gidaris, P\. Singh, N\. Komodakis[\s\S]+L\. Jing, Y\. Tian/,
  );
  await context.close();
});

test("after a run: mistakes, confusions, disagreements, map, own digit, files", { timeout: 180_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick" });
  await runToEnd(page);
  /** @param {string | RegExp} name */
  const figure = async (name) => {
    const one = page.getByRole("figure", { name });
    await one.scrollIntoViewIfNeeded();
    return one;
  };

  const wheel = await figure("Turn it yourself");
  await wheel.getByRole("slider").fill("180");
  await wheel.getByText(/The rotation head says 180° \(\d+%\)/).waitFor();

  const mistakes = await figure("Turns it gets wrong");
  await mistakes.getByText(/^[\d,]+ of 40,000 turned test images named wrongly/).waitFor();
  await mistakes.getByText("Numbers").click();
  await mistakes.getByRole("row").nth(10).waitFor();
  assert.equal(await mistakes.getByRole("row").count(), 11);

  const inside = await figure("Inside the encoder");
  await inside.getByText("Ink is positive").waitFor();

  const race = await figure("Who confuses what");
  await race.getByText(/The self-supervised model finds \d hardest \(\d+%\)/).waitFor();

  const disagreements = await figure("Where they disagree");
  await disagreements.getByLabel("Which disagreements").selectOption({ label: "All three wrong" });
  const first = disagreements.getByRole("button", { name: /^Digit/ }).first();
  const said = /Digit (\d+), labelled (\d); the models say (\d) (\d) (\d)/.exec(
    (await first.getAttribute("aria-label")) ?? "",
  );
  assert.ok(said && said.slice(3).every((answer) => answer !== said[2]), `all wrong: ${said?.[0]}`);
  await first.click();
  assert.match(page.url(), new RegExp(`digit=${said[1]}\\b`));

  const map = await figure("Feature space");
  await map.getByText(/The first 1,000 test digits by the two principal components/).waitFor();
  await map.locator("text").nth(999).waitFor({ state: "attached" });
  assert.equal(await map.locator("text").count(), 1000);

  await map.getByText("7", { exact: true }).first().click({ force: true });
  const near = await figure("Nearest neighbours");
  await near.getByText(/The test digits closest to digit \d+, labelled 7.*Pixels, [0-8] of 8 with its label/).waitFor();

  const drawing = await figure("Draw your own");
  const pad = drawing.getByRole("img", { name: /Square to draw/ });
  await pad.focus();
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", " "])
    await page.keyboard.press(key);
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowDown");
  await drawing.getByText(/Your digit is scaled and centred/).waitFor();
  // An upright stroke is a 1 to two models at least.
  await drawing
    .getByText(/^1, \d+%$/)
    .nth(1)
    .waitFor();

  await page.getByRole("button", { name: "Report (JSON)" }).scrollIntoViewIfNeeded();
  const digest = await page.getByText(/^[0-9a-f]{64}$/).textContent();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Report (JSON)" }).click();
  const report = JSON.parse(await readFile(await (await download).path(), "utf8"));
  assert.equal(report.digest, digest);
  await page.getByText("npm run --silent experiment -- --preset quick --seed 1", { exact: true }).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});

test("a setting out of bounds is refused, one within is in the address", async () => {
  const { page, context, misdeeds } = await open(browser, server.origin);
  await page.getByText("More settings").click();
  const epochs = page.getByLabel("Pretext: epochs");
  await epochs.fill("0");
  await epochs.press("Enter");
  await page.getByText(/Not changed: .*'pretext\.epochs' must be a whole number/).waitFor();
  await epochs.fill("3");
  await epochs.press("Enter");
  await page.waitForURL(/pretext\.epochs=3/);
  assert.deepEqual(misdeeds, []);
  await context.close();
});
