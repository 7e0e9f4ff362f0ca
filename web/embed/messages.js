// What passes between the lab in a frame and the page around it. docs/embedding.md describes it; a change that a page
// could notice raises the version.

export const VERSION = 1;

/**
 * @typedef {{type: "ready", mode: Mode} | {type: "size", height: number}
 *   | {type: "progress", stage: string, fraction: number, seconds_left: number | null}
 *   | {type: "result", result: import("../api/protocol.js").Result, answer: string}
 *   | {type: "error", code: string, message: string}} ToHost
 * @typedef {{type: "start" | "pause" | "reset"}} FromHost
 * @typedef {{workers: "module" | "blob", storage: "indexeddb" | "none"}} Mode
 */

const COMMANDS = ["start", "pause", "reset"];

/**
 * @param {ToHost} message
 */
export function tell(message) {
  // Anybody may embed the lab, and nothing that it says is a secret.
  if (window.parent !== window) window.parent.postMessage({ pretext: VERSION, ...message }, "*");
}

/**
 * The command in a message of the embedding page; nothing for whatever else comes in.
 * @param {MessageEvent} event
 * @returns {FromHost["type"] | undefined}
 */
export function commandIn({ source, data }) {
  if (source !== window.parent || window.parent === window) return undefined;
  if (data === null || typeof data !== "object" || Object.keys(data).sort().join() !== "pretext,type") return undefined;
  return data.pretext === VERSION && COMMANDS.includes(data.type) ? data.type : undefined;
}
