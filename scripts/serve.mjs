// Serves the built page.

import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import sirv from "sirv";
import { ROOT, main } from "./command.mjs";
import { print } from "./output.mjs";
import { program } from "./program.mjs";

const LAST_PORT = 65535;

const command = program("serve")
  .description("Serves the page at a printed http://localhost address, to this machine alone.")
  .option("--port <number>", "the port to serve at; the next free one if it is taken", portIn, 4173);

/** @param {string} text */
function portIn(text) {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > LAST_PORT)
    throw new InvalidArgumentError(`expected a whole number from 1 to ${LAST_PORT}, found '${text}'.`);
  return port;
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @returns {Promise<number>} the port that was free
 */
async function listen(server, port) {
  try {
    server.listen(port, "localhost");
    await once(server, "listening");
    return port;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EADDRINUSE" || port === LAST_PORT) throw error;
    return listen(server, port + 1);
  }
}

await main(async () => {
  const { port } = command.parse().opts();
  // Files are looked for anew each time: a build may have replaced them.
  const server = createServer(sirv(join(ROOT, "build", "web"), { dev: true, etag: true }));
  print(`Pretext is at http://localhost:${await listen(server, port)}/ (Ctrl+C stops it)`);
});
