// A lecture's way through the page: `&scenes=rotation:start,inpainting:end,board@100&present`. Each scene is a screen, at the
// start or the end of training where it shows some, and at a number of labels.

import { namedTasks } from "../api/spec.js";
import { readHash, readRoute, saysSpec } from "./hash.js";
import { withTask } from "./task.js";

/** @typedef {import("./store.js").Snapshot} Snapshot */

/**
 * @typedef {object} Scene
 * @property {string} text  as in the address
 * @property {string} name  of the screen or of the task on its bench
 * @property {"start" | "end" | null} moment
 * @property {number | null} labels
 *
 * @typedef {object} Talk
 * @property {Scene[]} scenes
 * @property {number} at  the scene that was gone to last
 * @property {Scene | null} scene  that one, anew each time it is gone to: views take it up when it changes
 * @property {boolean} present  in large type, with the arrow keys
 * @property {string[]} unknown  scenes that there are not
 * @property {Snapshot["spec"]} spec  what is set up, whatever the notebook sets up for itself
 * @property {string} address  what the address says of it, after all else
 */

const MOST_SCENES = 50;

/** @param {string} text @returns {Scene | null} */
function readScene(text) {
  const [, name, moment = null, labels] = /^([a-z_]+)(?::(start|end))?(?:@(\d{1,6}))?$/.exec(text) ?? [];
  if (name === undefined || (name !== "gallery" && readRoute(`/${name}`).message)) return null;
  return { text, name, moment: /** @type {Scene["moment"]} */ (moment), labels: labels ? Number(labels) : null };
}

/**
 * @param {string} rest  an address's part after the route
 * @param {Snapshot["spec"]} spec
 * @returns {Talk | null} null where the address names no scenes
 */
export function readTalk(rest, spec) {
  const params = new URLSearchParams(rest);
  const texts = (params.get("scenes") ?? "").split(",").filter(Boolean).slice(0, MOST_SCENES);
  if (texts.length === 0) return null;
  const read = texts.map((text) => readScene(text.trim()));
  const scenes = read.filter((scene) => scene !== null);
  const unknown = texts.filter((_, i) => read[i] === null).map((text) => text.slice(0, 40));
  const at = Math.min(Math.max(1, Math.trunc(Number(params.get("scene")) || 1)), Math.max(1, scenes.length)) - 1;
  return { scenes, at, scene: null, present: params.has("present"), unknown, spec, address: "" };
}

/** @param {Talk} talk @param {number} at */
function addressAt({ scenes, present }, at) {
  const where = at > 0 ? `&scene=${at + 1}` : "";
  return `&scenes=${scenes.map(({ text }) => text).join(",")}${where}${present ? "&present" : ""}`;
}

/**
 * What of the state changes when a scene is gone to: as if a link to its screen had been followed.
 * @param {Snapshot} now
 * @param {Talk} talk
 * @param {number} at
 * @returns {Partial<Snapshot>}
 */
export function atScene(now, talk, at) {
  const scene = talk.scenes[at];
  if (!scene) return { talk };
  const { screen, rest } = readRoute(scene.name === "gallery" ? "/" : `/${scene.name}`);
  const spec = now.screen === "notebook" ? talk.spec : now.spec;
  const epoch = now.phase === "done" && scene.moment === "start" ? 0 : null;
  const gone = {
    screen,
    epoch,
    trouble: null,
    talk: { ...talk, at, spec, scene: { ...scene }, address: addressAt(talk, at) },
  };
  if (screen === "texts") return { ...gone, spec, textSpec: readHash(rest).address.spec };
  if (screen === "notebook") return { ...gone, spec: readHash(rest).address.spec };
  const named = saysSpec(screen) && namedTasks.includes(scene.name);
  return { ...gone, spec: named ? withTask(spec, scene.name, now.data) : spec };
}
