import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../scripts/command.mjs";

/**
 * Runs a program to its end; one that hangs is killed after a quarter of an hour and has no exit code.
 * @param {string} program
 * @param {...string} args
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
export function run(program, ...args) {
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: ROOT, timeout: 900_000, maxBuffer: 1e8 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/**
 * Runs one of the project's scripts.
 * @param {string} name
 * @param {...string} args
 */
export function script(name, ...args) {
  return run(process.execPath, join("scripts", name), ...args);
}

/**
 * @template T
 * @param {(folder: string) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function inTemporaryFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), "pretext-"));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The SHA-256 of the file that a native program writes about a spec.
 * @param {string} program
 * @param {object} spec
 * @param {string[]} between  arguments between the spec's file and that one
 * @param {string[]} [behind]  arguments behind it
 */
function digestBy(program, spec, between, behind = []) {
  return inTemporaryFolder(async (folder) => {
    const [file, out] = [join(folder, "spec.json"), join(folder, "out")];
    await writeFile(file, JSON.stringify(spec));
    const { code, stderr } = await run(program, file, ...between, out, ...behind);
    if (code !== 0) throw new Error(stderr);
    return createHash("sha256")
      .update(await readFile(out))
      .digest("hex");
  });
}

const DATA = "build/data/raw";
export const EMOJI = "build/data/emoji/raw";

/**
 * The digest of a spec by the native program, without JavaScript.
 * @param {object} spec
 * @param {string} [data]  a folder
 */
export const nativeDigest = (spec, data = DATA) => digestBy("build/native/experiment", spec, [data]);

/**
 * The same of pretraining on the packed texts.
 * @param {object} spec
 */
export const nativeTextDigest = (spec) =>
  digestBy("build/native/experiment", spec, ["build/data/definitions"], ["pretext"]);

/**
 * The SHA-256 of what a cell of a study predicts by the native program, in which the study itself locates images.
 * @param {object} spec
 * @param {string} mode
 * @param {number} labels
 * @param {string} [data]  a folder
 */
export const nativePredictions = (spec, mode, labels, data = DATA) =>
  digestBy("build/native/cell", spec, [data, mode, String(labels)]);
