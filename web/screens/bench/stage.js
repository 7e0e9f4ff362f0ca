import { h, setAttribute, setText } from "../../app/dom.js";
import { createTriptych } from "../../tasks/triptych.js";

/** @typedef {import("../../tasks/triptych.js").Around} Around */
/** @typedef {import("../../api/protocol.js").Answered} Answered */
/** @typedef {import("../../app/view.js").Ui} Ui */

const COUNT = 8;

/** One example large, eight small ones to choose from. @param {Ui} ui */
export function createStage({ words }) {
  let chosen = 0;
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
  const element = h(
    "div",
    { class: "bench-stage" },
    h("div", { class: "stage-large" }, h("div", { class: "stage-heads" }, ...heads), large.element),
    h("p", { class: "stage-line", "aria-live": "off" }, says),
    h(
      "div",
      { class: "stage-smalls", role: "group", "data-t-label": "bench.examples" },
      ...small.map(({ button }) => button),
    ),
  );
  return {
    element,
    /** @param {(Answered | undefined)[]} examples @param {Omit<Around, "examples">} around */
    draw(examples, around) {
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
        const key = three.right === null ? "bench.said" : three.right ? "gallery.right" : "gallery.wrong";
        setText(says, words.t(key, { said: three.words }));
        setAttribute(says, "data-right", three.right === null ? null : String(three.right));
      };
      again();
    },
  };
}
