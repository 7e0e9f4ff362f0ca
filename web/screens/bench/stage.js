import { h, setAttribute, setText } from "../../app/dom.js";
import { textOf } from "../../api/task-text.js";
import { createTriptych } from "../../tasks/triptych.js";

/** @typedef {import("../../tasks/triptych.js").Around} Around */
/** @typedef {import("../../api/protocol.js").Answered} Answered */
/** @typedef {import("../../app/view.js").Ui} Ui */

const COUNT = 8;

/** One example large, eight small ones to choose from. @param {Ui} ui */
export function createStage(ui) {
  const { words } = ui;
  let chosen = 0;
  /** The task of which examples have been shown. */
  let begun = "";
  /** @type {(() => void) | null} */
  let again = null;
  const large = createTriptych();
  const says = h("b", { class: "stage-says" });
  const heads = /** @type {const} */ (["triptych.shown", "triptych.says", "triptych.truth"]).map((key) =>
    h("span", { "data-t": key }),
  );
  const small = Array.from({ length: COUNT }, (_, i) => {
    const triptych = createTriptych();
    const button = h(
      "button",
      {
        type: "button",
        class: "stage-small",
        click() {
          chosen = i;
          again?.();
        },
      },
      triptych.element,
    );
    return { triptych, button };
  });
  /** What the reader would be asked. @type {{examples: (Answered | undefined)[], around: Omit<Around, "examples">} | null} */
  let asked = null;
  const self = h("button", {
    type: "button",
    class: "stage-self",
    "data-t": "puzzle.start",
    hidden: true,
    click: () => void ask(),
  });
  const place = h("div", { class: "stage-puzzle", hidden: true });
  const element = h(
    "div",
    { class: "bench-stage" },
    place,
    h("div", { class: "stage-large" }, h("div", { class: "stage-heads" }, ...heads), large.element),
    h("p", { class: "stage-line", "aria-live": "off" }, says, self),
    h(
      "div",
      { class: "stage-smalls", role: "group", "data-t-label": "bench.examples" },
      ...small.map(({ button }) => button),
    ),
  );
  /** @param {boolean} puzzling */
  function show(puzzling) {
    place.hidden = !puzzling;
    setAttribute(element, "data-puzzling", puzzling);
  }

  /** The reader answers in the network's place, until it has been enough. */
  async function ask() {
    const { createPuzzle } = await import("./puzzle.js");
    const puzzle = createPuzzle(ui, () => {
      show(false);
      self.focus({ preventScroll: true });
    });
    place.replaceChildren(puzzle.element);
    show(true);
    if (!asked || !puzzle.begin(asked.examples, asked.around)) show(false);
  }

  return {
    element,
    /** @param {(Answered | undefined)[]} examples @param {Omit<Around, "examples">} around */
    draw(examples, around) {
      const task = textOf(around.spec.task);
      // Another task has other questions, and begins with an image to which something was done.
      if (task !== begun) show(false);
      if (task !== begun && examples.length > 0) {
        begun = task;
        chosen = Math.max(
          0,
          examples.findIndex((example) => example && example.choice !== 0),
        );
      }
      asked = { examples, around };
      again = () => {
        small.forEach(({ triptych, button }, i) => {
          const example = examples[i];
          button.hidden = !example;
          if (!example) return;
          const three = triptych.draw(example, { ...around, examples });
          setAttribute(button, "aria-pressed", String(i === chosen));
          button.setAttribute("aria-label", words.t("bench.example", { n: i + 1, said: three.words }));
        });
        const example = examples[chosen] ?? examples[0];
        if (!example) return;
        const three = large.draw(example, { ...around, examples });
        self.hidden = !three.truth;
        const key = three.right === null ? "bench.said" : three.right ? "gallery.right" : "gallery.wrong";
        setText(says, words.t(key, { said: three.words }));
        setAttribute(says, "data-right", three.right === null ? null : String(three.right));
      };
      again();
    },
  };
}
