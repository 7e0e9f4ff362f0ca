import { isLikeMnist } from "../../api/data/data.js";
import { classNames } from "../../app/classes.js";
import { h, setText } from "../../app/dom.js";
import { argmax } from "../../app/images.js";
import { createBars, createTurnBars, digitTable } from "../bars/bars.js";
import { createFigure } from "../figure/figure.js";
import { arms } from "../legend.js";
import { withGuest } from "../load/load.js";
import { createPicture } from "../picture/picture.js";
import { createPad } from "./pad.js";

/** The reader's own digit, as the models see it, and what they make of it. @type {import("../../app/view.js").CreateView} */
export function createDraw(host, ui) {
  const { words } = ui;
  let waiting = false;
  const pad = createPad("draw.pad", () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      ui.send({ type: "draw", pixels: pad.pixels() });
    }, 100);
  });
  const seen = createPicture("seen-picture");
  const turn = createTurnBars();
  turn.element.dataset.only = "rotation";
  const turnSays = h("p", { class: "turn-says", "data-only": "rotation" });
  const columns = arms.map((arm) => createBars(arm, words));
  const clear = h("button", { type: "button", "data-t": "draw.clear", click: () => pad.clear() });
  const body = h(
    "div",
    { class: "draw" },
    h("div", { class: "draw-side" }, pad.element, clear),
    h(
      "div",
      { class: "draw-seen" },
      h("p", { class: "chart-name", "data-t": "draw.seen" }),
      seen.element,
      h("p", { class: "chart-name", "data-t": "draw.turn", "data-only": "rotation" }),
      turn.element,
      turnSays,
    ),
    h("div", { class: "draw-answers" }, ...columns.map((column) => column.element)),
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);
  return {
    element: host,
    on: (now) => [now.drawn, now.guest, now.answers.drawn, now.data],
    needs: ["drawn"],
    draw(now) {
      const { drawn, answers, data } = now;
      const fits = !data || isLikeMnist(data);
      body.hidden = !fits;
      seen.draw(drawn);
      const answer = drawn ? answers.drawn : null;
      const some = answer && [answer.turn, ...Object.values(answer.arms)].some(Boolean);
      const names = classNames(words, now);
      columns.forEach((column, i) =>
        column.draw(answer?.arms[/** @type {import("../../api/protocol.js").Arm} */ (arms[i])], undefined, names),
      );
      turn.draw(answer?.turn);
      setText(turnSays, answer?.turn ? words.t("turns.says", { angle: 90 * argmax(answer.turn) }) : " ");
      figure.draw(
        words.t("draw.caption"),
        withGuest(
          words,
          now,
          words.t(!fits ? "draw.unfit" : some ? "draw.summary" : drawn ? "draw.noModel" : "draw.waiting"),
        ),
        () => digitTable(words, answer?.arms, names),
      );
    },
  };
}
