#!/usr/bin/env node
// The package's command: each of its sub-commands is a script beside this one, in this process, so that signals and exit
// codes are the script's own.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { ROOT, main } from "./command.mjs";
import { print } from "./output.mjs";

const SCRIPTS = {
  experiment: "pretrain, transfer and compare",
  sweep: "work out grids of tasks, seeds, modes and numbers of labels",
  report: "make tables and figures of a sweep",
  golden: "replay training runs of another program",
  serve: "serve the page on this machine",
};

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const command = new Command("pretext")
  .description("Self-supervised learning on digits. Each sub-command has --help.")
  .version(version)
  .configureOutput({ writeOut: (text) => print(text.replace(/\n$/, "")) })
  .showHelpAfterError("(--help lists the sub-commands)")
  .helpCommand(false)
  .enablePositionalOptions();

for (const [name, what] of Object.entries(SCRIPTS)) {
  command
    .command(name)
    .description(what)
    .usage("[options]")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .passThroughOptions()
    .action(async () => {
      process.argv.splice(2, 1);
      await import(`./${name}.mjs`);
    });
}

await main(async () => {
  await command.parseAsync();
});
