import { readFile, readdir } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { embed } from "./web/embed/bundle.js";
import { offline } from "./web/offline/bundle.js";
import { prerender } from "./web/prerender.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const web = join(here, "web");
const packedData = join(here, "build/data");
/**
 * Serves the packed data beside the page, as data/: byte for byte, for the page unpacks and checks it itself.
 * @returns {import("vite").Plugin}
 */
function data() {
  return {
    name: "pretext-data",
    configureServer(server) {
      server.middlewares.use("/data", async (request, response, next) => {
        const name = /^\/((?:[\w-]+\/)?[\w.-]+)$/.exec(request.url ?? "")?.[1];
        const bytes = name && (await readFile(join(packedData, name)).catch(() => undefined));
        if (bytes) response.end(bytes);
        else next();
      });
    },
    async generateBundle() {
      for (const entry of await readdir(packedData, { withFileTypes: true, recursive: true })) {
        // Sets beside the first one have a folder each; what is unpacked is for native programs.
        const folder = relative(packedData, entry.parentPath);
        if (!entry.isFile() || /\braw$/.test(folder) || entry.name.endsWith(".texts")) continue;
        const source = await readFile(join(entry.parentPath, entry.name));
        this.emitFile({ type: "asset", fileName: posix.join("data", folder, entry.name), source });
      }
    },
  };
}

/**
 * What is only there to be read does not travel with the page.
 * @type {import("vite").Plugin}
 */
const withoutProse = {
  name: "pretext-without-prose",
  enforce: "pre",
  transform(code, id) {
    if (!/\/presets\/(spec\.schema|grammar)\.json$/.test(id)) return undefined;
    const prose = (/** @type {string} */ key, /** @type {unknown} */ value) =>
      typeof value === "string" && (key === "description" || key === "what");
    return JSON.stringify(JSON.parse(code), (key, value) => (prose(key, value) ? undefined : value));
  },
};

/** What the core's loader imports in Node, on a line that no browser gets to. */
const external = ["module"];

export default defineConfig({
  root: web,
  base: "./", // any folder of any static host
  publicDir: false,
  plugins: [embed({ web, packedData }), prerender(), withoutProse, data(), offline(web)],
  worker: { format: "es", rollupOptions: { external } },
  server: { fs: { allow: [here] } },
  build: {
    outDir: join(here, "build/web"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { external, input: [join(web, "index.html"), join(web, "embed.html")] },
  },
});
