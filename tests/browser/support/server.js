// A static host that sends no header but the type, as the plainest ones do.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { ROOT } from "../../../scripts/command.mjs";
import { STATES } from "./states.js";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".gz": "application/gzip",
};

/**
 * @typedef {object} Server
 * @property {string} origin  such as http://localhost:1234
 * @property {string[]} requests  what was asked for, as path and query
 * @property {Map<string, Uint8Array | string>} replaced  content to send instead of a file's, by path
 * @property {() => Promise<void>} close
 */

/**
 * Serves folders on a free port.
 * @param {Record<string, string>} mounts  folder by the path that it is served at; the longest path wins
 * @param {(path: string) => Record<string, string>} [headers]
 * @returns {Promise<Server>}
 */
export async function serve(mounts, headers = () => ({})) {
  const paths = Object.keys(mounts).sort((a, b) => b.length - a.length);
  /** @type {string[]} */
  const requests = [];
  /** @type {Map<string, Uint8Array | string>} */
  const replaced = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    requests.push(request.url ?? "/");
    const mount = paths.find((path) => pathname.startsWith(path));
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = mount && join(mounts[mount], normalize(`/${name.slice(mount.length)}`));
    const content = replaced.get(pathname) ?? (file && (await readFile(file).catch(() => undefined)));
    if (content === undefined) return response.writeHead(404).end();
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(name))] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...headers(pathname) }).end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    requests,
    replaced,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Serves the page as it is shipped, by a host that sends no more headers than it must: scripts that other origins' pages
 * load as modules have to be allowed to them. Beside it, below /states/, what earlier visits may have left in a browser.
 */
export async function servePage() {
  const allowed = { "access-control-allow-origin": "*" };
  const server = await serve({ "/": join(ROOT, "build/web"), "/states/": STATES }, (path) =>
    /^\/pretext-[a-z]+\.js$/.test(path) ? allowed : {},
  );
  server.replaced.set("/states/", '<!doctype html><link rel="icon" href="data:," />');
  return server;
}
