// What a link or a frame's address says beyond the experiment: `show`, `hide`, `lock`, `ask`, `theme`. Whoever writes a course page
// writes it, so it is checked and bounded like anything from outside.

/** What a frame may consist of, where its address lists that instead of what it leaves out: parts of a bench, or a screen. */
const OF_A_BENCH = ["bench", "verdict"];
const SCREENS = ["board", "compose"];
export const PARTS = ["title", "controls", "settings", "pretrain", "transfer", "compare", "digit", "story"];
const THEMES = ["light", "dark"];
const MOST_HASH = 4000;
const MOST_QUESTION = 300;

/**
 * @typedef {object} Setting
 * @property {string[]} hide  some of PARTS
 * @property {string[]} [show]  some of OF_A_BENCH or one of SCREENS; left out or empty: all
 * @property {string[]} lock  fields that the reader can't change: preset, seed or a path such as pretext.epochs
 * @property {string} ask  a question to answer before Start; empty for none
 * @property {"light" | "dark" | null} theme  null: as the embedding page
 */

/**
 * @param {string} hash  with or without the #
 * @returns {{ok: true, setting: Setting} | {ok: false, message: string, setting: Setting}}  when it does not hold, nothing
 *   of it, beside the sentence that says why
 */
export function readSetting(hash) {
  /** @type {Setting} */
  const nothing = { show: [], hide: [], lock: [], ask: "", theme: null };
  const refuse = (/** @type {string} */ message) => ({ ok: /** @type {const} */ (false), message, setting: nothing });
  if (hash.length > MOST_HASH) return refuse(`address: expected at most ${MOST_HASH} characters.`);
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const hide = listOf(params.get("hide"));
  const show = listOf(params.get("show"));
  const lock = listOf(params.get("lock"));
  const ask = params.get("ask") ?? "";
  const theme = params.get("theme");
  if (!isShowable(show)) return refuse("show: expected bench, verdict or both, or board, or compose.");
  if (!hide.every((part) => PARTS.includes(part))) return refuse(`hide: expected some of ${PARTS.join(", ")}.`);
  if (!lock.every((path) => /^[a-z_]+(\.[a-z_]+){0,2}$/.test(path))) return refuse("lock: expected names of fields.");
  if (ask.length > MOST_QUESTION) return refuse(`ask: expected at most ${MOST_QUESTION} characters.`);
  if (theme !== null && !THEMES.includes(theme)) return refuse(`theme: expected one of ${THEMES.join(", ")}.`);
  return { ok: true, setting: { show, hide, lock, ask, theme: /** @type {Setting["theme"]} */ (theme) } };
}

/** @param {string[]} show */
const isShowable = (show) =>
  show.every((part) => OF_A_BENCH.includes(part)) || (show.length === 1 && SCREENS.includes(show[0] ?? ""));

/** The screen that a frame's address lists instead of parts of one, if it does. @param {string} hash */
export const screenShown = (hash) => SCREENS.find((screen) => readSetting(hash).setting.show?.[0] === screen) ?? null;

/**
 * What an address, such as `#preset=fair&seed=1` or `#/inpainting&seed=1`, and a setting say together.
 * @param {string} hash
 * @param {Partial<Setting>} setting
 * @returns {{route: string, params: URLSearchParams}}  route: with its slash, or empty
 */
export function withSetting(hash, { show = [], hide = [], lock = [], ask = "", theme = null }) {
  const [, route = "", rest = ""] = /^#?(\/[^&?]*)?[&?]?(.*)$/.exec(hash) ?? [];
  const params = new URLSearchParams(rest);
  const said = { show: show.join(","), hide: hide.join(","), lock: lock.join(","), ask, theme: theme ?? "" };
  for (const [key, value] of Object.entries(said)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  return { route, params };
}

/** @param {string | null} text */
function listOf(text) {
  return (text ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, 40);
}
