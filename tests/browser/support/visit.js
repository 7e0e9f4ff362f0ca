// Visits to the built page, in each of the three engines.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { readHash } from "../../../web/app/hash.js";
import { engines } from "./engines.js";
import { Thing } from "./person.js";
import { servePage } from "./server.js";
import { leaveNearlyDone } from "./states.js";

/** @import {Browser, Page, Reader} from "./page.js" */

/** The notebook as it is for whoever has changed nothing. */
export const NOTEBOOK = "#preset=fair";
/** A run on which a test can act while it is under way, however fast the machine: `quick` alone is over in a second. */
export const LONG = "#preset=quick&pretext.epochs=100";
/** A whole run that takes little to train, for tests that do not look at how well it has learned. */
export const SMALL =
  "#preset=quick&data.unlabelled.count=500&encoder.0.filters=8&encoder.1.filters=8&pretext.epochs=1&supervised.epochs=2";

/**
 * A visit to the page at an address, by what follows the # in it. A careful page leaves nothing in the console, throws
 * nothing, and asks nobody else for anything: that is looked at when the visit is over.
 * @callback Visit
 * @param {string | {done: string}} at  done: after a run of what the address asks for, which was trained beforehand
 * @param {(visitor: {page: Page, see: Thing}) => Promise<void>} body
 * @returns {Promise<void>}
 */

/**
 * Declares tests for each engine, with one browser and one server for all of them.
 * @param {(visit: Visit, engine: string) => void} declare
 * @param {Reader} [reader]
 */
export function inEachEngine(declare, reader) {
  for (const name of Object.keys(engines)) inEngine(name, declare, reader);
}

/**
 * Declares tests of what is the same in every engine, for one of them.
 * @param {(visit: Visit) => void} declare
 * @param {Reader} [reader]
 */
export function inOneEngine(declare, reader) {
  if (engines.chromium) inEngine("chromium", declare, reader);
}

/**
 * @param {string} name
 * @param {(visit: Visit, engine: string) => void} declare
 * @param {Reader} [reader]
 */
function inEngine(name, declare, reader) {
  describe(name, () => {
    /** @type {Browser} */
    let browser;
    /** @type {import("./server.js").Server} */
    let server;
    before(async () => {
      server = await servePage();
      browser = await engines[name](reader);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });
    declare(async (at, body) => {
      const page = await browser.newPage();
      const see = new Thing(page);
      const done = typeof at !== "string";
      const hash = done ? at.done : at;
      try {
        if (done) await leaveNearlyDone(page, server.origin, readHash(hash).address.spec);
        await page.goto(`${server.origin}/${hash}`);
        if (done) await goOnToEnd(page, see);
        await body({ page, see });
        assert.deepEqual(await misdeeds(page, server.origin), []);
      } catch (error) {
        if (error instanceof Error) error.message += await lastWords(page).catch(String);
        throw error;
      } finally {
        await page.close();
      }
    }, name);
  });
}

/** What the page says of itself, for whoever looks into a failure. @param {Page} page @returns {Promise<string>} */
async function lastWords(page) {
  const said = await page.evaluate(() =>
    [".status", ".trouble-message"].map((place) => document.querySelector(place)?.textContent ?? ""),
  );
  return `\nThe page says: ${JSON.stringify([...said, ...page.messages])}`;
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
  await see.text(/^Done in/).seen();
}

/**
 * Goes on with the run that was left. The page looks for it once, and gives up after two seconds: on a machine that is too
 * busy for that it is loaded again.
 * @param {Page} page
 * @param {Thing} see
 */
async function goOnToEnd(page, see) {
  const offer = see.button("Go on with it");
  for (let looks = 1; looks < 400 && (await offer.count()) === 0; looks += 1) {
    await sleep(250);
    if (looks % 40 === 0) await page.reload();
  }
  await offer.press();
  await see.text(/^Done in/).seen();
}
