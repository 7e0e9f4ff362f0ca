import { grammar, taskNamed } from "../api/grammar.js";
import { calledOf } from "./called.js";
import { namedTasks, presetNamed, presets, readSpec, withField } from "../api/spec.js";

/**
 * Which screen the address asks for: `#/board&lang=ko` is the board. What does not begin with a slash is the notebook's.
 *
 * @typedef {"gallery" | "ten" | "bench" | "board" | "compose" | "story" | "neighbours" | "notebook" | "texts"} Screen
 * @typedef {{screen: Screen, rest: string, message?: string}} Route  rest: what the address says beyond that; message: why
 *   there is no such screen
 */

/** @type {Screen[]} */
const NAMED = ["ten", "board", "compose", "story", "neighbours", "notebook"];

/** What is trained where an address says nothing of it, so that its numbers can be laid beside the recorded ones. */
export const boardPreset = "board";

/** What is trained on texts where an address says nothing of it. */
export const textPreset = "definitions";

/** The tasks of texts. */
export const textTasks = grammar.text_tasks.map(({ name }) => name);

/**
 * What is trained for a task where the address says nothing of it: texts for one of texts, and images with colours for one
 * that asks for some.
 * @param {import("../api/spec.js").Spec["task"]} task
 */
export function benchPreset(task) {
  if (typeof task !== "string") return boardPreset;
  if (textTasks.includes(task)) return textPreset;
  return taskNamed(task)?.colour ? "emoji" : boardPreset;
}

/** The word in the address for a task without a name. */
const OWN = "own";

/** @param {string} hash  with or without the # @returns {Route} */
export function readRoute(hash) {
  const text = hash.replace(/^#/, "");
  if (!text.startsWith("/")) return { screen: text === "" ? "gallery" : "notebook", rest: text };
  const [, name = "", rest = ""] = /^\/([^&?]*)[&?]?(.*)$/.exec(text) ?? [];
  const standard = (/** @type {Record<string, string>} */ values) => [rest, new URLSearchParams(values)].join("&");
  if (name === "") return { screen: "gallery", rest };
  if (name === "notebook") return { screen: "notebook", rest: standard({ preset: "notebook" }) };
  if (name === OWN || name === "compose")
    return { screen: name === OWN ? "bench" : "compose", rest: standard({ preset: boardPreset }) };
  const ofTexts = textTasks.includes(name);
  if (ofTexts || namedTasks.includes(name))
    return { screen: ofTexts ? "texts" : "bench", rest: standard({ preset: benchPreset(name), task: name }) };
  const known = NAMED.find((one) => one === name);
  return known ? { screen: known, rest } : { screen: "gallery", rest, message: `/${name.slice(0, 40)}` };
}

/** Whether a screen's address says what is to be trained. @param {Screen} screen */
export const saysSpec = (screen) => screen === "notebook" || screen === "bench" || screen === "compose";

/**
 * The address after the `#`, or its part after the route, is the state: the preset's name, whatever differs from it by path, and the digit on show.
 * `#preset=fair&seed=3&pretext.epochs=5`. It is read through the same schema as the presets. A task is a name, or a
 * description as JSON; a link that says nothing of it means the preset's.
 *
 * @typedef {import("../api/spec.js").Spec} Spec
 * @typedef {{spec: Spec, digit: number, act: number, language: string | null, called?: string}} Address  called: what the reader calls
 *   a task without a name
 */

export const defaultPreset = "fair";
const ownKeys = new Set([
  "preset",
  "digit",
  "act",
  "lang",
  "show",
  "hide",
  "lock",
  "ask",
  "theme",
  "scenes",
  "scene",
  "present",
  "called",
]);

/**
 * @param {unknown} value
 * @param {string} prefix
 * @param {Map<string, unknown>} leaves
 */
function flatten(value, prefix, leaves) {
  if (prefix === "task") leaves.set(prefix, typeof value === "string" ? value : JSON.stringify(value));
  else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) flatten(inner, prefix ? `${prefix}.${key}` : key, leaves);
  } else leaves.set(prefix, value);
  return leaves;
}

/** @param {string} text */
function parseLeaf(text) {
  if (text.startsWith("{")) return parsed(text);
  if (text === "true" || text === "false") return text === "true";
  return /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** @param {string} text  JSON, or else a text like any other */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} hash  with or without the #
 * @returns {{ok: true, address: Address} | {ok: false, message: string, task?: boolean, address: Address}}  when it does not
 *   hold, the default state beside the sentence that says why; task: if it is the task alone that does not, all else is
 *   as the address says
 */
export function readHash(hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const name = params.get("preset") ?? defaultPreset;
  const fallback = /** @type {Spec} */ (presets[defaultPreset]);
  const digit = Number(params.get("digit") ?? 0);
  const act = Number(params.get("act") ?? 0);
  const address = {
    spec: fallback,
    digit: Number.isInteger(digit) && digit >= 0 && digit < 10000 ? digit : 0,
    act: [1, 2, 3].includes(act) ? act : 0,
    language: params.get("lang") || null,
    called: params.get("called") ?? "",
  };
  const preset = presetNamed(name);
  if (!preset) return { ok: false, message: `preset: expected one of ${Object.keys(presets).join(", ")}`, address };
  let spec = preset;
  for (const [key, text] of params) {
    // A fragment such as #act-2 is a place on the page, not a setting.
    if (ownKeys.has(key) || (text === "" && !key.includes("."))) continue;
    spec = withField(spec, key, parseLeaf(text));
  }
  const read = readSpec(spec);
  if (!read.ok) {
    // A task that there is not leaves the rest of the address as it is.
    const { message } = read.error;
    const rest = readSpec({ ...spec, task: preset.task });
    if (rest.ok) return { ok: false, message, task: true, address: { ...address, spec: rest.spec } };
    return { ok: false, message, address };
  }
  return { ok: true, address: { ...address, spec: read.spec } };
}

/** The preset that a spec is told by; one with a name of its own differs from the default one by that, too. @param {Spec} spec */
export const presetOf = ({ name }) => (presetNamed(name) ? name : defaultPreset);

/**
 * What of a spec differs from its preset, by path; the seed aside.
 *
 * @param {Spec} spec
 * @returns {[string, unknown][]}
 */
export function changesOf(spec) {
  const before = flatten(presetNamed(presetOf(spec)), "", new Map());
  return [...flatten(spec, "", new Map())].filter(([path, value]) => path !== "seed" && before.get(path) !== value);
}

/** The address of the bench of a task. @param {Pick<Address, "spec"> & Partial<Address>} address */
export function writeBench({ spec, digit = 0, language = null }) {
  const { task } = spec;
  const name = typeof task === "string" ? task : OWN;
  const params = new URLSearchParams();
  const preset = presetOf(spec);
  if (preset !== benchPreset(task)) params.set("preset", preset);
  if (spec.seed !== presetNamed(preset)?.seed) params.set("seed", String(spec.seed));
  for (const [path, value] of changesOf(spec)) if (path !== "task" || name === OWN) params.set(path, String(value));
  if (name === OWN && calledOf(task)) params.set("called", calledOf(task));
  if (digit) params.set("digit", String(digit));
  if (language) params.set("lang", language);
  return `#/${name}${params.size > 0 ? `&${params}` : ""}`;
}

/** @param {Screen} screen @param {Address} address */
export function writeAddress(screen, address) {
  if (screen === "notebook") return writeHash(address);
  if (screen === "bench" || screen === "texts") return writeBench(address);
  if (screen === "compose" && typeof address.spec.task !== "string")
    return writeBench(address).replace(`#/${OWN}`, "#/compose");
  const params = new URLSearchParams();
  if (address.language) params.set("lang", address.language);
  return `#/${screen === "gallery" ? "" : screen}${params.size > 0 ? `&${params}` : ""}`;
}

/** @param {Address} address */
export function writeHash({ spec, digit, act, language }) {
  const params = new URLSearchParams({ preset: presetOf(spec), seed: String(spec.seed) });
  for (const [path, value] of changesOf(spec)) params.set(path, String(value));
  if (digit) params.set("digit", String(digit));
  if (act) params.set("act", String(act));
  if (language) params.set("lang", language);
  return `#${params}`;
}
