// Builds targets, quietly on stdout, then runs a script with its own arguments:
//   node scripts/run.mjs TARGET... -- SCRIPT [ARGUMENT...]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Failure, ROOT, main } from "./command.mjs";

await main(async () => {
  const argv = process.argv.slice(2);
  const { tokens } = parseArgs({ args: argv, strict: false, tokens: true });
  const end = tokens.find((token) => token.kind === "option-terminator")?.index;
  if (end === undefined) throw new Failure("usage: node scripts/run.mjs TARGET... -- SCRIPT [ARGUMENT...]");
  await build(...argv.slice(0, end));
  const child = spawn(process.execPath, argv.slice(end + 1), { cwd: ROOT, stdio: "inherit" });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
});
