// `npm run dev`: sets up what is missing, builds, and serves the page's sources with Vite, which reloads it when a file
// changes.

import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { Failure, ROOT, main } from "./command.mjs";

const HELP = `Usage: npm run dev -- [--port NUMBER]

  --port NUMBER   the port to serve at (default 4173; the next free one if it is taken)
  --help          this text`;

await main(async () => {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "4173" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(HELP);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Failure(`--port ${values.port}: expected a whole number from 1 to 65535.`);
  }
  await build("data", "wasm");
  const { createServer } = await import("vite");
  const configFile = join(ROOT, "vite.config.js");
  const server = await (await createServer({ configFile, logLevel: "warn", server: { port } })).listen();
  console.log(`Pretext is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
});
