import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, open, start } from "./harness.js";

const { server, browser } = await start();

test("the other ways on a narrow screen, in the dark and in Korean: nothing overflows, and axe finds nothing", async () => {
  const narrow = { viewport: { width: 360, height: 800 } };
  const dark = /** @type {const} */ ({ ...narrow, colorScheme: "dark", locale: "ko-KR" });
  for (const [options, begin] of /** @type {const} */ ([
    [narrow, "Work it out"],
    [dark, "계산하기"],
  ])) {
    const { page, context, misdeeds } = await open(browser, server.origin, { hash: "#/neighbours", options });
    await page.locator(".ways-map tbody").first().waitFor();
    assert.deepEqual(await complaints(page), [], `${begin}: before`);
    await page.getByRole("button", { name: begin }).first().click();
    await page.locator(".ways-row b, .ways-measures").first().waitFor();
    for (const maker of ["vae", "gan"]) await page.locator(`[aria-labelledby="ways-${maker}"] button`).first().click();
    await page.locator(".ways-cross[data-there]").first().waitFor();
    assert.deepEqual(await complaints(page), [], `${begin}: at work`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(misdeeds, []);
    await context.close();
  }
});
