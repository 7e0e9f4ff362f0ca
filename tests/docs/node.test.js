// docs/node.md, word for word, in a new folder.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { ROOT } from "../../scripts/command.mjs";
import { inTemporaryFolder } from "../js/support/programs.js";
import { shellIn, snippetsOf, writeFiles } from "./snippets.js";

/** What a reader has who follows the page: a folder with a package.json, a bundler and a compiler of types. */
async function beginProject(/** @type {string} */ folder) {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
}

/** The project's own copies, rather than installed a second time. @param {string} folder */
async function lendTools(folder) {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@types"), { recursive: true });
  for (const name of ["vite", "typescript", "@types/node"])
    await symlink(join(ROOT, "node_modules", name), join(modules, name));
  for (const name of ["vite", "tsc"])
    await symlink(join(ROOT, "node_modules", ".bin", name), join(modules, ".bin", name));
}

test("the packed package does in an empty project what docs/node.md says", async (t) => {
  await inTemporaryFolder(async (folder) => {
    const snippets = await snippetsOf("node.md");
    const [install, ...steps] = snippets.filter(({ language }) => language === "sh").map(({ text }) => text);
    const shell = shellIn(folder, { CLONE: ROOT, PROJECT: folder });
    await beginProject(folder);
    await shell(install);
    await lendTools(folder);
    await writeFiles(snippets, folder);

    const [train, study, types, command, bundle, ...rest] = steps;
    assert.deepEqual(rest, []);
    const [accuracy, digest] = (await shell(train)).trim().split(" ");
    assert.ok(Number(accuracy) > 0.1 && Number(accuracy) <= 1, accuracy);
    assert.match(digest, /^[0-9a-f]{64}$/);

    const cells = (await shell(study)).trim().split("\n");
    assert.deepEqual(cells.map((line) => line.replace(/[\d.]+$/, "")).sort(), ["1 probe 100 ", "1 probe_random 100 "]);

    await shell(types);

    const help = await shell(command);
    for (const name of ["experiment", "sweep", "report", "golden", "serve"]) {
      assert.match(help, new RegExp(`^  ${name} `, "m"));
      assert.match(await shell(`node_modules/.bin/pretext ${name} --help`), new RegExp(`^Usage: pretext ${name} `));
    }
    assert.equal(
      JSON.parse(await readFile(join(folder, "result.json"), "utf8")).digest,
      digest,
      "API and command agree",
    );
    assert.match(await readFile(join(folder, "report", "report.md"), "utf8"), /2 seeds/);

    await shell(bundle);
    const built = await readdir(join(folder, "dist"), { recursive: true });
    assert.ok(built.some((name) => name.endsWith(".wasm")));
    assert.ok(built.includes(join("pretext-data", "manifest.json")));

    const golden = join(ROOT, "tests", "golden", "probe.safetensors");
    assert.match(await shell(`node_modules/.bin/pretext golden "${golden}"`), /^ok /);
    const refusal = await shell("node_modules/.bin/pretext experiment --preset none", 1);
    assert.match(refusal, /^error: --preset: expected one of/m);

    await t.test("and serves the page", () => serves(folder));
  });
});

/** @param {string} folder */
async function serves(folder) {
  const program = join(folder, "node_modules", ".bin", "pretext");
  const child = spawn(program, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const [address] = /http:\S+/.exec(line) ?? [];
    for (const name of ["", "embed.html", "pretext-embed.js", "pretext-widget.js", "data/manifest.json"]) {
      const { ok } = await fetch(`${address}${name}`);
      assert.ok(ok, name);
    }
    const other = await fetch(`${address}../package.json`);
    assert.equal(other.status, 404);
  } finally {
    child.kill();
  }
}
