// Pictures of the page, idle, training and done, at three widths, light and dark, to look at and for the README.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open } from "../tests/browser/chromium/harness.js";
import { launchChromium } from "../tests/browser/support/chromium.js";
import { servePage } from "../tests/browser/support/server.js";
import { build } from "./build.mjs";
import { ROOT, main, say } from "./command.mjs";
import { setup } from "./setup.mjs";
import { program } from "./program.mjs";

const WIDTHS = { 360: 740, 1280: 900, 1920: 1080 };
const THEMES = /** @type {const} */ (["light", "dark"]);

const command = program("screenshots")
  .description("Takes pictures of the page: idle, training and done, at 360, 1280 and 1920 pixels, light and dark.")
  .option("--out <folder>", "where to put them", join(ROOT, "build/screenshots"))
  .option("--preset <name>", "what to train", "fair")
  .option("--full", "the whole page instead of what the window shows");

await main(async () => {
  const { out, preset, full } = command.parse().opts();
  await setup("browser");
  await build("web");
  mkdirSync(out, { recursive: true });
  const server = await servePage();
  const { driver: browser } = await launchChromium();
  try {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const colorScheme of THEMES) {
        const options = { viewport: { width: Number(width), height }, colorScheme, deviceScaleFactor: 2 };
        const { page, context } = await open(browser, server.origin, { hash: `#preset=${preset}&seed=1`, options });
        const take = async (/** @type {string} */ state) => {
          const path = join(out, `${state}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: full });
          say(path);
        };
        await page.waitForLoadState("networkidle");
        await take("idle");
        await page.getByRole("button", { name: "Start" }).click();
        await page
          .getByText(/epoch [2-9]/i)
          .first()
          .waitFor({ timeout: 120_000 });
        await take("training");
        await page.locator('[data-stage-panel][data-state="active"]').waitFor({ state: "detached", timeout: 300_000 });
        await page.waitForTimeout(500);
        await take("done");
        await context.close();
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
});
