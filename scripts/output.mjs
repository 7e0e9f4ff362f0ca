// What the scripts write arrives whole, or they say that it did not.

import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { Failure } from "./command.mjs";

/**
 * Prints a line of results on stdout. A file gets all of it or a `Failure` is thrown; what happens to a pipe that is closed,
 * main() sees to.
 * @param {string} text
 */
export function print(text) {
  const line = `${text}\n`;
  if (process.stdout.isTTY || isPipe(1)) return void process.stdout.write(line);
  // Not console.log: it keeps quiet about a full disk, and a stream to a file writes once, however much of it arrives.
  attempt("the results", () => writeFileSync(1, line));
}

/** @param {number} handle */
function isPipe(handle) {
  const found = fstatSync(handle);
  return found.isFIFO() || found.isSocket();
}

/**
 * Replaces a file. It is written aside first, so that the file that is there is whole at any time, and in one go: a signal
 * waits until nothing is left aside.
 * @param {string} file
 * @param {string | Uint8Array} content
 */
export function replaceFile(file, content) {
  const aside = asideOf(file);
  attempt(file, () => {
    try {
      const handle = openSync(aside, "w");
      try {
        writeFileSync(handle, content);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(aside, file);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  });
}

/** @param {string} file */
const asideOf = (file) => `${file}.${process.pid}.part`;

/**
 * Finds out before a long run whether replaceFile() could write a file.
 * @param {string} file
 */
export function checkReplaceable(file) {
  attempt(file, () => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && !found.isFile()) throw new Error("it is there and is no file");
    closeSync(openSync(asideOf(file), "w"));
    rmSync(asideOf(file));
  });
}

/**
 * Opens a file to add lines to it.
 * @param {string} file
 * @returns {(text: string) => void} adds a text whole, or leaves the file as it was and throws a `Failure`
 */
export function appender(file) {
  const handle = attempt(file, () => openSync(file, "a"));
  return (text) => {
    attempt(file, () => {
      const { size } = fstatSync(handle);
      try {
        writeFileSync(handle, text);
      } catch (error) {
        ftruncateSync(handle, size);
        throw error;
      }
    });
  };
}

/**
 * @template T
 * @param {string} what
 * @param {() => T} write
 * @returns {T}
 */
function attempt(what, write) {
  try {
    return write();
  } catch (error) {
    throw new Failure(`${what} can't be written (${/** @type {Error} */ (error).message}).`);
  }
}
