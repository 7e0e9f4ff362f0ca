import { h, setAttribute, setText } from "../../app/dom.js";
import { writeBench } from "../../app/hash.js";
import { taskTitle } from "../../app/task.js";
import { isInterval, place } from "../../app/track.js";
import { taskOf } from "../../api/task-text.js";

/** @typedef {import("./standings.js").Standing} Standing */
/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */

/** Where the controls stand. @param {{mode: string, mean: number}[]} controls @param {(value: number) => number} x */
export const linesOf = (controls, x) =>
  controls.map(({ mode, mean }) => {
    const line = h("i", { class: mode });
    place(line, x(mean));
    return line;
  });

/**
 * A task's row on the board.
 * @param {string} task
 * @param {Ui} ui
 * @param {(task: string) => void} bet
 */
export function createRow(task, { words, send }, bet) {
  const star = h("button", { type: "button", class: "board-bet", click: () => bet(task) });
  const name = h("a", { class: "board-name" });
  const lines = h("span", { class: "board-lines" });
  const whisker = h("i", { class: "board-whisker" });
  const ring = h("i", { class: "board-dot hollow" });
  const own = h("span", {});
  const track = h("div", { class: "board-track", "aria-hidden": "true" }, lines, whisker, ring, own);
  const number = h("span", { class: "board-number" });
  const race = h("button", { type: "button", click: () => send({ type: "race", tasks: [taskOf(task)] }) });
  const state = h("span", { class: "board-state" });
  const why = h("p", { class: "board-why" });
  const element = h(
    "li",
    { class: "board-row" },
    star,
    name,
    track,
    number,
    h("span", { class: "board-act" }, race, state),
    why,
  );
  return {
    task,
    element,
    /**
     * @param {Standing} standing
     * @param {Snapshot} now
     * @param {{x: (value: number) => number, controls: {mode: string, mean: number}[], bet: string | null, first: boolean, last: boolean,
     *   why: string}} frame  x: where an accuracy lies, in %; first, last: of those that are level
     */
    draw(
      { estimate, own: mine, mine: solid, group },
      { races, spec },
      { x, controls, bet: on, first, last, why: reason },
    ) {
      const title = taskTitle(words, taskOf(task));
      setText(name, title);
      setAttribute(name, "href", writeBench({ spec: { ...spec, task: taskOf(task) } }));
      setAttribute(star, "aria-pressed", String(on === task));
      star.setAttribute("aria-label", words.t("board.bet", { name: title }));
      setText(star, on === task ? "★" : "☆");
      setAttribute(element, "data-group", group % 2);
      setAttribute(element, "data-first", first);
      setAttribute(element, "data-last", last);
      lines.replaceChildren(...linesOf(controls, x));
      for (const mark of [whisker, ring]) mark.hidden = !estimate;
      if (estimate) {
        place(ring, x(estimate.mean));
        setAttribute(ring, "class", solid ? "board-dot" : "board-dot hollow");
        whisker.hidden = !isInterval(estimate);
        place(whisker, x(estimate.low ?? 0), x(estimate.high ?? 0));
      }
      own.replaceChildren(
        ...(solid ? [] : [...mine.values()]).map((value) => {
          const dot = h("i", { class: "board-dot small" });
          place(dot, x(value));
          return dot;
        }),
      );
      const mean = estimate ? (words.decimal?.format(100 * estimate.mean) ?? "") : "";
      const half = estimate?.half && isInterval(estimate) ? (words.decimal?.format(100 * estimate.half) ?? "") : "";
      setText(
        number,
        half ? words.t("gallery.percent.interval", { mean, half }) : mean ? words.t("gallery.percent", { mean }) : "",
      );
      const { running, queue } = races;
      const busy = running?.task === task;
      const waits = queue.some((one) => one.task === task);
      race.hidden = busy || waits;
      setText(race, words.t("board.race"));
      race.setAttribute("aria-label", words.t("board.race.label", { name: title }));
      const left = running?.left ?? null;
      const percent = words.wholePercent?.format(running?.fraction ?? 0) ?? "";
      if (busy) setText(state, left === null ? percent : words.t("progress.left", { time: words.duration(left) }));
      else
        setText(state, waits ? words.t("board.queued") : mine.size > 0 ? words.t("board.seeds", { n: mine.size }) : "");
      setText(why, reason);
      why.hidden = reason === "";
    },
  };
}
