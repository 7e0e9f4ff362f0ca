// docs/versions.md and CHANGELOG.md speak of what is there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import load from "#core";
import { ROOT } from "../../scripts/command.mjs";
import { VERSION } from "../../web/embed/messages.js";

const textOf = (/** @type {string} */ name) => readFile(join(ROOT, name), "utf8");

test("one version stands in package, lock file, core and changelog", async () => {
  const { version } = JSON.parse(await textOf("package.json"));
  assert.equal(JSON.parse(await textOf("package-lock.json")).version, version);
  assert.equal((await load()).version(), `pretext ${version}`);
  assert.equal(/^## (\S+)/m.exec(await textOf("CHANGELOG.md"))?.[1], version, "the changelog begins with it");
});

test("the formats that docs/versions.md names are those that are written", async () => {
  const versions = await textOf("docs/versions.md");
  const [, checkpoint] = /format = ("pretext checkpoint \d+")/.exec(await textOf("src/run/checkpoint.cpp")) ?? [];
  assert.ok(versions.includes(checkpoint), checkpoint);
  assert.ok(versions.includes(`{pretext: ${VERSION}}`));
});
