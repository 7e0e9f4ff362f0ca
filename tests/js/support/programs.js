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
 * The digest of a spec by the native program, without JavaScript.
 * @param {object} spec
 */
export function nativeDigest(spec) {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "spec.json"), JSON.stringify(spec));
    const weights = join(folder, "weights");
    const { code, stderr } = await run("build/native/experiment", join(folder, "spec.json"), "build/data/raw", weights);
    if (code !== 0) throw new Error(stderr);
    return createHash("sha256")
      .update(await readFile(weights))
      .digest("hex");
  });
}

/**
 * The SHA-256 of what a cell of a study predicts by the native program, in which the study itself locates images.
 * @param {object} spec
 * @param {string} mode
 * @param {number} labels
 * @param {string} [data]  a folder
 */
export function nativePredictions(spec, mode, labels, data = "build/data/raw") {
  return inTemporaryFolder(async (folder) => {
    const [file, out] = [join(folder, "spec.json"), join(folder, "predictions")];
    await writeFile(file, JSON.stringify(spec));
    const { code, stderr } = await run("build/native/cell", file, data, mode, String(labels), out);
    if (code !== 0) throw new Error(stderr);
    return createHash("sha256")
      .update(await readFile(out))
      .digest("hex");
  });
}
