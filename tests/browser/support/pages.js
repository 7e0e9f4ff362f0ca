// Bundles the test pages as the page is bundled, into a folder that is not shipped.

import { join } from "node:path";
import { build } from "vite";
import { ROOT } from "../../../scripts/command.mjs";
import { serve } from "./server.js";

const SOURCE = join(ROOT, "tests/browser/support/pages");
const TARGET = join(ROOT, "build/test-pages");

/** Serves the test pages and the data beside them. */
export async function serveTestPages() {
  await build({
    configFile: false,
    root: SOURCE,
    base: "./",
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: TARGET, emptyOutDir: true, target: "es2022", rollupOptions: { input: join(SOURCE, "lab.html") } },
  });
  return serve({ "/": TARGET, "/data/": join(ROOT, "build/data") });
}
