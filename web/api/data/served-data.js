// The packed data, as a browser's worker gets them.

import { PretextError } from "../error.js";

/** @import {Place} from "../protocol.js" */

/** @type {Record<string, string> | null} base64 by file name */
let scripted = null;

/**
 * @param {Place} place
 * @param {string} name
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
export async function openServed(place, name) {
  const response = await (place.script === undefined ? fetched(place, name) : included(place, name));
  if (response?.ok && response.body) return response.body;
  const status = response ? ` (status ${response.status})` : "";
  throw new PretextError({
    code: "bad_file",
    message: `${name} could not be fetched${status}; expected it in the folder data/ beside the page.`,
  });
}

/** @param {Place} place @param {string} name */
const fetched = ({ base }, name) => fetch(new URL(name, base)).catch(() => null);

/**
 * A file of the script, which a frame may include where it may not fetch.
 * @param {Place} place
 * @param {string} name
 */
async function included({ base, script = "" }, name) {
  const scope = /** @type {any} */ (globalThis);
  try {
    if (!scripted) scope.importScripts(new URL(script, base).href);
    scripted ??= /** @type {Record<string, string>} */ (scope.pretextData);
    return new Response(fromBase64(scripted[name]));
  } catch {
    return null;
  }
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
