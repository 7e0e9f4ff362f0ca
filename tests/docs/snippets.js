// What the documents show is what the tests run.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/command.mjs";
import { run } from "../js/support/programs.js";

/**
 * @typedef {{language: string, file: string, text: string}} Snippet  file: what the block's first line names after the
 *   language, or ""
 */

/**
 * The code blocks of a document, in their order.
 * @param {string} name  in docs/
 * @returns {Promise<Snippet[]>}
 */
export async function snippetsOf(name) {
  const document = await readFile(join(ROOT, "docs", name), "utf8");
  const blocks = document.matchAll(/^```(?<language>\S+) ?(?<file>.*)\n(?<text>[^]*?)^```$/gm);
  return [...blocks].map(({ groups }) => /** @type {Snippet} */ ({ ...groups }));
}

/**
 * Writes the files of a document's blocks into a folder.
 * @param {Snippet[]} snippets
 * @param {string} folder
 */
export async function writeFiles(snippets, folder) {
  for (const { file, text } of snippets.filter(({ file }) => file !== "")) await writeFile(join(folder, file), text);
}

/**
 * Runs what stands in blocks of commands.
 * @param {string} folder  where they begin
 * @param {Record<string, string>} names  what the document calls its folders by
 * @returns {(script: string, code?: number) => Promise<string>}  code: what is expected, 0 if left out; stdout, or stderr
 *   for another code
 */
export function shellIn(folder, names) {
  // What npm has been run for before is as good as new.
  const given = Object.entries({ ...names, npm_config_prefer_offline: "true" }).map((pair) => pair.join("="));
  return async (script, expected = 0) => {
    const { code, stdout, stderr } = await run("env", ...given, "sh", "-euc", `cd "${folder}"\n${script}`);
    assert.equal(code, expected, `${script}\n${stdout}\n${stderr}`);
    return expected === 0 ? stdout : stderr;
  };
}
