import { scaleLinear } from "d3-scale";
import { h, setAttribute, setText } from "../../app/dom.js";
import { recall, remember } from "../../app/memory.js";
import { TASKS, budgetNear, recordedBoard } from "../../app/recorded.js";
import { taskTitle } from "../../app/task.js";
import { boardSpec, cellsKey, isRecorded } from "../../app/weighing.js";
import { taskOf, textOf } from "../../api/task-text.js";
import { createBend } from "./bend.js";
import { createOthers, OTHERS, othersAt } from "./others.js";
import { createRow } from "./row.js";
import { controlAt, differ, scoresOf, standingsOf, valuesOf } from "./standings.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("./standings.js").Standing} Standing */

const CONTROLS = ["probe_pixels", "probe_random", "supervised", "supervised_augmented"];

/** Which pretext task is worth most? @type {import("../../app/view.js").CreateView} */
export function createBoard(host, ui) {
  const { words, send } = ui;
  const { budgets } = recordedBoard;
  /** @type {Snapshot | null} */
  let latest = null;
  const again = () => latest && draw(latest);
  let bet = recall("bet");
  const says = h("output", { for: "board-labels" });
  const range = h("input", {
    type: "range",
    id: "board-labels",
    min: 0,
    max: budgets.length - 1,
    value: 1,
    input: again,
  });
  const rows = new Map(TASKS.map((task) => [task, createRow(task, ui, place)]));
  const heads = h("div", { class: "board-heads", "aria-hidden": "true" });
  const axis = h("div", { class: "board-axis", "aria-hidden": "true" });
  const list = h("ul", { class: "board-list" });
  const others = createOthers(words);
  const verdict = h("p", { class: "board-verdict", "aria-live": "polite" });
  const controls = h("table", { class: "visually-hidden" });
  const stop = h("button", { type: "button", "data-t": "controls.stop", click: () => send({ type: "stopRaces" }) });
  const message = h("p", { class: "board-message" });
  const bend = createBend(words);
  host.append(
    h("h2", { class: "question", "data-t": "board.title" }),
    h("p", { class: "board-about", "data-t": "board.about" }),
    h(
      "div",
      { class: "wall-head" },
      h("label", { for: "board-labels" }, h("span", { "data-t": "gallery.labels" }), range, says),
      stop,
      h("button", {
        type: "button",
        class: "primary",
        "data-t": "gallery.race",
        click: () => send({ type: "race", tasks: TASKS }),
      }),
    ),
    h("div", { class: "board-plot" }, heads, list, others.element, axis),
    controls,
    verdict,
    message,
    h(
      "div",
      { class: "board-below" },
      h("div", {}, h("h3", { "data-t": "board.bend" }), h("p", { class: "board-about", "data-t": "board.bend.about" })),
      bend.element,
    ),
    h(
      "p",
      { class: "wall-key" },
      h("span", { "data-t": "board.key" }),
      ...COMMANDS.flatMap((command) => [" ", h("code", {}, command)]),
    ),
  );

  /** @param {string} task */
  function place(task) {
    bet = bet === task ? null : task;
    remember("bet", bet);
    again();
  }

  /** @param {Standing[]} standings @param {number} labels */
  function drawVerdict(standings, labels) {
    const [best] = standings;
    const mine = standings.find(({ task }) => task === bet);
    if (!best) return;
    const name = (/** @type {Standing} */ { task }) => taskTitle(words, taskOf(task));
    if (!mine) return setText(verdict, words.t("board.bet.none"));
    if (mine.group === best.group && mine !== best)
      return setText(verdict, words.t("board.bet.level", { bet: name(mine), best: name(best), labels }));
    if (mine === best) return setText(verdict, words.t("board.bet.best", { bet: name(mine), labels }));
    const by = differ(valuesOf(best), valuesOf(mine));
    const points = by ? (words.decimal?.format(100 * by.mean) ?? "") : "?";
    setText(verdict, words.t("board.bet.behind", { bet: name(mine), best: name(best), labels, points }));
  }

  /** Why a task is below an untrained encoder, where it is by more than noise. @param {Standing} standing @param {number} labels */
  function reasonOf({ task, recorded }, labels) {
    const difference = differ(recorded, controlAt("probe_random", labels));
    if (!difference || difference.high === null || difference.high >= 0) return "";
    return words.t(task === "jigsaw_tiles" ? "board.why.tiles" : "board.why");
  }

  /** @type {import("../../app/talk.js").Scene | null} */
  let scene = null;

  /** @param {Snapshot} now */
  function draw(now) {
    latest = now;
    if (now.talk && now.talk.scene !== scene) {
      ({ scene } = now.talk);
      if (scene?.labels) range.value = String(budgetNear(scene.labels));
    }
    const labels = budgets[Number(range.value)] ?? 0;
    const said = words.integer?.format(labels) ?? "";
    setText(says, said);
    range.setAttribute("aria-valuetext", said);
    const { cells, races } = now;
    const spec = boardSpec(now.spec);
    const outcomes = cells.key === cellsKey(spec) ? cells.outcomes : [];
    const composed = [...outcomes, ...races.queue, ...(races.running ? [races.running] : [])].flatMap(({ task }) =>
      task && !TASKS.includes(task) ? [task] : [],
    );
    const own = typeof spec.task === "string" ? [] : [textOf(spec.task)];
    const tasks = [...new Set([...TASKS, ...composed, ...own])];
    const standings = standingsOf(tasks, labels, outcomes);
    const means = CONTROLS.map((mode) => {
      const found = [...controlAt(mode, labels).values()];
      return { mode, mean: found.reduce((sum, value) => sum + value / found.length, 0) };
    });
    const besides = othersAt(labels);
    const all = [...means, ...[...standings, ...besides].flatMap(({ estimate }) => estimate ?? [])].map(
      ({ mean }) => mean,
    );
    const x = scaleLinear([Math.floor(20 * (Math.min(...all) - 0.04)) / 20, 1], [0, 100]).clamp(true);
    standings.forEach((standing, i) => {
      const row = rows.get(standing.task) ?? createRow(standing.task, ui, place);
      rows.set(standing.task, row);
      if (list.children[i] !== row.element) list.insertBefore(row.element, list.children[i] ?? null);
      const [before, after] = [standings[i - 1], standings[i + 1]];
      row.draw(
        standing,
        { ...now, spec },
        {
          x,
          controls: means,
          bet,
          first: before?.group !== standing.group,
          last: after?.group !== standing.group,
          why: reasonOf(standing, labels),
        },
      );
    });
    while (list.children.length > standings.length) list.lastElementChild?.remove();
    others.draw(besides, x, means);
    heads.replaceChildren(
      ...means.map(({ mode, mean }) => {
        const name = h("span", { class: mode }, words.t(/** @type {Key} */ (`control.${mode}`)));
        name.style.setProperty("--at", `${x(mean).toFixed(2)}%`);
        return name;
      }),
    );
    axis.replaceChildren(
      ...x.ticks(5).map((tick) => {
        const text = h("span", {}, words.wholePercent?.format(tick) ?? "");
        text.style.insetInlineStart = `${x(tick).toFixed(2)}%`;
        return text;
      }),
    );
    controls.replaceChildren(
      h(
        "tbody",
        {},
        ...means.map(({ mode, mean }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, words.t(/** @type {Key} */ (`control.${mode}`))),
            h("td", {}, words.percent?.format(mean) ?? ""),
          ),
        ),
      ),
    );
    drawVerdict(standings, labels);
    bend.draw(scoresOf(TASKS, labels));
    setAttribute(stop, "hidden", !races.running);
    setText(message, races.message ?? (isRecorded(spec) ? "" : words.t("bench.other")));
  }
  return {
    element: host,
    on: (now) => [now.cells, now.races, now.spec, now.talk],
    draw,
  };
}

/** What the recorded results came of. */
const SWEPT = `--seeds 1..${recordedBoard.seeds.length} --budgets ${recordedBoard.budgets.join(",")} --bare --out web/recorded/board.jsonl`;
const COMMANDS = [
  `--tasks ${TASKS.join(",")} --modes pretext,probe,probe_pixels`,
  `--set task=contrastive --modes ${OTHERS.join(",")}`,
].map((part) => `npm run --silent sweep -- --preset board ${part} ${SWEPT}`);
