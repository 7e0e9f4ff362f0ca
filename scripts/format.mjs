// `npm run format`: prettier, eslint and clang-format put all sources into the one form that `npm test` asks for.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, isMain, mainWithoutOptions, npmProgram, run } from "./command.mjs";
import { setup } from "./setup.mjs";

/** Whether everything is in form. Throws a `Failure` if not. */
export async function checkFormat() {
  await run(npmProgram("prettier"), ["--check", "--log-level=warn", "."]);
  await run("clang-format-19", ["--dry-run", "-Werror", ...cppFiles()]);
}

async function format() {
  await setup("native");
  await run(npmProgram("eslint"), ["--fix", "."]);
  await run(npmProgram("prettier"), ["--write", "--log-level=warn", "."]);
  await run("clang-format-19", ["-i", ...cppFiles()]);
}

function cppFiles() {
  const folders = ["apps", "bench", "examples", "include", "src", "tests"];
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(cpp|hpp)$/.test(name))
      .map((name) => join(folder, name)),
  );
}

if (isMain(import.meta.url)) await mainWithoutOptions("Usage: npm run format\n\nPuts all sources into form.", format);
