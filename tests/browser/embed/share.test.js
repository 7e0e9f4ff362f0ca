// The dialog that builds a course link: what it writes can be opened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../support/chromium.js";
import { servePage } from "../support/pages.js";

test("the dialog's link opens the same experiment, locked and with its question", async () => {
  const server = await servePage();
  const browser = await launchChromium();
  try {
    const context = await browser.driver.newContext({ locale: "en" });
    const page = await context.newPage();
    await page.goto(`${server.origin}/#preset=quick&seed=7&pretext.epochs=1`);
    await page.getByRole("button", { name: "Share or embed" }).click();
    const dialog = page.getByRole("dialog", { name: "For a course page" });
    await dialog.getByLabel("seed").check();
    await dialog.getByLabel("controls").check();
    await dialog.getByLabel("A question to answer before Start").fill('Who wins, "we" or they?');
    const link = await dialog.getByLabel("Link").inputValue();
    const frame = await dialog.getByLabel("Frame").inputValue();
    const element = await dialog.getByLabel("Element").inputValue();
    assert.ok(frame.includes(`src="${link.replaceAll("&", "&amp;")}"`), frame);
    assert.match(
      element,
      /<pretext-lab preset="quick" seed="7" .*hide="controls,story" lock="seed" .*set="pretext.epochs=1"/,
    );

    await page.goto("about:blank");
    await page.goto(link);
    await page.getByLabel('Who wins, "we" or they?').waitFor();
    assert.equal(await page.locator("#seed").isDisabled(), true);
    assert.equal(await page.locator("#seed").inputValue(), "7");
    assert.equal(await page.locator(".story").isVisible(), false);
  } finally {
    await browser.close();
    await server.close();
  }
});
