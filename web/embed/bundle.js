// How the embed is bundled. It is the page itself, in embed.html: once as modules, and once as a single classic script
// for frames that may load nothing else. The files that other pages name in their sources keep their names.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { build } from "vite";

const CLASSIC = "embed-classic.js";
const START = "embed-start.js";
/** By the name that they are served under. */
const FIXED = {
  [START]: "embed/start.js",
  "pretext-embed.js": "embed/pretext-embed.js",
  "pretext-widget.js": "embed/pretext-widget.js",
};

/**
 * @param {{web: string, packedData: string}} folders
 * @returns {import("vite").Plugin[]}
 */
export function embed({ web, packedData }) {
  return [
    {
      name: "pretext-embed-page",
      transformIndexHtml: {
        order: "pre",
        async handler(page, { path }) {
          if (!path.endsWith("embed.html")) return page;
          const [, body] = /<body>([^]*)<\/body>/.exec(await readFile(join(web, "index.html"), "utf8")) ?? [];
          return allowOrigin(page.replace(/<body>[^]*<\/body>/, () => `<body>${body}</body>`));
        },
      },
      configureServer(server) {
        server.middlewares.use(async (request, response, next) => {
          const file = FIXED[/** @type {keyof typeof FIXED} */ ((request.url ?? "").slice(1))];
          if (!file) return next();
          response.setHeader("content-type", "text/javascript").end(await readFile(join(web, file)));
        });
      },
    },
    {
      name: "pretext-embed-files",
      apply: "build",
      transformIndexHtml: {
        order: "post",
        handler: (page, { path }) => (path.endsWith("embed.html") ? started(page) : page),
      },
      async generateBundle() {
        const emit = (/** @type {string} */ fileName, /** @type {string} */ source) =>
          this.emitFile({ type: "asset", fileName, source });
        for (const [name, file] of Object.entries(FIXED)) emit(name, await readFile(join(web, file), "utf8"));
        emit("_headers", allowOrigin(await readFile(join(web, "_headers"), "utf8")));
        emit(CLASSIC, await classic(web));
        emit("data/packed.js", await packedScript(packedData));
      },
    },
  ];
}

/**
 * In a sandboxed frame WebKit does not take 'self' in a policy for the address that the frame came from: there the embed
 * works when the build knows that address.
 * @param {string} policy  in a page or in a list of headers
 */
function allowOrigin(policy) {
  const origin = env.PRETEXT_ORIGIN ?? "";
  return /^https?:\/\/[\w.:-]+$/.test(origin) ? policy.replaceAll("'self'", `'self' ${origin}`) : policy;
}

/**
 * Leaves it to a script which bundle is loaded; and nothing by CORS, which a plain host does not speak.
 * @param {string} page
 */
function started(page) {
  const [, module] = /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/.exec(page) ?? [];
  if (!module) throw new Error("embed.html has no module script");
  return page
    .replace(/\s*<link rel="modulepreload"[^>]*>/g, "")
    .replace(/(<link rel="stylesheet") crossorigin/g, "$1")
    .replace(
      /<script type="module"[^>]*><\/script>/,
      () => `<script defer src="./${START}" data-module="${module}" data-classic="./${CLASSIC}"></script>`,
    );
}

/**
 * The embed as one classic script.
 * @param {string} web
 */
async function classic(web) {
  const made = await build({
    configFile: false,
    root: web,
    logLevel: "error",
    define: { "import.meta.url": "document.baseURI" },
    resolve: { alias: [{ find: /^\.\/lab\/host\.js$/, replacement: join(web, "api/lab/fallback-host.js") }] },
    worker: { format: "iife", plugins: () => [withoutMetaUrl()] },
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: () => true,
      rollupOptions: {
        input: join(web, "embed/embed.js"),
        output: { format: "iife", entryFileNames: CLASSIC },
      },
    },
  });
  const [{ output }] = /** @type {import("vite").Rollup.RollupOutput[]} */ (/** @type {unknown} */ ([made].flat()));
  const script = output.find(({ fileName }) => fileName === CLASSIC);
  if (script?.type !== "chunk") throw new Error(`${CLASSIC} was not made`);
  return script.code;
}

/**
 * Emscripten's script asks for its own address, which a classic worker does not know and nobody needs.
 * @returns {import("vite").Plugin}
 */
function withoutMetaUrl() {
  return {
    name: "pretext-no-meta-url",
    transform: (code) => (code.includes("import.meta.url") ? code.replaceAll("import.meta.url", '""') : null),
  };
}

/**
 * The data's files as one script, in base64.
 * @param {string} folder
 */
async function packedScript(folder) {
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const names = ["manifest.json", ...manifest.files.map((/** @type {{name: string}} */ file) => file.name)];
  const files = names.map(async (name) => [name, (await readFile(join(folder, name))).toString("base64")]);
  return `globalThis.pretextData = ${JSON.stringify(Object.fromEntries(await Promise.all(files)))};\n`;
}
