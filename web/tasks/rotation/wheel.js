import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax, turnedBy } from "../../app/images.js";
import { createTurnBars } from "../../views/bars/bars.js";
import { createFigure } from "../../views/figure/figure.js";
import { createPicture } from "../../views/picture/picture.js";

/** Turn a digit by hand and watch the rotation head follow. @type {import("../../app/view.js").CreateView} */
export function createWheel(host, ui) {
  const { words } = ui;
  const picture = createPicture("wheel-picture");
  const bars = createTurnBars();
  const names = [0, 1, 2, 3].map(() => h("span"));
  const angle = h("input", {
    id: "wheel-angle",
    type: "range",
    min: 0,
    max: 360,
    step: 5,
    input: () => ui.send({ type: "wheel", angle: Number(angle.value) }),
  });
  const degrees = h("b");
  let current = 0;
  let rows = 1;
  const next = h("button", {
    type: "button",
    "data-t": "digit.next",
    click: () => ui.send({ type: "digit", index: (current + 1) % rows }),
  });
  const body = h(
    "div",
    { class: "wheel" },
    picture.element,
    h(
      "div",
      { class: "wheel-side" },
      h("p", {}, h("label", { for: "wheel-angle", "data-t": "wheel.angle" }), " ", degrees),
      angle,
      bars.element,
      h("span", { class: "wheel-names" }, ...names),
      next,
    ),
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);

  /** What was drawn last, so that pixels are turned once. */
  /** @type {unknown[]} */
  let shown = [];
  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.digit, now.wheel, now.answers.wheel],
    needs: ["wheel"],
    draw({ data, digit, wheel, answers }) {
      current = digit;
      rows = data?.test.rows ?? 10000;
      const pixels = data?.test.images.at(digit) ?? null;
      const showing = [data, digit, wheel, pixels !== null];
      if (showing.some((value, i) => value !== shown[i])) picture.draw(pixels && turnedBy(pixels, wheel));
      shown = showing;
      if (angle.value !== String(wheel)) angle.value = String(wheel);
      setText(degrees, words.t("turns.angle", { angle: wheel }));
      setAttribute(angle, "aria-valuetext", words.t("turns.angle", { angle: wheel }));
      const turn = answers.wheel?.digit === digit ? answers.wheel.turn : null;
      bars.draw(turn, wheel % 90 === 0 ? (wheel / 90) % 4 : undefined);
      names.forEach((name, k) => setText(name, words.t("turns.angle", { angle: 90 * k })));
      const best = turn ? argmax(turn) : 0;
      figure.draw(
        words.t("wheel.caption"),
        turn
          ? words.t("wheel.summary", { angle: 90 * best, percent: words.wholePercent?.format(turn[best] ?? 0) ?? "" })
          : words.t("wheel.waiting"),
        () => ({
          head: [0, 1, 2, 3].map((k) => words.t("turns.angle", { angle: 90 * k })),
          rows: turn ? [[...turn].map((p) => words.percent?.format(p) ?? "")] : [],
        }),
      );
    },
  };
}
