// Writes what the core says of itself: the grammar and, of its list of spec fields, the JSON Schema, both beside the presets;
// and the code that checks a spec against the schema. The check is compiled ahead of time because the page's content security policy forbids eval.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, isMain, mainWithoutOptions } from "./command.mjs";

const SCHEMA = join(ROOT, "web", "presets", "spec.schema.json");
const GRAMMAR = join(ROOT, "web", "presets", "grammar.json");
const CHECK = join(ROOT, "build", "check-spec.mjs");
const CHECK_TYPES = join(ROOT, "build", "check-spec.d.mts");

/** The grammar and the schema of specs, as the core prints them. */
export function printed() {
  const text = execFileSync(process.execPath, [join(ROOT, "build/wasm/grammar.js")], { encoding: "utf8" });
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Writes the files where they are not up to date. */
export async function writeSchema() {
  const { default: Ajv } = await import("ajv/dist/2020.js");
  const { default: standalone } = await import("ajv/dist/standalone/index.js");
  const [grammar, schema] = printed();
  const ajv = new Ajv.default({
    unicode: false,
    logger: false,
    discriminator: true,
    code: { source: true, esm: true },
  });
  writeIfChanged(GRAMMAR, `${JSON.stringify(grammar, null, 2)}\n`);
  writeIfChanged(SCHEMA, `${JSON.stringify(schema, null, 2)}\n`);
  mkdirSync(join(ROOT, "build"), { recursive: true });
  writeIfChanged(CHECK_TYPES, 'declare const check: import("ajv").ValidateFunction;\nexport default check;\n');
  writeIfChanged(CHECK, `${standalone.default(ajv, ajv.compile(schema))}\n`);
}

/**
 * @param {string} file
 * @param {string} text
 */
function writeIfChanged(file, text) {
  const old = (() => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return null;
    }
  })();
  if (old !== text) writeFileSync(file, text);
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/schema.mjs\n\nWrites the schema of specs, and the code that checks them.",
    writeSchema,
  );
