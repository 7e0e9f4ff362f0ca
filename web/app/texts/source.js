// Whose texts the next start runs on: the page's own, or a file of the reader's.

import { loadTexts, readOwnTextFile } from "../../api/client.js";
import { PretextError } from "../../api/error.js";
import { presetFor, presets, withField } from "../../api/spec.js";
import { textOf } from "../../api/text/bpe.js";
import { TEST } from "../../api/text/bits.js";
import { roomOf } from "../../api/text/tasks.js";
import { PROMPT, SENTENCE, isOwn } from "./tasks.js";

/** @typedef {import("../store.js").Store} Store */
/** @typedef {import("../../api/text/texts.js").TextData} TextData */
/** @typedef {import("../../api/text/own-texts.js").Tokenizer} Tokenizer */

/**
 * @typedef {object} OwnTexts
 * @property {File | null} file  as it was chosen; null where it is known from an earlier visit only
 * @property {Tokenizer} tokenizer
 * @property {boolean} reading
 * @property {string | null} message  why the last file was not taken
 * @property {TextData | null} data
 */

/** @type {OwnTexts} */
const nothing = { file: null, tokenizer: "bpe", reading: false, message: null, data: null };

/** @param {Store} store */
export function createTextSource(store) {
  /** @type {Promise<TextData> | null} */
  let packed = null;
  /** Whoever chooses while a file is still being read. */
  let choice = 0;

  /** What stays as it is where texts change. @param {import("../../api/spec.js").Spec} preset */
  function propose(preset) {
    const { seed, task, pretext } = store.get().textSpec;
    store.set({ textSpec: withField({ ...preset, seed, task }, "pretext.steps", pretext.steps) });
  }

  return {
    /** @param {(fraction: number) => void} onProgress */
    async fetch(onProgress) {
      const { ownTexts, textSpec } = store.get();
      if (!isOwn(textSpec)) {
        packed ??= loadTexts({ onProgress }).catch((error) => {
          packed = null;
          throw error;
        });
        return packed;
      }
      if (ownTexts?.data) return ownTexts.data;
      throw new PretextError({ code: "bad_data", message: "data: no texts have been chosen." });
    },

    /** @param {File} file @param {Tokenizer} tokenizer */
    async choose(file, tokenizer) {
      const mine = ++choice;
      const before = store.get().ownTexts ?? nothing;
      store.set({ ownTexts: { ...before, tokenizer, reading: true, message: null } });
      try {
        const data = await readOwnTextFile(file, tokenizer);
        if (mine !== choice) return;
        store.set({ ownTexts: { ...nothing, file, tokenizer, data } });
        propose(presetFor(data));
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (mine === choice) store.set({ ownTexts: { ...before, message } });
      }
    },

    /** @param {"definitions" | "own"} set */
    take(set) {
      choice++;
      const { ownTexts } = store.get();
      propose(set === "own" && ownTexts?.data ? presetFor(ownTexts.data) : presets.definitions);
    },

    /** Texts that a run was begun with on an earlier visit. @param {TextData} data */
    takeOwn: (data) => store.set({ ownTexts: { ...nothing, data } }),
  };
}

/**
 * What a model is asked of texts until the reader asks something else: a beginning, and a sentence with a word in brackets; of the
 * reader's own the first test text that is long enough.
 * @param {TextData} data
 * @param {import("../../api/spec.js").Spec} spec
 */
export function questionsFor({ own, texts }, spec) {
  if (!own) return { prompt: PROMPT, sentence: SENTENCE };
  const rows = [...texts.rows(TEST, roomOf(spec) - 1)].map((row) => textOf(row, texts.vocabulary).trim());
  const text = rows.find((row) => [...row].length >= 12) ?? rows[0] ?? "";
  // Where no spaces part words, a character stands for one.
  const spaced = text.includes(" ");
  const words = spaced ? text.split(" ") : [...text];
  const join = spaced ? " " : "";
  const middle = Math.floor(words.length / 2);
  return {
    prompt: words.slice(0, Math.min(2, middle)).join(join) || text,
    sentence: [...words.slice(0, middle), `[${words[middle] ?? ""}]`, ...words.slice(middle + 1)].join(join),
  };
}
