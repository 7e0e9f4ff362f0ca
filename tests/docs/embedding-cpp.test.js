// docs/embedding-cpp.md, word for word, installed into a new folder.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { inTemporaryFolder } from "../js/support/programs.js";
import { ROOT } from "../../scripts/command.mjs";
import { shellIn, snippetsOf } from "./snippets.js";

test("a program outside the tree trains with the installed library as docs/embedding-cpp.md says", async () => {
  const snippets = await snippetsOf("embedding-cpp.md");
  for (const { file, text } of snippets.filter(({ file }) => file !== ""))
    assert.equal(await readFile(join(ROOT, "examples", "native", file), "utf8"), text, `the page shows ${file}`);

  await inTemporaryFolder(async (folder) => {
    const shell = shellIn(ROOT, { CLONE: ROOT, PREFIX: folder });
    const [install, train] = snippets.filter(({ language }) => language === "sh").map(({ text }) => text);
    await shell(install);
    const { pretext } = JSON.parse((await shell(train)).split("\n").filter(Boolean).at(-1) ?? "");
    assert.equal(pretext.epochs.length, 2);
    assert.ok(pretext.epochs[1].loss < pretext.epochs[0].loss);
    assert.ok((await stat(join(folder, "rotation.safetensors"))).size > 10_000);
  });
});
