// `npm start`: sets up what is missing, builds, and serves the page. With --dev, Vite's development server instead, which
// reloads the page when a file changes.

import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Failure, ROOT, main } from "./command.mjs";

const HELP = `Usage: npm start -- [--port NUMBER]      serve the built page
       npm run dev -- [--port NUMBER]   serve the sources, reloading on change

  --port NUMBER   the port to serve at (default 4173; the next free one if it is taken)
  --help          this text`;

await main(async () => {
  const { values } = parseArgs({
    options: {
      dev: { type: "boolean", default: false },
      port: { type: "string", default: "4173" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(HELP);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`--port ${values.port}: expected a whole number from 1 to 65535.`);
  }
  await build("data", "wasm", ...(values.dev ? [] : ["web"]));
  const vite = await import("vite");
  const config = { configFile: join(ROOT, "vite.config.js"), logLevel: /** @type {const} */ ("warn") };
  const server = values.dev
    ? await (await vite.createServer({ ...config, server: { port } })).listen()
    : await vite.preview({ ...config, preview: { port } });
  console.log(`Pretext is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
});
