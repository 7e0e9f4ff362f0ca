// What a task of texts asks, as the page knows it before anything is fetched.

import { setOf } from "../../api/spec.js";
import told from "../../recorded/next-sentence.json" with { type: "json" };
import board from "../../recorded/text-board.json" with { type: "json" };
import counted from "../../recorded/ladder.json" with { type: "json" };
import kept from "../../recorded/texts.json" with { type: "json" };

/** What models have said while they learned: see scripts/record-texts.mjs. */
export const recorded = kept;

/** @param {import("../../api/spec.js").Spec} spec */
export const recordedOf = ({ task }) =>
  typeof task === "string" && task in kept ? kept[/** @type {keyof typeof kept} */ (task)] : undefined;

/** What counting comes to beside the preset's model: see scripts/record-ladder.mjs. */
export const ladder = counted;

/**
 * What each task was worth, and its controls: see scripts/record.mjs.
 * @type {{labels: number[], rows: {task: string | null, mode: string, points: (import("../track.js").Estimated & {labels: number})[]}[]}}
 */
export const textBoard = /** @type {any} */ (board);

/** What tells second parts without reading: see scripts/record-next-sentence.mjs. */
export const shallow = told;

/** What samples go on with, until the reader says something else. */
export const PROMPT = "a small";

/** The word in brackets is hidden. */
export const SENTENCE = "a bird with a long [bill] that lives near water";

/** Samples are drawn alike, so that they differ by what the model has learned alone. */
export const SAMPLING = { most: 24, temperature: 0.7, top_k: 40, seed: 1 };

/** How many words a hidden one is taken for. */
export const GUESSES = 5;

/** How what was learned is weighed, controls first: without them the last two say nothing. */
export const MODES = /** @type {const} */ (["probe_random", "naive_bayes", "tf_idf", "lsa", "probe", "lp_ft"]);

/** Whether a spec is about texts of the reader's own. @param {import("../../api/spec.js").Spec} spec */
export const isOwn = (spec) => setOf(spec) === "own";

/** Steps of a run. @param {import("../../api/spec.js").Spec} spec */
export const totalSteps = ({ pretext: { steps = Infinity, epochs, batch }, data }) =>
  Math.min(steps, epochs * Math.ceil(data.unlabelled.count / batch));

/**
 * What goes on with the task that the address asks for: another one's run is out of sight.
 * @param {import("../store.js").Snapshot} now
 */
export const textsOf = ({ texts, textSpec }) => (texts?.spec.task === textSpec.task ? texts : null);

/** Whether what is on show, a run's or what the next start will read, is of the reader's own texts. @param {import("../store.js").Snapshot} now */
export const showsOwn = (now) => isOwn(textsOf(now)?.spec ?? now.textSpec);

/** Whether a model writes on: it tells the next token, rather than hidden ones. @param {import("../../api/spec.js").Spec} spec */
export const writes = ({ task }) => task === "next_token";
