import { described, refusalOf } from "../../app/descriptions.js";
import { LONGEST, call, calledOf } from "../../app/called.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { writeBench } from "../../app/hash.js";
import { labelName } from "../../app/classes.js";
import { isOfRecorded } from "../../app/recorded.js";
import { asksAlike, taskAbout } from "../../app/task.js";
import { textOf } from "../../api/task-text.js";
import { createTrouble } from "../../views/trouble/trouble.js";
import { createStage } from "../bench/stage.js";
import { warningOf } from "./shortcuts.js";
import { QUESTIONS, VERBS, obstacle, sentenceOf, standardOf, taskFrom } from "./sentence.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("./sentence.js").Step} Step */
/** @typedef {import("../../api/protocol.js").Shortcuts} Shortcuts */

const MOST_STEPS = 3;
/** How long the reader's hand must rest before an untrained network is made for the new task, in ms. */
const REST = 300;

/** @type {Step[]} */
const FIRST = [{ verb: "flip", by: 0 }];

/**
 * What is done to a digit, as a select and a slider.
 * @param {Ui} ui
 * @param {Step} step
 * @param {{change: (step: Step) => void, remove: (() => void) | null}} on
 * @param {number} i
 */
function createStep({ words }, { verb, by }, { change, remove }, i) {
  const { field, least = 0, most = 1, step = 1 } = VERBS[verb] ?? VERBS.turn ?? { op: "turn" };
  const select = h(
    "select",
    {
      id: `compose-verb-${i}`,
      "aria-label": words.t("compose.verb", { n: i + 1 }),
      change: () => change({ verb: select.value, by: standardOf(select.value) }),
    },
    ...Object.keys(VERBS).map((name) =>
      h("option", { value: name, selected: name === verb }, words.t(/** @type {Key} */ (`compose.${name}`))),
    ),
  );
  const says = h("output", { for: `compose-by-${i}` }, words.free?.format(by ?? 0) ?? "");
  const name = words.t(/** @type {Key} */ (field ? `compose.by.${verb}` : "compose.verb"), { n: i + 1 });
  // What is either so or not needs no slider.
  const yesOrNo = least === 0 && most === 1 && step === 1;
  const amount = yesOrNo
    ? h("input", {
        type: "checkbox",
        id: `compose-by-${i}`,
        checked: by === 1,
        change: () => change({ verb, by: Number(amount.checked) }),
      })
    : h("input", {
        type: "range",
        id: `compose-by-${i}`,
        "aria-label": name,
        min: least,
        max: most,
        step,
        value: by ?? 0,
        input() {
          setText(says, words.free?.format(Number(amount.value)) ?? "");
          change({ verb, by: Number(amount.value) });
        },
      });
  return h(
    "span",
    { class: "compose-step" },
    select,
    field &&
      h(
        "span",
        { class: "compose-by" },
        ...(yesOrNo ? [h("label", {}, amount, name)] : [h("span", {}, name), amount, says]),
      ),
    remove &&
      h("button", { type: "button", "aria-label": words.t("compose.remove", { n: i + 1 }), click: remove }, "×"),
  );
}

/** A task of one's own, as one sentence. @type {import("../../app/view.js").CreateView} */
export function createCompose(host, ui) {
  const { words, send } = ui;
  /** @type {{steps: Step[], question: import("./sentence.js").Question}} */
  let sentence = { steps: FIRST, question: "choice" };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let shape = "";
  const steps = h("span", { class: "compose-steps" });
  const add = h("button", {
    type: "button",
    "data-t": "compose.add",
    click: () => set({ ...sentence, steps: [...sentence.steps, { verb: "noise", by: standardOf("noise") }] }),
  });
  const question = h("select", {
    "data-t-label": "compose.question",
    change: () => set({ ...sentence, question: /** @type {import("./sentence.js").Question} */ (question.value) }),
  });
  const name = h("input", {
    type: "text",
    id: "compose-name",
    maxlength: LONGEST,
    autocomplete: "off",
    input() {
      const task = taskFrom(sentence.steps, sentence.question);
      call(task, name.value);
      send({ type: "edit", path: "task", value: task });
    },
  });
  const why = h("p", { class: "compose-why", "aria-live": "polite" });
  const about = h("p", { class: "board-about" });
  const warning = h("p", { class: "compose-warning", "aria-live": "polite" });
  const baseline = h("p", { class: "compose-baseline" });
  const train = h("a", { class: "button primary", "data-t": "compose.train", click: () => lead() });
  /** Where the button leads, once more at the press: a name may have been typed since the last frame. */
  let lead = () => {};
  const stage = createStage(ui);
  const stands = h("span", { "data-t": "compose.end.board" });
  const trouble = createTrouble(h("div", { "data-tells": true }), ui);
  host.append(
    h("h2", { class: "question", "data-t": "compose.title" }),
    trouble.element,
    h(
      "p",
      { class: "compose-sentence" },
      h("span", { "data-t": "compose.take" }),
      steps,
      add,
      h("span", { "data-t": "compose.ask" }),
      question,
    ),
    why,
    about,
    stage.element,
    warning,
    baseline,
    h("p", { class: "compose-name" }, h("label", { for: "compose-name", "data-t": "compose.name" }), name),
    h("p", { class: "compose-end" }, train, h("span", { "data-t": "compose.end" }), " ", stands),
  );

  /** @param {typeof sentence} next */
  function set(next) {
    const ask = obstacle(next.steps, next.question)
      ? (QUESTIONS.find((one) => !obstacle(next.steps, one)) ?? "source")
      : next.question;
    sentence = { steps: next.steps, question: ask };
    drawSentence();
    send({ type: "edit", path: "task", value: taskFrom(sentence.steps, ask) });
  }

  /** Written anew only where its words have changed, so that a slider that is dragged stays. */
  function drawSentence() {
    const now = JSON.stringify([words.language, sentence.question, sentence.steps.map(({ verb }) => verb)]);
    if (now === shape) return;
    const focus = document.activeElement?.id;
    shape = now;
    const many = sentence.steps.length > 1;
    steps.replaceChildren(
      ...sentence.steps.map((step, i) =>
        createStep(
          ui,
          step,
          {
            change: (to) => set({ ...sentence, steps: sentence.steps.map((one, k) => (k === i ? to : one)) }),
            remove: many ? () => set({ ...sentence, steps: sentence.steps.filter((_, k) => k !== i) }) : null,
          },
          i,
        ),
      ),
    );
    add.hidden = sentence.steps.length >= MOST_STEPS;
    question.replaceChildren(
      ...QUESTIONS.map((one) => {
        const no = obstacle(sentence.steps, one);
        const text = words.t(/** @type {Key} */ (`compose.ask.${one}`));
        const reason = no ? ` (${words.t(/** @type {Key} */ (no))})` : "";
        return h("option", { value: one, selected: one === sentence.question, disabled: Boolean(no) }, text + reason);
      }),
    );
    if (focus) document.getElementById(focus)?.focus();
  }

  /** @param {number} share */
  const percent = (share) => words.percent?.format(share) ?? "";

  /** What a network has to be better than. @param {Shortcuts} shortcuts */
  const baselineOf = ({ answers, known, asked, pixels }) =>
    words.t("compose.baseline", {
      known: words.integer?.format(known) ?? "",
      pixels: percent(pixels / asked),
      guess: percent(1 / answers),
    });

  /** @param {Shortcuts} shortcuts @param {Snapshot} now */
  function warn(shortcuts, now) {
    const warning = warningOf(shortcuts);
    if (!warning) return "";
    if (warning.kind === "edges")
      return words.t("compose.warn.edges", { share: percent(shortcuts.edges / shortcuts.asked) });
    const list = warning.classes.map((at) => {
      const { asked, right } = /** @type {Shortcuts["classes"][number]} */ (shortcuts.classes[at]);
      return `${labelName(words, now, at)} (${percent(right / asked)})`;
    });
    return words.t("compose.warn.classes", { list: words.list(list) });
  }

  /** An untrained network for the task, as soon as the reader's hand rests. @param {Snapshot} now */
  function prepare({ spec, runSpec, data }) {
    clearTimeout(waiting);
    if (!data || (runSpec && asksAlike(runSpec, spec))) return;
    waiting = setTimeout(() => send({ type: "prepare" }), REST);
  }

  /** @param {Snapshot} now */
  function draw(now) {
    const { spec, answers, runSpec, classes, data } = now;
    if (typeof spec.task === "string") return set({ steps: FIRST, question: "choice" });
    if (textOf(taskFrom(sentence.steps, sentence.question)) !== textOf(spec.task)) {
      const told = sentenceOf(spec.task);
      if (told.steps.length > 0) sentence = told;
    }
    drawSentence();
    if (document.activeElement !== name) name.value = calledOf(spec.task);
    const refusal = refusalOf(now, spec);
    setText(why, refusal ?? "");
    setText(about, taskAbout(words, spec.task, described(now, spec)?.choices));
    lead = () => setAttribute(train, "href", refusal ? null : writeBench({ spec }));
    lead();
    stands.hidden = !isOfRecorded(spec, data);
    trouble.draw(now);
    const ready = runSpec && asksAlike(runSpec, spec) && textOf(spec.task) === textOf(answers.bench?.task ?? "");
    const fresh = ready ? answers.bench?.examples : null;
    stage.element.classList.toggle("waiting", !fresh);
    if (fresh && runSpec) stage.draw(fresh, { spec: runSpec, words, classes, data });
    const told = ready && textOf(spec.task) === textOf(answers.shortcuts?.task ?? "") ? answers.shortcuts?.found : null;
    setText(baseline, told?.answers ? baselineOf(told) : "\u00a0");
    setText(warning, told ? warn(told, now) : "");
    if (!refusal) prepare(now);
  }
  return {
    element: host,
    needs: ["bench", "shortcuts"],
    on: (now) => [
      now.spec,
      now.runSpec,
      now.phase,
      now.data,
      now.described,
      now.answers.bench,
      now.answers.shortcuts,
      now.trouble,
      now.classes,
    ],
    draw,
  };
}
