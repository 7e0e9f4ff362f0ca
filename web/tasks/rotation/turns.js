import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax, turned } from "../../app/images.js";
import { createTurnBars } from "../../views/bars/bars.js";
import { createFigure } from "../../views/figure/figure.js";
import { createPicture } from "../../views/picture/picture.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

const quarters = [0, 1, 2, 3];

/** One turn: the picture, its angle, and four bars, the true one marked. */
function createTurn() {
  const picture = createPicture("turn-picture");
  const angle = h("span", { class: "turn-angle" });
  const bars = createTurnBars();
  const says = h("span", { class: "turn-says" });
  const element = h("li", { class: "turn" }, picture.element, angle, bars.element, says);
  return { element, picture, angle, bars, says };
}

/** The pretext task made visible: a test digit in its four turns. @type {import("../../app/view.js").CreateView} */
export function createTurns(host, ui) {
  const { words } = ui;
  const turns = quarters.map(createTurn);
  const figure = createFigure(ui, h("ol", { class: "turns" }, ...turns.map((turn) => turn.element)));
  host.append(figure.element);
  /** @type {unknown[]} */
  let shown = [];

  /** @param {Snapshot} now */
  function draw({ data, digit, answers }) {
    const pixels = data?.test.images.at(digit) ?? null;
    const showing = [data, digit, pixels !== null];
    if (showing.some((value, i) => value !== shown[i])) {
      turns.forEach((turn, k) => turn.picture.draw(pixels && turned(pixels, k)));
      shown = showing;
    }
    const fresh = answers.digit?.digit === digit ? answers.digit.turns : quarters.map(() => null);
    const asked = fresh.every((probabilities) => probabilities !== null);
    turns.forEach((turn, k) => {
      const probabilities = fresh[k];
      setText(turn.angle, words.t("turns.angle", { angle: 90 * k }));
      turn.bars.draw(probabilities, k);
      const guess = probabilities ? argmax(probabilities) : -1;
      setAttribute(turn.element, "data-right", probabilities ? String(guess === k) : null);
      setText(turn.says, probabilities ? words.t("turns.says", { angle: 90 * guess }) : " ");
    });
    const right = fresh.filter((probabilities, k) => probabilities && argmax(probabilities) === k).length;
    const mean = fresh.reduce((sum, probabilities, k) => sum + (probabilities?.[k] ?? 0) / 4, 0);
    figure.draw(
      words.t("turns.caption"),
      asked
        ? words.t("turns.summary", { right, percent: words.wholePercent?.format(mean) ?? "" })
        : words.t("turns.summary.waiting"),
      () => ({
        head: [words.t("turns.turned"), ...quarters.map((k) => words.t("turns.angle", { angle: 90 * k }))],
        rows: quarters.map((k) => [
          words.t("turns.angle", { angle: 90 * k }),
          ...quarters.map((i) => {
            const p = fresh[k]?.[i];
            return p === undefined ? "–" : (words.percent?.format(p) ?? "");
          }),
        ]),
      }),
    );
  }
  return { element: host, on: (now) => [now.data, now.arrived, now.digit, now.answers.digit], needs: ["digit"], draw };
}
