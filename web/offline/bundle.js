import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the page itself needs: not the embed, whose frame is somebody else's page. */
const own = /^(index\.html|assets\/(?!embed-|pretext-texts).+|data\/(manifest\.json|[^/]+\.gzip))$/;
/** What is kept once it has been asked for: data sets beside the first one, and what trains on texts. */
const asked = /^(data\/[^/]+\/(manifest\.json|.+\.gzip)|assets\/pretext-texts.+)$/;

/** @param {string | Uint8Array} content */
const digestOf = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

/**
 * The service worker, which has to know every file of the build.
 *
 * @param {string} web
 * @returns {import("vite").Plugin}
 */
export function offline(web) {
  return {
    name: "pretext-offline",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        /** @type {Record<string, string>} */
        const files = {};
        /** @type {Record<string, string>} */
        const later = {};
        for (const [name, part] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          const list = own.test(name) ? files : asked.test(name) ? later : undefined;
          if (list) list[name] = digestOf(part.type === "chunk" ? part.code : part.source);
        }
        if (!files["index.html"]) throw new Error("the service worker needs index.html, which is not in the bundle");
        const source = await readFile(join(web, "offline/service-worker.js"), "utf8");
        this.emitFile({
          type: "asset",
          fileName: "service-worker.js",
          source: source
            .replace("files = {}", () => `files = ${JSON.stringify(files)}`)
            .replace("later = {}", () => `later = ${JSON.stringify(later)}`)
            .replace('build = ""', () => `build = "${digestOf(JSON.stringify([files, later]))}"`),
        });
      },
    },
  };
}
