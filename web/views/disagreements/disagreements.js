import { classNames } from "../../app/classes.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { createFigure } from "../figure/figure.js";
import { arms } from "../legend.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../api/protocol.js").Arm} Arm */
/** @typedef {Record<Arm, boolean>} Right */
/** @typedef {import("../../app/i18n.js").Key} Key */

const most = 24;

/** @type {Record<string, (right: Right) => boolean>} */
const kinds = {
  bought: (right) => right.self_supervised && !right.random,
  lost: (right) => !right.self_supervised && right.random,
  ahead: (right) => right.self_supervised && !right.supervised,
  behind: (right) => !right.self_supervised && right.supervised,
  nobody: (right) => !right.self_supervised && !right.supervised && !right.random,
};

/** The test digits on which the models disagree. @type {import("../../app/view.js").CreateView} */
export function createDisagreements(host, ui) {
  const { words } = ui;
  const choice = h(
    "select",
    { "data-t-label": "disagree.choice", change: () => redraw() },
    ...Object.keys(kinds).map((kind) => h("option", { value: kind, "data-t": `disagree.${kind}` })),
  );
  const cells = Array.from({ length: most }, () => {
    const picture = createPicture("disagree-picture");
    const said = h("span");
    const button = h(
      "button",
      { type: "button", click: () => ui.send({ type: "digit", index: Number(button.dataset.row) }) },
      picture.element,
      said,
    );
    return { picture, said, button, element: h("li", { class: "absent" }, button) };
  });
  const list = h("ol", { class: "disagreements" }, ...cells.map((cell) => cell.element));
  const figure = createFigure(ui, h("div", {}, choice, list));
  host.append(figure.element);
  /** @type {import("../../app/view.js").Snapshot | null} */
  let last = null;
  const redraw = () => last && draw(last);

  /** @param {import("../../app/view.js").Snapshot} now */
  function draw(now) {
    last = now;
    const { data, answers, phase } = now;
    const predictions = phase === "done" ? answers.predictions : null;
    const labels = data?.test.labels ?? new Uint8Array();
    const names = classNames(words, now);
    setAttribute(list, "data-named", Boolean(data?.about.names));
    const nameOf = (/** @type {number | undefined} */ k) => (k === undefined ? "" : (names[k] ?? k));
    /** @type {number[]} */
    const rows = [];
    const wanted = kinds[choice.value] ?? kinds.bought;
    for (let i = 0; predictions && i < labels.length; i++) {
      const right = /** @type {Right} */ (
        Object.fromEntries(arms.map((arm) => [arm, predictions[arm][i] === labels[i]]))
      );
      if (wanted?.(right)) rows.push(i);
    }
    cells.forEach((cell, i) => {
      const row = rows[i];
      cell.element.classList.toggle("absent", row === undefined || !data);
      if (row === undefined || !data || !predictions) return;
      cell.picture.draw(data.test.images.at(row));
      cell.button.dataset.row = String(row);
      const said = arms.map((arm) => nameOf(predictions[arm][row])).join(data.about.names ? ", " : " ");
      setText(cell.said, said);
      setAttribute(cell.button, "aria-label", words.t("disagree.one", { row, label: nameOf(labels[row]), said }));
    });
    figure.draw(
      words.t("disagree.caption"),
      predictions
        ? words.t("disagree.summary", {
            n: words.integer?.format(rows.length) ?? "",
            shown: Math.min(most, rows.length),
          })
        : words.t("disagree.waiting"),
      () => ({
        head: [words.t("race.digit"), words.t("disagree.label"), ...arms.map((arm) => words.t(`arm.${arm}`))],
        rows: rows
          .slice(0, most)
          .map((row) => [row, nameOf(labels[row]), ...arms.map((arm) => nameOf(predictions?.[arm][row]))]),
      }),
    );
  }
  return {
    element: host,
    on: (now) => [now.data, now.classes, now.arrived, now.phase === "done", now.answers.predictions],
    needs: ["predictions"],
    draw,
  };
}
