import { isFound, overlap } from "../api/study/localisation.js";
import { h, setAttribute, setText } from "../app/dom.js";
import { argmax } from "../app/images.js";
import { choiceName, decibels, kindOf, whiteOf } from "../app/task.js";
import { createFrame } from "./frame.js";
import { pair } from "./pair.js";
import { createPixels } from "./pixels.js";
import { undone } from "./undo.js";

/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {import("../app/i18n.js").Words} Words */
/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {[number, number, number]} Shape */

/**
 * @typedef {object} Picture  values, how they lie, and which of them are asked for
 * @property {ArrayLike<number>} values
 * @property {Shape} shape
 * @property {number} [views]
 * @property {ArrayLike<number>} [asked]
 * @property {ArrayLike<number>} [box]  left, top, right and bottom as shares of the sides
 *
 * @typedef {object} Triptych  what the network is shown, what it says, and what is true, all as pictures
 * @property {Picture} shown
 * @property {Picture | null} says  null: it can't be told in a picture
 * @property {Picture | null} truth
 * @property {boolean | null} right  null: nothing is right or wrong
 * @property {string} words  what the network says, in words
 * @property {string} [answer]  what is true, in words
 *
 * @typedef {object} Around
 * @property {Spec} spec
 * @property {Words} words
 * @property {"digits" | "clothes"} classes
 * @property {import("../api/data/data.js").Data | null} data  whose images they are; null: digits that were recorded
 * @property {(Answered | undefined)[]} examples  all that are answered together: views of a pair are found among these
 */

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofChoice(example, around) {
  const said = argmax(example.outputs);
  const nameOf = (/** @type {number} */ choice) => choiceName(around.words, around, around.spec.task, choice);
  return {
    shown: { values: example.shown, shape: example.input, views: example.views },
    says: undone(example, said, around),
    truth: undone(example, example.choice, around),
    right: said === example.choice,
    answer: nameOf(example.choice),
    words: `${nameOf(said)}, ${around.words.wholePercent?.format(example.outputs[said] ?? 0)}`,
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofImage(example, { words, spec }) {
  const { wanted, outputs, asked, target, shown, input, views } = example;
  let error = 0;
  for (let i = 0; i < wanted.length; i++)
    error += (asked.length > 0 ? Number(asked[i]) : 1 / wanted.length) * (Number(outputs[i]) - Number(wanted[i])) ** 2;
  const mask = asked.length > 0 ? asked : undefined;
  const drawn = mask ? wanted.map((value, i) => (Number(mask[i]) > 0 ? Number(outputs[i]) : value)) : outputs;
  return {
    shown: { values: shown, shape: input, views, asked: mask?.length === shown.length ? mask : undefined },
    says: { values: drawn, shape: target, asked: mask },
    truth: { values: wanted, shape: target },
    right: null,
    words: words.t("example.drawn", { decibels: words.decimal?.format(decibels(error, spec)) ?? "" }),
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofBox({ shown, input, views, wanted, outputs }, { words }) {
  const picture = { values: shown, shape: input, views };
  const shared = overlap(wanted, outputs);
  return {
    shown: picture,
    says: { ...picture, box: outputs },
    truth: { ...picture, box: wanted },
    right: isFound(shared),
    words: words.t("example.shared", { shared: words.loss?.format(shared) ?? "" }),
  };
}

/** @param {Answered} example @param {Around} around @returns {Triptych} */
function ofPair(example, { words, examples }) {
  const view = (/** @type {Answered | undefined} */ of, /** @type {number} */ number) => {
    if (!of) return null;
    const [rows, columns, channels] = of.input;
    const height = rows / of.views;
    const size = height * columns * channels;
    /** @type {Picture} */
    const picture = {
      values: of.shown.subarray(number * size, (number + 1) * size),
      shape: [height, columns, channels],
    };
    return picture;
  };
  const mine = examples.indexOf(example);
  const verdict = pair.judge(examples)[mine];
  const right = verdict?.right ?? false;
  const nearest = examples[verdict?.nearest ?? mine];
  return {
    shown: /** @type {Picture} */ (view(example, 0)),
    says: view(right ? example : nearest, 1),
    truth: view(example, 1),
    right,
    words: words.t(right ? "triptych.own" : "triptych.other"),
  };
}

/** @type {Record<import("../app/task.js").Kind, (example: Answered, around: Around) => Triptych>} */
const kinds = { choice: ofChoice, image: ofImage, pair: ofPair, box: ofBox };

/** @param {Answered} example @param {Around} around @returns {Triptych} */
export const triptychOf = (example, around) => kinds[kindOf(around.spec.task)](example, around);

/** Of more answers than these, the likeliest are shown. */
const MOST = 8;

/** How likely each answer is to the network, where that can't be told in a picture. */
function createBars() {
  const bars = Array.from({ length: MOST }, () => h("i"));
  const element = h("span", { class: "triptych-bars", "aria-hidden": "true" }, ...bars);
  return {
    element,
    /** @param {Answered} example */
    draw({ outputs, choice }) {
      const order = Array.from(outputs, (_, k) => k).sort((a, b) => Number(outputs[b]) - Number(outputs[a]));
      bars.forEach((bar, i) => {
        const answer = order[i];
        bar.hidden = answer === undefined;
        setAttribute(bar, "class", answer === choice ? "true" : null);
        bar.style.blockSize = `${(100 * Number(outputs[answer ?? 0] ?? 0)).toFixed(1)}%`;
      });
    },
  };
}

/** A picture, and a box in it where there is one. */
export function createPanel() {
  const pixels = createPixels();
  const frame = createFrame(["told"]);
  const element = h("span", { class: "triptych-panel" }, pixels.element, frame.element);
  return {
    element,
    /** @param {Picture | null} picture @param {{white: number, light: boolean}} look */
    draw(picture, look) {
      element.hidden = !picture;
      if (!picture) return;
      pixels.draw(picture.values, { ...picture, ...look }, picture.asked);
      frame.draw([picture.box ?? null]);
    },
  };
}

/** Three pictures in a row. */
export function createTriptych() {
  const [shown, says, truth] = [createPanel(), createPanel(), createPanel()];
  const bars = createBars();
  const answer = h("b", { class: "triptych-answer" });
  const [middle, last] = [
    h("span", { class: "triptych-says" }, says.element, bars.element),
    h("span", {}, truth.element, answer),
  ];
  const element = h("span", { class: "trio", "aria-hidden": "true" }, h("span", {}, shown.element), middle, last);
  return {
    element,
    /** @param {Answered} example @param {Around} around @returns {Triptych} what is to be said of it in words */
    draw(example, around) {
      const three = triptychOf(example, around);
      const look = { white: whiteOf(around.spec), light: around.data?.test.channels === 3 };
      shown.draw(three.shown, look);
      says.draw(three.says, look);
      truth.draw(three.truth, look);
      bars.element.hidden = Boolean(three.says);
      if (!three.says) bars.draw(example);
      answer.hidden = Boolean(three.truth);
      setText(answer, three.answer ?? "");
      setAttribute(element, "data-right", three.right === null ? null : String(three.right));
      return three;
    },
  };
}
