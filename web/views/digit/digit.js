import { h, setText } from "../../app/dom.js";
import { classNames, labelName } from "../../app/classes.js";
import { createBars, digitTable } from "../bars/bars.js";
import { createFigure } from "../figure/figure.js";
import { arms } from "../legend.js";
import { withGuest } from "../load/load.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/protocol.js").Arm} Arm */

/** A test digit with the class probabilities of each model. @type {import("../../app/view.js").CreateView} */
export function createDigit(host, ui) {
  const { words } = ui;
  const picture = createPicture("digit-picture");
  const which = h("span", { class: "digit-which" });
  const label = h("span", { class: "digit-label" });
  const columns = arms.map((arm) => createBars(arm, words));
  let current = 0;
  let rows = 1;
  /** @param {number} by */
  const move = (by) => ui.send({ type: "digit", index: (current + by + rows) % rows });
  const stepper = h(
    "div",
    { class: "stepper" },
    h("button", { type: "button", "data-t-label": "digit.previous", click: () => move(-1) }, "←"),
    h("button", { type: "button", "data-t-label": "digit.next", click: () => move(1) }, "→"),
  );
  const body = h(
    "div",
    { class: "digit" },
    h("div", { class: "digit-side" }, picture.element, h("p", {}, which, label), stepper),
    ...columns.map((column) => column.element),
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw(now) {
    const { data, digit, answers } = now;
    current = digit;
    rows = data?.test.rows ?? 10000;
    const truth = data?.test.labels[digit];
    picture.draw(data?.test.images.at(digit) ?? null);
    setText(which, words.t("digit.which", { index: words.integer?.format(digit) ?? "" }));
    setText(label, truth === undefined ? " " : words.t("digit.label", { label: labelName(words, now, truth) }));
    const fresh = answers.digit?.digit === digit ? answers.digit.arms : null;
    const names = classNames(words, now);
    columns.forEach((column, i) => column.draw(fresh?.[/** @type {Arm} */ (arms[i])], truth, names));
    figure.draw(
      words.t("digit.caption"),
      withGuest(
        words,
        now,
        words.t(fresh && Object.values(fresh).some(Boolean) ? "digit.summary" : "digit.summary.waiting", {
          classes: names.length,
        }),
      ),
      () => digitTable(words, fresh, names),
    );
  }
  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.classes, now.digit, now.guest, now.answers.digit],
    needs: ["digit"],
    draw,
  };
}
