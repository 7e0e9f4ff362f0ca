// One build at a time: `npm start` and `npm test` side by side would write the same files.

import { accessSync, constants, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure, ROOT, say } from "./command.mjs";

const FOLDER = join(ROOT, ".toolchain");
const LOCK = join(FOLDER, "lock");

/**
 * Runs `body` while no other process of this project runs its own.
 * @template T
 * @param {() => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function withLock(body) {
  try {
    mkdirSync(FOLDER, { recursive: true });
    accessSync(FOLDER, constants.W_OK);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Failure(`Set-up and builds are kept in ${ROOT}, which must be yours to write to (${message}).`);
  }
  let waiting = false;
  while (!take()) {
    if (!waiting) say(`Waiting for another build of this project (process ${owner()})`);
    waiting = true;
    await sleep(200);
  }
  try {
    return await body();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Takes the lock unless a living process has it. A link is made with its content or not at all, unlike a file. */
function take() {
  const mine = `${LOCK}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, LOCK);
    return true;
  } catch {
    if (!isAlive(owner())) rmSync(LOCK, { force: true });
    return false;
  } finally {
    rmSync(mine);
  }
}

/** The process that has the lock; 0 when it has just been given back. */
function owner() {
  try {
    return Number(readFileSync(LOCK, "utf8"));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
