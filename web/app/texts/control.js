// Training on texts: its lab, what the model writes while it learns, what it takes hidden words for, and what that bought.

import { createLab } from "../../api/client.js";
import { unpackCheckpoint } from "../../api/keep/checkpoint-file.js";
import { keepOwnTexts, ownTextsWith } from "../../api/keep/own-data.js";
import { bitsPerCharacter, TEST } from "../../api/text/bits.js";
import { SPECIAL, textOf } from "../../api/text/bpe.js";
import { createSpeaker } from "../../api/text/model.js";
import { roomOf } from "../../api/text/tasks.js";
import { withField } from "../../api/spec.js";
import { download } from "../files.js";
import { place, placeUntrained } from "../spaces.js";
import { createTimeLeft } from "../time-left.js";
import { extend, meansSince } from "../trace.js";
import { createTextSource, questionsFor } from "./source.js";
import { GUESSES, isOwn, MODES, PROMPT, SAMPLING, SENTENCE, totalSteps, writes } from "./tasks.js";

/** @typedef {import("../store.js").Store} Store */
/** @typedef {import("../../api/spec.js").Spec} Spec */
/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
/** @typedef {import("../../api/text/texts.js").TextData} TextData */

/**
 * @typedef {{step: number, text: string}} Sample  what the model wrote, and after how many steps
 * @typedef {{mode: string, labels: number, accuracy: number, n: number}} Bought
 *
 * @typedef {object} Atlas  of the first test texts
 * @property {string[]} texts
 * @property {Uint8Array} labels
 * @property {string[]} classes
 * @property {import("../spaces.js").Placed | null} untrained  as the model lays them before its first step
 * @property {import("../spaces.js").Placed | null} trained  and after its last
 *
 * @typedef {object} Attention  what heads look at in one definition
 * @property {string[]} tokens  start and end included
 * @property {number} blocks
 * @property {number} heads  of a block
 * @property {Float32Array} trained  blocks x heads x places x places, as the model is now
 * @property {Float32Array} untrained  and as it was before its first step
 *
 * @typedef {object} Written
 * @property {"loading" | "running" | "paused" | "done" | "failed"} phase
 * @property {Spec} spec  of the run
 * @property {{vocabulary: number, classes: number} | null} about  its texts, as soon as they are there
 * @property {number | null} received  share of the texts that has arrived
 * @property {import("../../api/protocol.js").Progress | null} progress
 * @property {number} step
 * @property {number | null} timeLeft  in seconds
 * @property {{x: number, y: number}[]} trace  loss in nats a token, by step
 * @property {Sample[]} samples
 * @property {string} prompt  that samples go on with
 * @property {string} sentence  whose word in brackets is hidden
 * @property {string | null} written  by the model, on the reader's wish
 * @property {import("../../api/text/model.js").Guesses} guesses
 * @property {import("../../api/protocol.js").Result | null} result
 * @property {number | null} bits  per character
 * @property {Atlas | null} atlas  once a model has placed them; null where texts have no classes
 * @property {Attention | null} attention
 * @property {Bought[]} bought
 * @property {boolean} weighing
 * @property {"prompt" | "prompt.long" | "sentence" | "sentence.long" | null} complaint  about what the reader has typed
 * @property {string | null} message  why the run has failed
 *
 * @typedef {{kind: "start"} | {kind: "goOn"} | {kind: "pause"} | {kind: "resume"} | {kind: "stop"}
 *   | {kind: "steps", steps: number} | {kind: "weigh", labels: number} | {kind: "attend", row: number}
 *   | {kind: "save", which: "weights" | "texts"} | {kind: "set", set: "definitions" | "own"} | {kind: "file", file: File, tokenizer: import("./source.js").Tokenizer}
 *   | {kind: "write", prompt: string, temperature: number, topK: number, seed: number} | {kind: "fill", sentence: string}} TextAction
 */

/** Test texts that are laid out. */
const LAID = 1600;
const [START, END] = [SPECIAL.indexOf("[start]"), SPECIAL.indexOf("[end]")];

/** Where samples are taken: after twice as many steps each time. */
const FIRST_SAMPLE = 25;

/** @param {Store} store @param {ReturnType<typeof import("../unfinished.js").createUnfinished>} unfinished */
export function createTexts(store, unfinished) {
  /** @type {Lab | null} */
  let lab = null;
  /** Of the run. @type {TextData | null} */
  let data = null;
  /** @type {ReturnType<typeof createSpeaker> | null} */
  let speaker = null;
  let attempt = 0;
  let nextSample = 0;
  let looking = false;
  const timeLeft = createTimeLeft();
  const source = createTextSource(store);
  /** Texts of the reader's own that are kept with the run. @type {{data: TextData, kept: Promise<boolean>} | null} */
  let keeping = null;

  const now = () => store.get().texts;
  /** @param {Partial<Written>} patch */
  function set(patch) {
    const before = now();
    if (before) store.set({ texts: { ...before, ...patch } });
  }

  /** @param {unknown} error */
  function fail(error) {
    set({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
  }

  /** What an end has interrupted is no failure. @param {number} mine */
  const unlessOver = (mine) => (/** @type {unknown} */ error) => void (mine === attempt && fail(error));

  function close() {
    attempt++;
    lab?.close();
    lab = speaker = null;
  }

  /** @param {Uint8Array<ArrayBuffer>} [file]  of a run to go on with */
  async function start(file) {
    const before = now();
    close();
    const mine = attempt;
    const left = file ? unpackCheckpoint(file) : null;
    if (left) store.set({ textSpec: left.spec });
    const spec = store.get().textSpec;
    [nextSample, looking] = [0, false];
    timeLeft.restart();
    store.set({ texts: { ...nothing, spec } });
    try {
      const own = left && isOwn(spec) ? await ownTextsWith(/** @type {any} */ (left.data)).catch(() => null) : null;
      if (own && mine === attempt) source.takeOwn(own);
      const found = await source.fetch((received) => mine === attempt && set({ received }));
      if (mine !== attempt) return;
      const { prompt, sentence } = (found === data && before) || questionsFor(found, spec);
      data = found;
      const { vocabulary, classes } = data.texts;
      set({ prompt, sentence, about: { vocabulary: vocabulary.tokens.length, classes: classes.length } });
      lab = createLab({
        workers: store.get().workers,
        onProgress: (progress) => mine === attempt && follow(progress),
        onResult: (result) => mine === attempt && finish(result),
        onCheckpoint: (kept) => mine === attempt && void keep(kept),
        onFailure: ({ message }) => mine === attempt && fail(new Error(message)),
      });
      speaker = createSpeaker(lab, data.texts.vocabulary);
      if (file) {
        await lab.restore(file, /** @type {any} */ (data));
        return set({ phase: "running" });
      }
      await lab.start(spec, /** @type {any} */ (data), { extent: "pretext", paused: true });
      if (mine !== attempt || now()?.phase === "failed") return;
      await look(0); // what a network writes that has learned nothing yet
      await lay("untrained");
      if (mine !== attempt) return;
      await lab.resume();
      set({ phase: "running" });
    } catch (error) {
      if (mine === attempt) fail(error);
    }
  }

  /** @param {Uint8Array<ArrayBuffer>} file */
  async function keep(file) {
    if (data?.own && keeping?.data !== data) keeping = { data, kept: keepOwnTexts(data) };
    // Without its texts nobody can go on with it.
    if (!data?.own || (await keeping?.kept)) await unfinished.keep(file);
  }

  /** @param {import("../../api/protocol.js").Progress} progress */
  function follow(progress) {
    const texts = now();
    if (!texts) return;
    if (progress.activity !== "train") return set({ progress });
    const step = Math.min(totalSteps(texts.spec), progress.epoch * progress.steps + progress.step);
    const means = meansSince(texts.progress, progress);
    const trace = means ? extend(texts.trace, { x: means.at, y: means.loss }) : texts.trace;
    set({ progress, step, trace, timeLeft: timeLeft.at(progress) });
    if (step >= nextSample) void look(step).catch(unlessOver(attempt));
  }

  /** What the model makes of the prompt or the sentence now. @param {number} step */
  async function look(step) {
    const mine = attempt;
    if (!lab || looking) return;
    looking = true;
    nextSample = step === 0 ? FIRST_SAMPLE : 2 * step;
    try {
      const texts = now();
      if (!texts) return;
      if (!writes(texts.spec)) {
        const guesses = await speaker?.guess(texts.sentence, GUESSES);
        return mine === attempt && guesses && set({ guesses });
      }
      const text = await speaker?.goOn(texts.prompt, SAMPLING);
      if (mine === attempt && text) set({ samples: [...(now()?.samples ?? []), { step, text }] });
    } finally {
      if (mine === attempt) looking = false;
    }
  }

  /** @param {import("../../api/protocol.js").Result} result */
  async function finish(result) {
    const texts = now();
    if (!texts || !data) return;
    void unfinished.drop();
    const bits = bitsPerCharacter(result, data) ?? null;
    set({ phase: "done", result, bits, step: totalSteps(texts.spec), timeLeft: null });
    looking = false;
    const mine = attempt;
    await look(totalSteps(texts.spec)).catch(unlessOver(mine));
    // A run that was gone on with began on another page.
    for (const when of /** @type {const} */ (["untrained", "trained"]))
      if (mine === attempt && !now()?.atlas?.[when]) await lay(when).catch(unlessOver(mine));
  }

  /** Where the model puts the first test texts, as it is or as it was at first. @param {"untrained" | "trained"} when */
  async function lay(when) {
    const mine = attempt;
    const texts = data?.texts;
    if (!lab || !texts || texts.classes.length === 0) return;
    const rows = Math.min(LAID, texts.splits[TEST]);
    const placed = await (when === "untrained" ? placeUntrained(lab, rows) : place(lab, "pretext", rows));
    if (mine !== attempt || !placed) return;
    const tokens = [...texts.rows(TEST, Infinity)].slice(0, rows);
    const { vocabulary, classes } = texts;
    const before = now()?.atlas ?? {
      texts: tokens.map((row) => textOf(row, vocabulary).trim()),
      labels: texts.labels(TEST).slice(0, rows),
      classes,
      untrained: null,
      trained: null,
    };
    set({ atlas: { ...before, [when]: placed } });
  }

  /** What heads look at in a test text. @param {number} row */
  async function attend(row) {
    const mine = attempt;
    const texts = now();
    if (!lab || !texts || !data) return;
    const { vocabulary } = data.texts;
    const found = [...data.texts.rows(TEST, roomOf(texts.spec))][row];
    if (!found) return;
    const text = Array.from(found);
    // Sent in one go, so that nobody else's question comes to see these weights.
    const [, untrained, , trained] = await Promise.all([
      lab.show("pretext", { epoch: 0 }),
      lab.attend(text),
      lab.show("pretext", null),
      lab.attend(text),
    ]);
    if (mine !== attempt) return;
    const tokens = [START, ...text, END].map((token) => vocabulary.tokens[token] ?? "");
    const { blocks = 1, heads = 1 } = texts.spec.transformer ?? {};
    set({ attention: { tokens: tokens.map((token) => token.trim()), blocks, heads, trained, untrained } });
  }

  /** What the encoder buys with so many labels, beside what can be had without it. @param {number} labels */
  async function weigh(labels) {
    const mine = attempt;
    if (now()?.phase !== "done" || now()?.weighing) return;
    set({ weighing: true });
    try {
      for (const mode of MODES) {
        const known = now()?.bought.some((cell) => cell.mode === mode && cell.labels === labels);
        if (known || !lab) continue;
        const { accuracy, n } = await lab.cell(0, { mode, labels });
        if (mine !== attempt) return;
        set({ bought: [...(now()?.bought ?? []), { mode, labels, accuracy: accuracy ?? 0, n }] });
      }
    } catch (error) {
      if (mine === attempt) fail(error);
    } finally {
      if (mine === attempt) set({ weighing: false });
    }
  }

  /** @param {Extract<TextAction, {kind: "write"}>} action */
  async function write({ prompt, temperature, topK, seed }) {
    const texts = now();
    if (!texts || !speaker) return;
    const [tokens, room] = [speaker.lengthOf(prompt), roomOf(texts.spec)];
    if (tokens === 0) return set({ complaint: "prompt" });
    if (tokens >= room) return set({ complaint: "prompt.long" });
    const written = await speaker.goOn(prompt, { most: room, temperature, top_k: topK, seed });
    set({ prompt, written, complaint: null });
  }

  /** @param {string} sentence */
  async function fill(sentence) {
    const texts = now();
    if (!texts || !speaker) return;
    const tokens = speaker.lengthAround(sentence);
    if (!tokens) return set({ complaint: "sentence" });
    if (tokens >= roomOf(texts.spec)) return set({ complaint: "sentence.long" });
    set({ sentence, complaint: null });
    set({ guesses: await speaker.guess(sentence, GUESSES) });
  }

  /** What a program elsewhere takes. @param {"weights" | "texts"} which */
  async function save(which) {
    const texts = now();
    if (!texts || !lab || !data) return;
    const { name, seed, task } = texts.spec;
    if (which === "texts") return download("definitions.texts", data.files.texts);
    const file = /** @type {Uint8Array<ArrayBuffer>} */ (await lab.weights("pretext"));
    download(`pretext-${name}-seed${seed}-${task}.safetensors`, file);
  }

  function pause() {
    set({ phase: "paused" });
    return lab?.pause().catch(fail);
  }

  // Whoever looks at another task finds this one as it was on coming back.
  store.subscribe(({ textSpec, texts }) => {
    if (texts?.phase === "running" && textSpec.task !== texts.spec.task) void pause();
  });

  return {
    /** @param {TextAction} action */
    async act(action) {
      switch (action.kind) {
        case "start":
          return start();
        case "goOn": {
          const file = await unfinished.take();
          return file && start(file);
        }
        case "pause":
          return pause();
        case "resume":
          set({ phase: "running" });
          return lab?.resume().catch(fail);
        case "stop":
          close();
          void unfinished.drop();
          return store.set({ texts: null });
        case "save":
          return save(action.which).catch(fail);
        case "set":
          return source.take(action.set);
        case "file":
          return source.choose(action.file, action.tokenizer);
        case "steps":
          return store.set({ textSpec: withField(store.get().textSpec, "pretext.steps", action.steps) });
        case "attend":
          return attend(action.row).catch(unlessOver(attempt));
        case "weigh":
          return weigh(action.labels);
        case "write":
          return write(action).catch(fail);
        case "fill":
          return fill(action.sentence).catch(fail);
      }
    },
  };
}

/** @type {Omit<Written, "spec">} */
const nothing = {
  phase: "loading",
  about: null,
  received: null,
  progress: null,
  step: 0,
  timeLeft: null,
  trace: [],
  samples: [],
  prompt: PROMPT,
  sentence: SENTENCE,
  written: null,
  guesses: [],
  result: null,
  bits: null,
  atlas: null,
  attention: null,
  bought: [],
  weighing: false,
  complaint: null,
  message: null,
};
