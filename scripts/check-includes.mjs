// Dependencies go one way: fails when a file includes or imports something that the table below does not let it know.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { Failure, ROOT, isMain, mainWithoutOptions, say } from "./command.mjs";

/**
 * The parts of the program from the bottom up: the files and folders of each, and the parts that it may know. A part
 * may know earlier ones only, so that there are no circles.
 * @type {{name: string, paths: string[], knows: string[]}[]}
 */
const PARTS = [
  { name: "base", paths: headers("conv_spec", "error", "rng", "tensor", "texts"), knows: [] },
  { name: "kernels", paths: ["src/kernels/"], knows: ["base"] },
  {
    name: "core",
    paths: ["src/core/", ...headers("layer", "network", "optimizer", "params", "schedule", "sequence", "work")],
    knows: ["base", "kernels"],
  },
  { name: "layers", paths: ["src/layers/", ...headers("layers", "text_layers")], knows: ["base", "kernels", "core"] },
  {
    name: "data",
    paths: ["src/data/", ...headers("archive", "dataset", "safetensors", "text_set")],
    knows: ["base", "kernels", "core"],
  },
  { name: "ops", paths: ["src/ops/", ...headers("grammar", "op")], knows: ["base", "kernels", "data"] },
  {
    name: "objective",
    paths: headers("consistency", "loss", "objective", "source", "task"),
    knows: ["base", "core", "data", "ops"],
  },
  // The trainer knows what an objective is, but no layer and none of the objectives.
  {
    name: "train",
    paths: ["src/train/", ...headers("fit", "rows")],
    knows: ["base", "kernels", "core", "data", "objective"],
  },
  {
    name: "graph",
    paths: ["src/graph/", ...headers("groups", "health", "neighbours", "propagation", "shortcuts")],
    knows: ["base", "kernels", "core", "data", "objective", "train"],
  },
  {
    name: "clusters",
    paths: ["src/clusters/", ...headers("clusters", "components")],
    knows: ["base", "kernels", "core", "data", "objective"],
  },
  { name: "sources", paths: ["src/sources/"], knows: ["base", "core", "data", "ops", "objective"] },
  { name: "losses", paths: ["src/losses/"], knows: ["base", "kernels", "objective"] },
  { name: "objectives", paths: ["src/objectives/"], knows: ["base", "kernels", "core", "data", "objective"] },
  {
    name: "spec",
    paths: ["src/spec/", ...headers("spec")],
    knows: ["base", "core", "ops", "objective"],
  },
  {
    name: "text",
    paths: ["src/text/", ...headers("generate", "tokens")],
    knows: ["base", "kernels", "core", "layers", "data", "objective", "train", "spec"],
  },
  {
    name: "planning",
    paths: ["src/planning/"],
    knows: ["base", "core", "layers", "data", "ops", "objective", "train", "graph", "sources", "spec", "text"],
  },
  {
    name: "run",
    paths: ["src/run/", ...headers("inspect", "localise", "session")],
    knows: ["base", "kernels", "core", "data", "objective", "train", "graph", "spec", "text", "planning"],
  },
  {
    name: "study",
    paths: ["src/study/", ...headers("study", "text_study")],
    knows: [
      "base",
      "kernels",
      "core",
      "layers",
      "data",
      "ops",
      "objective",
      "train",
      "graph",
      "clusters",
      "spec",
      "text",
      "planning",
      "run",
    ],
  },
  {
    name: "apps",
    paths: ["apps/"],
    knows: ["base", "core", "layers", "data", "objective", "train", "spec", "text", "planning", "run", "study"],
  },
  {
    name: "wasm",
    paths: ["src/wasm/"],
    knows: ["base", "core", "data", "objective", "train", "spec", "text", "planning", "run", "study"],
  },

  { name: "messages", paths: ["web/messages/"], knows: [] },
  { name: "api", paths: ["web/api/", "web/presets/"], knows: [] },
  { name: "package", paths: ["web/package/"], knows: ["api"] },
  { name: "recorded", paths: ["web/recorded/"], knows: [] },
  { name: "app", paths: ["web/app/"], knows: ["messages", "api", "recorded"] },
  { name: "views", paths: ["web/views/"], knows: ["messages", "api", "app"] },
  { name: "tasks", paths: ["web/tasks/"], knows: ["messages", "api", "app", "views"] },
  { name: "screens", paths: ["web/screens/"], knows: ["messages", "api", "app", "views", "tasks", "recorded"] },
  {
    name: "page",
    paths: ["web/main.js", "web/prerender.js", "web/formulas.js"],
    knows: ["messages", "api", "app", "views", "tasks", "screens"],
  },
  { name: "embed", paths: ["web/embed/"], knows: ["api", "app", "page"] },
  { name: "offline", paths: ["web/offline/"], knows: [] },
];

/** @param {...string} names public headers */
function headers(...names) {
  return names.map((name) => `include/pretext/${name}.hpp`);
}

/** @param {string} path */
function partOf(path) {
  return PARTS.find((part) => part.paths.some((own) => (own.endsWith("/") ? path.startsWith(own) : path === own)));
}

/**
 * The project's files that a file names: quoted includes in C++, relative imports (also of types) in JavaScript.
 * @param {string} path
 */
function namedBy(path) {
  const text = readFileSync(join(ROOT, path), "utf8");
  if (path.endsWith(".js")) {
    const imports = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)["'](\.{1,2}\/[^"'?]+)/g);
    return [...imports].map((match) => normalize(join(dirname(path), match[1])));
  }
  return [...text.matchAll(/^#include "([^"]+)"/gm)].map(([, name]) =>
    existsSync(join(ROOT, "include", name)) ? `include/${name}` : `src/${name}`,
  );
}

/** Throws a `Failure` if a file knows what it may not, or has no place in the table. */
export function checkIncludes() {
  checkTable();
  const wrong = sources().flatMap((path) => {
    const part = partOf(path);
    if (!part) return [`${path} belongs to no part: add it to the table in scripts/check-includes.mjs`];
    return namedBy(path)
      .map((named) => ({ named, other: partOf(named) }))
      .filter(({ other }) => other && other !== part && !part.knows.includes(other.name))
      .map(({ named, other }) => `${path} (${part.name}) may not know ${named} (${other?.name})`);
  });
  wrong.forEach(say);
  if (wrong.length > 0) throw new Failure(`${wrong.length} files or includes go against the one-way order.`);
}

/** The table's own rule. */
function checkTable() {
  PARTS.forEach(({ name, knows }, index) => {
    const later = knows.find((known) => !PARTS.slice(0, index).some((part) => part.name === known));
    if (later) throw new Failure(`In the table, ${name} knows ${later}, which is not below it.`);
  });
}

/** All files that the table is about. */
function sources() {
  const files = ["apps", "include", "src", "web"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return files.filter((path) => /\.(cpp|hpp|js)$/.test(path)).sort();
}

if (isMain(import.meta.url))
  await mainWithoutOptions(
    "Usage: node scripts/check-includes.mjs\n\nFails on an include or import against the order.",
    checkIncludes,
  );
