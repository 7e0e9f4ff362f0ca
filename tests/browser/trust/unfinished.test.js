// The page itself, reloaded in the middle of a run, offers to go on, and comes to what it would have come to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../support/chromium.js";
import { servePage } from "../support/pages.js";

const RUN = "#preset=quick&data.unlabelled.count=800&pretext.epochs=40&transfer.epochs=3&supervised.epochs=2";

/** @returns {Promise<number>} how many runs the browser keeps */
function countKept() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("pretext-checkpoints");
    opening.onsuccess = () => {
      const counting = opening.result.transaction("checkpoints").objectStore("checkpoints").count();
      counting.onsuccess = () => resolve(counting.result);
      opening.result.close();
    };
  });
}

test("a run that a reload has cut off goes on, and the browser forgets it when told to", async () => {
  const server = await servePage();
  const browser = await launchChromium();
  try {
    const context = await browser.driver.newContext({ locale: "en" });
    const page = await context.newPage();
    const start = async () => {
      await page.evaluate(() => scrollTo(0, 0));
      await page.getByRole("button", { name: "Start", exact: true }).click();
    };
    const banner = page.locator("[data-view=unfinished]");
    const digest = async () => {
      // What is out of sight is not drawn.
      await page.locator("[data-view=takeaway]").scrollIntoViewIfNeeded();
      await page
        .getByText(/[0-9a-f]{64}/)
        .first()
        .waitFor({ state: "attached", timeout: 90_000 });
      return /[0-9a-f]{64}/.exec((await page.locator("body").textContent()) ?? "")?.[0];
    };
    const reload = async () => {
      await page.reload();
      await page.getByRole("button", { name: "Start", exact: true }).scrollIntoViewIfNeeded();
    };
    await page.goto(server.origin + RUN);
    await start();
    const whole = await digest();
    await reload();
    assert.equal(await banner.getByRole("button").first().isVisible(), false, "a run that is done is not offered");

    await start();
    for (let tries = 0; (await page.evaluate(countKept)) === 0; tries += 1) {
      assert.ok(tries < 300, "a state is kept after the first epoch");
      await page.waitForTimeout(100);
    }
    await reload();
    await banner.getByText(/quick, seed 1, of .* was left at \d+%.*MB/).waitFor();
    await banner.getByRole("button", { name: "Go on with it" }).click();
    assert.equal(await digest(), whole);

    await start();
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("button", { name: "Resume", exact: true }).waitFor();
    await page.waitForTimeout(500);
    await reload();
    await banner.getByRole("button", { name: "Forget it" }).click();
    await banner.getByRole("button").first().waitFor({ state: "hidden" });
    await reload();
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
    await page.waitForTimeout(500);
    assert.equal(await banner.getByRole("button").first().isVisible(), false, "nothing is kept any more");
  } finally {
    await browser.close();
    await server.close();
  }
});
