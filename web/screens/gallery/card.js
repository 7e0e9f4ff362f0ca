import { h, setAttribute, setText } from "../../app/dom.js";
import { answersAt, recordedPoint, recordedSpec } from "../../app/recorded.js";
import { createTriptych } from "../../tasks/triptych.js";

/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/recorded.js").Recorded} Recorded */
/** @typedef {import("../../app/view.js").Ui} Ui */

/** How long each recorded epoch stays on a card that plays, in ms. */
const BEAT = 420;

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * How far a task is ahead of an untrained encoder: what that reaches, and what pretraining has added, or taken away.
 * @param {Ui} ui
 */
function createGain({ words }) {
  const base = h("i", { class: "gain-base" });
  const gain = h("i", { class: "gain-more" });
  const number = h("span", { class: "gain-number" });
  const track = h("span", { class: "gain-track", "aria-hidden": "true" }, base, gain);
  const element = h("span", { class: "gain" }, track, number);
  return {
    element,
    /** @param {string} task @param {number} labels */
    draw(task, labels) {
      const [mine, untrained] = [recordedPoint(task, labels), recordedPoint("probe_random", labels)];
      element.hidden = !mine || !untrained;
      if (!mine || !untrained) return;
      const [low, high] = [mine.mean, untrained.mean].sort((a, b) => a - b);
      base.style.inlineSize = `${100 * Number(low)}%`;
      gain.style.insetInlineStart = `${100 * Number(low)}%`;
      gain.style.inlineSize = `${100 * (Number(high) - Number(low))}%`;
      setAttribute(gain, "data-less", mine.mean < untrained.mean);
      const half = mine.half === null ? "" : (words.decimal?.format(100 * mine.half) ?? "");
      const mean = words.decimal?.format(100 * mine.mean) ?? "";
      setText(
        number,
        half ? words.t("gallery.percent.interval", { mean, half }) : words.t("gallery.percent", { mean }),
      );
    },
  };
}

/**
 * A task on the wall: what it shows, what a network said at a recorded epoch, and the truth.
 * @param {Recorded} recorded
 * @param {Ui} ui
 */
export function createCard(recorded, ui) {
  const { task, epochs } = recorded;
  const triptych = createTriptych();
  const says = h("span", { class: "card-says" });
  const gain = createGain(ui);
  const spec = recordedSpec(task);
  const link = h(
    "a",
    { class: "card", href: `#/${task}` },
    h("span", { class: "card-name", "data-t": `task.${task}` }),
    h("span", { class: "card-question", "data-t": `gallery.${task}` }),
    triptych.element,
    says,
    gain.element,
  );
  let wanted = epochs.length - 1;
  let classes = /** @type {"digits" | "clothes"} */ ("digits");
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;

  /** @param {number} i */
  function show(i) {
    const examples = answersAt(recorded, i);
    const [example] = examples;
    if (!example) return;
    const around = { spec, words: ui.words, classes, data: null, examples };
    const { words, right } = triptych.draw(example, around);
    setText(says, right === null ? words : ui.words.t(right ? "gallery.right" : "gallery.wrong", { said: words }));
    setAttribute(says, "data-right", right === null ? null : String(right));
  }

  function stop() {
    clearInterval(playing);
    playing = undefined;
    show(wanted);
  }

  function play() {
    if (calm() || playing) return;
    let i = 0;
    show(0);
    playing = setInterval(() => {
      i += 1;
      if (i < epochs.length) show(i);
      else stop();
    }, BEAT);
  }

  for (const event of ["pointerenter", "focus"]) link.addEventListener(event, play);
  for (const event of ["pointerleave", "blur"]) link.addEventListener(event, stop);
  return {
    element: h("li", {}, link),
    play,
    /** @param {{epoch: number, labels: number, classes: "digits" | "clothes"}} state  epoch: by its place among the recorded ones */
    draw(state) {
      wanted = Math.min(state.epoch, epochs.length - 1);
      classes = state.classes;
      if (!playing) show(wanted);
      gain.draw(task, state.labels);
    },
  };
}
