import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { ROOT } from "./command.mjs";
import { print } from "./output.mjs";

/** A clone starts its scripts by npm, which builds first; the package has them built, and a command of its own. */
const PREFIX = existsSync(join(ROOT, "scripts", "run.mjs")) ? ["npm run --silent ", " --"] : ["pretext ", ""];

/**
 * A command with options; its help goes where results go, and by the same way.
 * @param {string} name  of the script
 */
export function program(name) {
  return new Command(PREFIX.join(name))
    .showHelpAfterError("(--help lists the options)")
    .configureOutput({ writeOut: (text) => print(text.replace(/\n$/, "")) });
}
