import { Command } from "commander";
import { print } from "./output.mjs";

/**
 * A command with options; its help goes where results go, and by the same way.
 * @param {string} name  how it is called
 */
export function program(name) {
  return new Command(name)
    .showHelpAfterError("(--help lists the options)")
    .configureOutput({ writeOut: (text) => print(text.replace(/\n$/, "")) });
}
