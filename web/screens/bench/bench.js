import { h, setAttribute, setText } from "../../app/dom.js";
import { answersAt, isShown, recordedSpec } from "../../app/recorded.js";
import { asksAlike, taskAbout, taskTitle } from "../../app/task.js";
import { described } from "../../app/descriptions.js";
import { startedPhase } from "../../app/store.js";
import { textOf } from "../../api/task-text.js";
import { createButtons, createStatus } from "../../views/controls/controls.js";
import { createTrouble } from "../../views/trouble/trouble.js";
import { createUnfinished } from "../../views/unfinished/unfinished.js";
import { createBought } from "./bought.js";
import { createCourse } from "./course.js";
import { createDrawers } from "./drawers.js";
import { createRail } from "./rail.js";
import { createStage } from "./stage.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** One task: what a network is shown, what it says, what is true, and what that buys. @type {import("../../app/view.js").CreateView} */
export function createBench(host, ui) {
  const { words, send } = ui;
  /** Of the recorded run, as long as there is no other; Infinity: its last. @type {number | null} */
  let back = null;
  /** @type {Snapshot | null} */
  let latest = null;
  const again = () => latest && draw(latest);

  const title = h("h2", { class: "bench-title" });
  const about = h("p", { class: "bench-about" });
  const rail = createRail(ui);
  const stage = createStage(ui);
  const course = createCourse(ui, (epoch) => {
    if (latest && ownRun(latest)) return send({ type: "epoch", epoch });
    back = epoch;
    again();
  });
  const [buttons, status] = [createButtons(ui), createStatus(ui)];
  const bought = createBought(ui, again);
  const [trouble, unfinished] = [
    createTrouble(h("div", { "data-tells": true }), ui),
    createUnfinished(h("div", { "data-tells": true }), ui),
  ];
  const drawers = createDrawers();
  host.append(
    rail.element,
    h(
      "div",
      { class: "bench-centre" },
      trouble.element,
      unfinished.element,
      title,
      about,
      stage.element,
      course.element,
      h("div", { class: "bench-bar" }, buttons.element, status.element),
    ),
    bought.element,
    drawers.element,
  );

  /** Whether the run is of the task on the bench. @param {Snapshot} now */
  const ownRun = ({ spec, runSpec, phase }) =>
    runSpec !== null && asksAlike(runSpec, spec) && phase !== "loading" && phase !== "failed";

  /** @param {Snapshot} now */
  function drawExamples(now) {
    const { recorded, answers, runSpec, epoch, classes, data, spec } = now;
    const task = textOf(spec.task);
    const known = recorded?.task === task && isShown(spec, data) ? recorded : null;
    const fresh = answers.bench && textOf(answers.bench.task) === task && ownRun(now) ? answers.bench : null;
    const epochs = known?.epochs ?? [];
    const place = back === null ? 0 : back === Infinity ? epochs.length - 1 : epochs.indexOf(back);
    const examples = fresh?.examples ?? (known ? answersAt(known, Math.max(0, place)) : []);
    stage.element.hidden = examples.length === 0;
    stage.draw(examples, {
      spec: fresh && runSpec ? runSpec : recordedSpec(task),
      words,
      classes,
      data: known ? null : data,
    });
    const own = ownRun(now);
    const history = now.progress?.history.pretext ?? [];
    const length = own && runSpec ? runSpec.pretext.epochs : (epochs.at(-1) ?? spec.pretext.epochs);
    const reached = history.length;
    course.draw(now, {
      epochs: length,
      kept: own ? [...new Set([...(answers.checkpoints ?? [0]), reached])] : epochs,
      at: own ? (epoch ?? reached) : (epochs[Math.max(0, place)] ?? 0),
      own: own ? history : null,
      recorded: known?.history ?? null,
    });
  }

  /** @type {import("../../app/talk.js").Scene | null} */
  let scene = null;

  /** @param {Snapshot} now */
  function draw(now) {
    if (latest && latest.spec.task !== now.spec.task) back = null;
    if (now.talk && now.talk.scene !== scene) {
      ({ scene } = now.talk);
      back = scene?.moment === "end" ? Infinity : null;
      if (scene?.labels) bought.choose(scene.labels);
    }
    latest = now;
    const { spec } = now;
    setText(title, taskTitle(words, spec.task));
    setText(about, taskAbout(words, spec.task, described(now, spec)?.choices));
    setAttribute(host, "data-phase", now.phase);
    rail.draw(now);
    for (const part of [buttons, status, bought, trouble, unfinished, drawers]) part.draw(now);
    drawExamples(now);
    // A task that nobody has recorded has an untrained network to show.
    const unknown = !isShown(spec, now.data) && !ownRun(now) && described(now, spec) !== null;
    if (unknown && startedPhase(now) === "idle") send({ type: "prepare" });
  }
  return {
    element: host,
    needs: ["bench", "checkpoints"],
    on: (now) => [
      now.spec,
      now.runSpec,
      now.phase,
      now.progress,
      now.trace,
      now.epoch,
      now.answers.bench,
      now.answers.checkpoints,
      now.recorded,
      now.cells,
      now.weighing,
      now.trouble,
      now.unfinished,
      now.data,
      now.described,
      now.classes,
      now.talk,
    ],
    draw,
  };
}
