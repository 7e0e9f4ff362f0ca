// docs/adding.md, step by step: its blocks are put into a copy of the sources, what they touch is compiled as the native
// build does it, and linked with the rest of that build.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/command.mjs";
import { inTemporaryFolder, run } from "../js/support/programs.js";
import { snippetsOf } from "./snippets.js";

const BUILD = join(ROOT, "build", "native");
/** Test files that run lists of all that there is, and what counts allocations for them. */
const LISTS = [
  "ops/list_test",
  "layers/layer_test",
  "layers/gradient_check_test",
  "planning/tasks_test",
  "allocations",
].map((name) => `tests/cpp/${name}.cpp`);
/** What every test program has, and the headers that all of its files begin with. */
const COMMON = ["main", "json"].map((name) => `CMakeFiles/pretext_tests.dir/tests/cpp/${name}.cpp.o`);
const HEADERS = "CMakeFiles/pretext_tests.dir/cmake_pch.hxx.pch";

/**
 * Puts a block in its place: a whole file, or lines of one with what is taken from them and added to them.
 * @param {import("./snippets.js").Snippet} snippet
 * @param {string} folder
 */
async function apply({ language, file, text }, folder) {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  if (language !== "diff") return writeFile(path, text, { flag: "wx" });
  const lines = text.split("\n");
  const without = (/** @type {string} */ sign) =>
    lines.flatMap((line) => (line.startsWith(sign) ? [] : [line.slice(1)])).join("\n");
  const parts = (await readFile(path, "utf8")).split(without("+"));
  assert.equal(parts.length, 2, `${file} has these lines once:\n${text}`);
  await writeFile(path, parts.join(without("-")));
}

/**
 * Files of the copy that a file includes, directly or not.
 * @param {string} file
 * @param {string} folder
 * @param {Set<string>} [found]
 */
async function includedBy(file, folder, found = new Set()) {
  const text = await readFile(join(folder, file), "utf8");
  for (const [, name] of text.matchAll(/^#include "([^"]+)"/gm)) {
    const path = name.startsWith("pretext/") ? `include/${name}` : `src/${name}`;
    if (found.has(path) || !(await readFile(join(folder, path)).catch(() => null))) continue;
    found.add(path);
    await includedBy(path, folder, found);
  }
  return found;
}

/**
 * What has to be compiled anew: sources that are new or changed, those that include a header from which something was
 * taken (one that only declares more changes nothing for others), and the lists.
 * @param {import("./snippets.js").Snippet[]} snippets
 * @param {string} folder
 */
async function sourcesToCompile(snippets, folder) {
  const changed = snippets.map(({ file }) => file);
  const headers = snippets
    .filter(({ file, text }) => file.endsWith(".hpp") && /^-/m.test(text))
    .map(({ file }) => file);
  const library = await readdir(join(folder, "src"), { recursive: true });
  const sources = library.map((name) => `src/${name}`).filter((file) => file.endsWith(".cpp"));
  const touched = [];
  for (const file of sources.filter((file) => !file.startsWith("src/wasm/"))) {
    const included = await includedBy(file, folder);
    if (headers.some((header) => included.has(header))) touched.push(file);
  }
  return [...new Set([...changed.filter((file) => file.endsWith(".cpp")), ...touched, ...LISTS])];
}

/**
 * Compiles a source of the copy by the command of the build, or of a neighbour if it has none of its own.
 * @param {string} file
 * @param {string} folder
 * @param {{file: string, command: string}[]} commands
 * @returns {Promise<string>} the object file
 */
async function compile(file, folder, commands) {
  const target = file.startsWith("src/") ? "pretext.dir" : "pretext_tests.dir";
  const known = commands.find((one) => one.file === join(ROOT, file));
  const model =
    known ??
    commands.find((one) => dirname(one.file) === join(ROOT, dirname(file))) ??
    commands.find(({ command }) => command.includes(`/${target}/`) && command.includes("-include-pch"));
  assert.ok(model, `the native build has a command for a file like ${file}`);
  const object = join(folder, `${file.replaceAll("/", "-")}.o`);
  const command = model.command
    .replace(/ -o \S+/, ` -o '${object}'`)
    .replace(/ -O3 /, " -O1 ") // sooner done, and the same bits
    .replaceAll(model.file, join(folder, file))
    .replaceAll(new RegExp(`-I${ROOT}(?=/(src|include|tests|apps)| )`, "g"), `-I${folder}`);
  const { code, stderr } = await run("sh", "-c", `cd '${BUILD}' && ${command}`);
  assert.equal(code, 0, `${file}\n${stderr}`);
  return object;
}

test("an op, a layer and a loss are added by what docs/adding.md says", async () => {
  await inTemporaryFolder(async (folder) => {
    for (const name of ["include", "src", "tests/cpp", "web/messages"])
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    const snippets = await snippetsOf("adding.md");
    for (const snippet of snippets) await apply(snippet, folder);

    const built = await run("cmake", "--build", BUILD, "--target", HEADERS, ...COMMON);
    assert.equal(built.code, 0, built.stdout);
    const commands = JSON.parse(await readFile(join(BUILD, "compile_commands.json"), "utf8"));
    const sources = await sourcesToCompile(snippets, folder);
    /** @type {string[]} */
    const objects = [];
    const work = async () => {
      for (let file = sources.pop(); file; file = sources.pop()) objects.push(await compile(file, folder, commands));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    const program = join(folder, "program");
    const linked = [...objects, ...COMMON.map((name) => join(BUILD, name)), join(BUILD, "libpretext.a")];
    const link = await run("clang++-19", "-fuse-ld=lld", "-o", program, ...linked);
    assert.equal(link.code, 0, link.stderr);

    const told = await run(program, "--no-colors");
    assert.equal(told.code, 0, told.stdout);
    assert.match(told.stdout, /\| 0 failed/);

    for (const language of ["en", "ko"]) {
      const { default: messages } = await import(join(folder, "web", "messages", `${language}.js`));
      assert.ok(messages["op.invert"], language);
    }
  });
});
