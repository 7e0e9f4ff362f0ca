// Builds targets, quietly on stdout, then runs a script with its own arguments, in the reader's folder:
//   node scripts/run.mjs TARGET... -- SCRIPT [ARGUMENT...]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Failure, ROOT, main } from "./command.mjs";

/** What scripts import before they look at their arguments. */
const NEEDED = ["node_modules/commander", "build/check-spec.mjs", "build/wasm/pretext.mjs"];

/** @param {string[]} args  of a script */
function asksForHelp(args) {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((arg) => arg === "--help" || arg === "-h");
}

await main(async () => {
  const argv = process.argv.slice(2);
  const { tokens } = parseArgs({ args: argv, strict: false, tokens: true });
  const end = tokens.find((token) => token.kind === "option-terminator")?.index;
  const [script, ...args] = end === undefined ? [] : argv.slice(end + 1);
  if (script === undefined) throw new Failure("usage: node scripts/run.mjs TARGET... -- SCRIPT [ARGUMENT...]");
  const built = NEEDED.every((name) => existsSync(join(ROOT, name)));
  if (!(built && asksForHelp(args))) await build(...argv.slice(0, end));
  // npm goes to the project's folder first, and tells whence.
  const cwd = process.cwd() === ROOT ? (process.env.INIT_CWD ?? ROOT) : process.cwd();
  const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd, stdio: "inherit" });
  // The terminal interrupts the child as well, which may have something to keep.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
});
