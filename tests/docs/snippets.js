// What the documents show is what the tests run.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/command.mjs";

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
