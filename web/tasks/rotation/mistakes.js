import { h, setText } from "../../app/dom.js";
import { classNames } from "../../app/classes.js";
import { turned } from "../../app/images.js";
import { createFigure } from "../../views/figure/figure.js";
import { createPicture } from "../../views/picture/picture.js";

/** @typedef {import("../../api/data/data.js").Data} Data */

const shownMistakes = 12;

/**
 * Which turned test images the rotation head names wrongly. Example 4i + k is test image i turned k times.
 *
 * @param {Uint8Array} predictions
 * @param {Data} data
 */
export function countMistakes(predictions, data) {
  const none = () => Array.from({ length: data.about.classes }, () => 0);
  const [wrong, flipped, all] = [none(), none(), none()];
  /** @type {{row: number, turn: number, said: number}[]} */
  const list = [];
  for (let i = 0; i < predictions.length; i++) {
    const [row, turn, said] = [i >> 2, i & 3, predictions[i] ?? 0];
    const digit = data.test.labels[row] ?? 0;
    all[digit] = (all[digit] ?? 0) + 1;
    if (said === turn) continue;
    wrong[digit] = (wrong[digit] ?? 0) + 1;
    if (((said - turn) & 3) === 2) flipped[digit] = (flipped[digit] ?? 0) + 1;
    list.push({ row, turn, said });
  }
  return { wrong, flipped, all, list };
}

const LEADERS = 3;

/** The classes with most mistakes in this run, from the most on. @param {number[]} wrong */
export const leadersOf = (wrong) =>
  wrong
    .map((count, digit) => ({ count, digit }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, LEADERS);

/** Of a class. */
function createRow() {
  const [name, bar, flips] = [h("b"), h("i"), h("i", { class: "flips" })];
  const count = h("span", { class: "mistake-count" });
  return {
    name,
    bar,
    flips,
    count,
    element: h("li", {}, name, h("span", { class: "mistake-track" }, bar, flips), count),
  };
}

/** The turns that the network gets wrong, by class. @type {import("../../app/view.js").CreateView} */
export function createMistakes(host, ui) {
  const { words } = ui;
  /** @type {ReturnType<typeof createRow>[]} */
  let rows = [];
  const bars = h("ol", { class: "mistake-bars", "aria-hidden": "true" });
  const pictures = Array.from({ length: shownMistakes }, () => {
    const picture = createPicture("mistake-picture");
    const text = h("span");
    const element = h("li", { class: "absent" }, picture.element, text);
    return { picture, text, element };
  });
  const body = h(
    "div",
    { class: "mistakes" },
    bars,
    h("ol", { class: "mistake-pictures" }, ...pictures.map((picture) => picture.element)),
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);
  /** @type {{of: Uint8Array, counts: ReturnType<typeof countMistakes>} | null} */
  let known = null;

  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.phase === "done", now.answers.predictions],
    needs: ["predictions"],
    draw(now) {
      const { data, answers, phase } = now;
      const names = classNames(words, now);
      if (rows.length !== names.length) {
        rows = names.map(createRow);
        bars.replaceChildren(...rows.map((row) => row.element));
      }
      const of = phase === "done" ? answers.predictions?.pretext : null;
      if (!of || !data) known = null;
      else if (known?.of !== of) known = { of, counts: countMistakes(of, data) };
      const counts = known?.counts;
      const most = Math.max(1, ...(counts?.wrong ?? [1]));
      rows.forEach((row, digit) => {
        setText(row.name, names[digit] ?? "");
        row.bar.style.transform = `scaleX(${(counts?.wrong[digit] ?? 0) / most})`;
        row.flips.style.transform = `scaleX(${(counts?.flipped[digit] ?? 0) / most})`;
        setText(row.count, counts ? (words.integer?.format(counts.wrong[digit] ?? 0) ?? "") : "");
      });
      // Spread over the test set, not its first few images.
      const stride = Math.max(1, Math.floor((counts?.list.length ?? 0) / shownMistakes));
      pictures.forEach((one, i) => {
        const mistake = counts?.list[i * stride];
        one.element.classList.toggle("absent", !mistake || !data);
        if (!mistake || !data) return;
        const pixels = data.test.images.at(mistake.row);
        one.picture.draw(pixels && turned(pixels, mistake.turn));
        setText(one.text, words.t("mistakes.one", { turn: 90 * mistake.turn, said: 90 * mistake.said }));
      });
      const wrong = counts?.list.length ?? 0;
      figure.draw(
        words.t("mistakes.caption"),
        counts
          ? words.t("mistakes.summary", {
              wrong: words.integer?.format(wrong) ?? "",
              all: words.integer?.format(known?.of.length ?? 0) ?? "",
              list: words.list(
                leadersOf(counts.wrong).map(
                  ({ count, digit }) => `${names[digit] ?? ""} (${words.integer?.format(count) ?? ""})`,
                ),
              ),
              flips: words.wholePercent?.format(wrong ? counts.flipped.reduce((a, b) => a + b, 0) / wrong : 0) ?? "",
            })
          : words.t("mistakes.waiting"),
        () => ({
          head: [
            words.t("race.digit"),
            words.t("mistakes.wrong"),
            words.t("mistakes.flipped"),
            words.t("mistakes.all"),
          ],
          rows: counts
            ? names.map((name, k) => [name, counts.wrong[k] ?? 0, counts.flipped[k] ?? 0, counts.all[k] ?? 0])
            : [],
        }),
      );
    },
  };
}
