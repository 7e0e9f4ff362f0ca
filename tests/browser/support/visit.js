// Visits to the built page, in each of the three engines.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { engines } from "./engines.js";
import { Thing } from "./person.js";
import { servePage } from "./server.js";

/** @import {Browser, Page, Reader} from "./page.js" */

/** A run on which a test can act while it is under way, however fast the machine: `quick` alone is over in a second. */
export const LONG = "#preset=quick&pretext.epochs=100";

/**
 * A visit to the page at an address, by what follows the # in it. A careful page leaves nothing in the console, throws
 * nothing, and asks nobody else for anything: that is looked at when the visit is over.
 * @callback Visit
 * @param {string} hash
 * @param {(visitor: {page: Page, see: Thing}) => Promise<void>} body
 * @returns {Promise<void>}
 */

/**
 * Declares tests for each engine, with one browser and one server for all of them.
 * @param {(visit: Visit, engine: string) => void} declare
 * @param {Reader} [reader]
 */
export function inEachEngine(declare, reader) {
  for (const [name, launch] of Object.entries(engines)) {
    describe(name, () => {
      /** @type {Browser} */
      let browser;
      /** @type {import("./server.js").Server} */
      let server;
      before(async () => {
        server = await servePage();
        browser = await launch(reader);
      });
      after(async () => {
        await browser?.close();
        await server?.close();
      });
      declare(async (hash, body) => {
        const page = await browser.newPage();
        try {
          await page.goto(`${server.origin}/${hash}`);
          await body({ page, see: new Thing(page) });
          assert.deepEqual(await misdeeds(page, server.origin), []);
        } finally {
          await page.close();
        }
      }, name);
    });
  }
}

/**
 * What a careful page would not do.
 * @param {Page} page
 * @param {string} origin
 */
async function misdeeds(page, origin) {
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const elsewhere = [...page.requests, ...loaded].filter(
    (url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url),
  );
  return [...page.messages, ...elsewhere.map((url) => `request to ${url}`)];
}

/** Starts a run and waits for its end. @param {Thing} see */
export async function runToEnd(see) {
  await see.button("Start").press();
  await see.text(/^Done in/).seen(150_000);
}
