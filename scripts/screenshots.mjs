// Pictures of the page to look at and for the README: all tasks, a bench idle, training and done, the board and the composer,
// at two widths, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open } from "../tests/browser/chromium/harness.js";
import { launchChromium } from "../tests/browser/support/chromium.js";
import { servePage } from "../tests/browser/support/server.js";
import { build } from "./build.mjs";
import { ROOT, main, say } from "./command.mjs";
import { setup } from "./setup.mjs";
import { program } from "./program.mjs";

const WIDTHS = { 360: 740, 1280: 800 };
const THEMES = /** @type {const} */ (["light", "dark"]);

/** @typedef {import("playwright-core").Page} Page */

/** Each screen: its address, and what is waited for before its picture is taken. @type {Record<string, [string, (page: Page) => Promise<unknown>]>} */
const SCREENS = {
  gallery: ["#/", (page) => page.getByRole("link", { name: /^Contrastive/ }).waitFor()],
  board: ["#/board", (page) => page.getByRole("link", { name: "Contrastive" }).waitFor()],
  compose: ["#/compose", (page) => page.getByText(/^as it was, |^flipped, /).waitFor()],
};

const command = program("screenshots")
  .description("Takes pictures of the page at 360 and 1280 pixels, light and dark.")
  .option("--out <folder>", "where to put them", join(ROOT, "build/screenshots"))
  .option("--task <name>", "what is trained on the bench", "inpainting")
  .option("--full", "the whole page instead of what the window shows");

await main(async () => {
  const { out, task, full } = command.parse().opts();
  await setup("browser");
  await build("web");
  mkdirSync(out, { recursive: true });
  const server = await servePage();
  const { driver: browser } = await launchChromium();
  try {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const colorScheme of THEMES) {
        const options = /** @type {const} */ ({
          viewport: { width: Number(width), height },
          colorScheme,
          deviceScaleFactor: 2,
          reducedMotion: "reduce",
        });
        const visit = (/** @type {string} */ hash) => open(browser, server.origin, { hash, options });
        const take = async (/** @type {Page} */ page, /** @type {string} */ name) => {
          const path = join(out, `${name}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: full });
          say(path);
        };
        for (const [name, [hash, there]] of Object.entries(SCREENS)) {
          const { page, context } = await visit(hash);
          await there(page);
          await take(page, name);
          await context.close();
        }
        const { page, context } = await visit(`#/${task}`);
        await page.getByText(/^Untrained: /).waitFor();
        await take(page, "bench-idle");
        await page.getByRole("button", { name: "Start", exact: true }).click();
        await page.getByText(/epoch [3-9] of/).waitFor();
        await take(page, "bench-training");
        await page.locator(".bought-row.own .dot:not(.hollow)").waitFor({ state: "attached" });
        await take(page, "bench-done");
        await context.close();
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
});
