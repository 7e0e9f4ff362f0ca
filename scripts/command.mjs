// How the scripts talk: progress goes to stderr (stdout is for results), other programs are started in one way, and a
// failure is one sentence that names what to do.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** An error that the reader can act on: its message is all that `main` prints. */
export class Failure extends Error {}

/** @param {string} text one line of progress */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a program, its output going to stderr. Throws a `Failure` unless it exits with 0.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: (line: string) => boolean}} [options] `show` sees each line of
 *   stdout and says whether it is to be shown
 */
export async function run(program, args, { cwd = ROOT, env = process.env, show } = {}) {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", show ? "pipe" : 2, 2] });
  const exit = once(child, "close");
  exit.catch(() => {}); // awaited below, after the lines
  if (show && child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) if (show(line)) say(line);
  }
  const [code, signal] = await exit.catch((error) => {
    throw new Failure(`Could not start ${program}: ${error.message}.`);
  });
  if (signal) throw new Failure(`${program} was stopped by ${signal}.`);
  if (code !== 0) throw new Failure(`\`${[program, ...args].join(" ")}\` failed with exit code ${code}: see above.`);
}

/**
 * What a program prints on stdout, or undefined when it cannot be started or fails.
 * @param {string} program
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function outputOf(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}

/**
 * The path of a program on PATH, or undefined.
 * @param {string} name
 * @returns {string | undefined}
 */
export function which(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/**
 * The path of a program that an npm package of this project brings.
 * @param {string} name
 */
export function npmProgram(name) {
  return join(ROOT, "node_modules", ".bin", name);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether `module` is the script that Node was started with.
 * @param {string} url `import.meta.url`
 */
export function isMain(url) {
  try {
    return fileURLToPath(url) === realpathSync(process.argv[1]); // which may be a symbolic link
  } catch {
    return false;
  }
}

/**
 * Runs a script's main function; prints the sentence of an error that the reader can act on, the stack of any other. A
 * closed pipe ends it quietly.
 * @param {() => Promise<void> | void} body
 */
export async function main(body) {
  // Nobody reads on: that is no error of ours, and no reason to stop a run that keeps its results elsewhere.
  process.stderr.on("error", () => {});
  process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ { code, message }) => {
    if (code === "EPIPE") process.exit();
    say(`error: the results can't be written (${message}).`);
    process.exit(1);
  });
  try {
    await body();
  } catch (error) {
    say(sentenceOf(error));
    process.exitCode = 1;
  }
}

/**
 * As main(), for a script that takes no options: --help prints what it does, anything else is refused.
 * @param {string} help
 * @param {() => Promise<void> | void} body
 */
export function mainWithoutOptions(help, body) {
  return main(() => {
    const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
    return values.help ? console.log(help) : body();
  });
}

/** @param {unknown} error */
function sentenceOf(error) {
  const { name, code, message, stack, syscall } = /** @type {NodeJS.ErrnoException} */ (error);
  const isForReader = error instanceof Failure || name === "PretextError" || code?.startsWith("ERR_PARSE_ARGS");
  // Such as EACCES: permission denied, open '/path'. It names the file and what is wrong with it.
  const isOfSystem = syscall !== undefined && code !== undefined && message.startsWith(code);
  return isForReader || isOfSystem ? `error: ${message}` : (stack ?? String(error));
}
