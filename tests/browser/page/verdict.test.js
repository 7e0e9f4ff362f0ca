import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

test("seeds are added at a press, and no run is shown without its interval", { timeout: 400_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#preset=quick&seed=1" });
  const view = page.locator("[data-view=verdict]");
  const add = view.getByRole("button", { name: "Add a seed" });
  await view.scrollIntoViewIfNeeded();
  await add.click();
  await view.getByText(/^Seed 1, in the background/).waitFor();
  assert.ok(await add.isDisabled());
  await page.locator("[data-view=verdict] button:enabled", { hasText: "Add a seed" }).waitFor({ timeout: 180_000 });

  // One seed: every mark is hollow, has the whiskers of its images, and nothing is called more than noise.
  const marks = view.locator(".study-plot .mark");
  assert.equal(await marks.count(), 24);
  assert.equal(await view.locator(".study-plot .mark.single").count(), 24);
  const whiskers = await view
    .locator(".study-plot .whiskers")
    .evaluateAll((paths) => paths.map((path) => (path.getAttribute("d") ?? "").split("V").length - 1));
  assert.deepEqual(whiskers, [4, 4, 4, 4, 4, 4]);
  await view.getByText(/^1,000 labels: .*with one seed nobody knows how much is luck\.$/).waitFor();

  // A stopped seed leaves nothing behind.
  await add.click();
  await view.getByRole("button", { name: "Stop" }).click();
  await view.getByText(/over 1 seed/).waitFor();

  await add.click();
  await view.getByText(/^Seed 2/).waitFor();
  await page.locator("[data-view=verdict] button:enabled", { hasText: "Add a seed" }).waitFor({ timeout: 180_000 });
  assert.equal(await view.locator(".study-plot .mark.single").count(), 0);
  await view.getByText(/^10 labels: .*95% interval .*noise with 2 seeds\.$/).waitFor();
  await view.getByText(/^In one line: pretraining/).waitFor();
  assert.deepEqual(misdeeds, []);
  await context.close();
});
