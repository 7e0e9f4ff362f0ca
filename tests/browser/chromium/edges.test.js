// Where the page's world ends: its files are gone, its browser lacks something, its frame may save nothing, or nobody serves it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../../scripts/command.mjs";
import { contextOf } from "../support/chromium.js";
import { SMALL } from "../support/visit.js";
import { open, start } from "./harness.js";

const { server, browser } = await start();

/** From now on the host has another build: none of this one's scripts that have not been loaded. */
async function deployAnew(/** @type {import("playwright-core").Page} */ page) {
  await page.route(/\/assets\//, (route) => route.fulfill({ status: 404 }));
  server.replaced.set("/", '<!doctype html><script type="module" src="/assets/main-another.js"></script>');
}

for (const { what, done, act } of [
  {
    what: "Start",
    done: false,
    act: (/** @type {import("playwright-core").Page} */ page) =>
      page.getByRole("button", { name: "Start", exact: true }).click(),
  },
  {
    what: "a picture",
    done: true,
    async act(/** @type {import("playwright-core").Page} */ page) {
      await page.getByText("Numbers, picture").first().click();
      await page.getByRole("button", { name: "Save as PNG" }).first().click();
    },
  },
  {
    what: "another language",
    done: false,
    act: (/** @type {import("playwright-core").Page} */ page) => page.getByLabel("Language").selectOption("ko"),
  },
]) {
  test(`a tab that was open while the page was deployed anew says so: ${what}`, async () => {
    const { page, context, misdeeds } = await open(browser, server.origin, { hash: SMALL, done });
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
    try {
      await deployAnew(page);
      await act(page);
      await page.getByText(/^This page has been renewed since it was opened here/).waitFor();
      assert.equal(await page.getByLabel("Language").inputValue(), "en");
    } finally {
      server.replaced.delete("/");
    }
    await page.unroute(/\/assets\//);
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByText(/^This page has been renewed/).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Start", exact: true }).waitFor();
    assert.deepEqual(
      misdeeds.filter((misdeed) => !/Failed to load resource|status of 404/.test(misdeed)),
      [],
    );
    await context.close();
  });
}

test("a part that only the connection keeps away is not said to be renewed", async () => {
  const { page, context } = await open(browser, server.origin, { hash: SMALL });
  await page.route(/\/assets\/ko-/, (route) => route.abort());
  await page.getByLabel("Language").selectOption("ko");
  await page.getByText("A part of the page could not be fetched. Check the connection and try again.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Reload" }).isVisible(), false);
  assert.equal(await page.getByLabel("Language").inputValue(), "en");
  await context.close();
});

for (const name of ["WebAssembly", "Worker", "DecompressionStream"]) {
  test(`a browser without ${name} is told what it lacks`, async () => {
    const context = await browser.newContext(contextOf());
    const page = await context.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(`delete globalThis.${name}`);
    await page.goto(`${server.origin}/${SMALL}`);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByText(`This browser has no ${name}, which training needs.`).waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("opened as a file the page says that it has to be served", async () => {
  const context = await browser.newContext(contextOf());
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(ROOT, "build/web/index.html")).href);
  await page.getByText(/^The page’s script has not started\. Was this opened as a file\?/).waitFor();
  await context.close();
});

test("a frame that may save nothing says so, and one that may does not", async () => {
  const context = await browser.newContext(contextOf());
  const page = await context.newPage();
  await page.goto(`${server.origin}/states/`);
  for (const [sandbox, warned] of /** @type {const} */ ([
    ["allow-scripts", true],
    ["allow-scripts allow-same-origin", true],
    ["allow-scripts allow-same-origin allow-downloads", false],
    [null, false],
  ])) {
    await page.evaluate(
      ([address, value]) => {
        const frame = document.createElement("iframe");
        if (value !== null) frame.setAttribute("sandbox", value);
        frame.src = address;
        frame.style.cssText = "position: fixed; inset: 0; width: 1200px; height: 780px; z-index: 9; background: white";
        document.querySelector("iframe")?.remove();
        document.body.append(frame);
      },
      /** @type {const} */ ([`${server.origin}/embed.html${SMALL}`, sandbox]),
    );
    const frame = page.frameLocator("iframe");
    await frame.getByText("Numbers, picture").first().click();
    await frame.getByRole("button", { name: "Save as PNG" }).first().click();
    await page.waitForTimeout(500);
    const said = await frame.getByText(/^If no file was saved: this frame may save none/).isVisible();
    assert.equal(said, warned, String(sandbox));
  }
  await context.close();
});
