import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A finished cell with whatever fields a test changes. @param {Record<string, unknown>} [fields] */
export const cell = (fields) => ({
  ...{ preset: "quick", spec: "0123456789ab", task: null, mode: "supervised", labels: 100 },
  ...{ epoch: null, seed: 1 },
  ...{ accuracy: 0.75, loss: 0.6, correct: 6, n: 8, trainable: 21994, updates: 1000, hits: "" },
  ...fields,
});

/** @param {unknown[]} cells */
export const lines = (...cells) => cells.map((one) => `${JSON.stringify(one)}\n`).join("");

/**
 * A folder for files of a test, which goes when the test is over.
 * @param {{after: (then: () => void) => void}} t
 * @returns {(name: string, content: string | Uint8Array) => string} writes a file and gives its path
 */
export function folderOf(t) {
  const folder = mkdtempSync(join(tmpdir(), "pretext-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}
