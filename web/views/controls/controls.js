import { bounds, namedTasks, presets } from "../../api/spec.js";
import { createSlow } from "../slow/slow.js";
import { h, isEnabled, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { isUnderWay, startedPhase } from "../../app/store.js";
import { createNumberField } from "../../app/number-field.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/view.js").Action} Action */
/** @typedef {import("../../app/i18n.js").Key} Key */

/** What each button may do in each phase; the first button is Start, Pause or Resume. */
const allowed = {
  step: new Set(["idle", "paused", "running", "stopped", "done", "failed"]),
  stop: new Set(["running", "paused", "loading"]),
  reset: new Set(["paused", "stopped", "done", "failed"]),
};

/** @param {Snapshot["phase"]} phase @returns {"start" | "pause" | "resume"} */
function primaryAction(phase) {
  if (phase === "running" || phase === "loading") return "pause";
  return phase === "paused" ? "resume" : "start";
}

/** @param {Ui} ui */
export function createButtons(ui) {
  let phase = /** @type {Snapshot["phase"]} */ ("idle");
  /** @param {string} className @param {Key} key @param {() => Action} action */
  const button = (className, key, action) => {
    const node = h("button", {
      type: "button",
      class: className,
      "data-t": key,
      click: () => isEnabled(node) && ui.send(action()),
    });
    return node;
  };
  const primary = button("primary", "controls.start", () => ({ type: primaryAction(phase) }));
  const step = button("", "controls.step", () => ({ type: "step" }));
  const stop = button("", "controls.stop", () => ({ type: "stop" }));
  const reset = button("", "controls.reset", () => ({ type: "reset" }));
  const element = h(
    "div",
    { class: "buttons", role: "group", "data-t-label": "controls.label" },
    primary,
    step,
    stop,
    reset,
  );
  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      phase = startedPhase(now);
      const key = /** @type {Key} */ (`controls.${primaryAction(phase)}`);
      setAttribute(primary, "data-t", key);
      setText(primary, ui.words.t(key));
      setEnabled(primary, phase !== "loading");
      setAttribute(step, "title", ui.words.t("controls.step.hint"));
      setEnabled(step, allowed.step.has(phase));
      setEnabled(stop, allowed.stop.has(phase));
      setEnabled(reset, allowed.reset.has(phase));
    },
  };
}

/** @param {Ui} ui */
function createChoices(ui) {
  const options = ["fair", "notebook", "quick", "board", "ten_labels", "ten_labels_long", "emoji", "cifar10"].filter(
    (name) => Object.hasOwn(presets, name),
  );
  const preset = h(
    "select",
    { id: "preset", change: () => ui.send({ type: "preset", name: preset.value }) },
    ...options.map((name) => h("option", { value: name, "data-t": `preset.${name}` })),
  );
  const composed = h("option", { value: "", "data-t": "task.composed", hidden: true });
  const task = h(
    "select",
    { id: "task", change: () => ui.send({ type: "edit", path: "task", value: task.value }) },
    ...namedTasks.map((name) => h("option", { value: name, "data-t": `task.${name}` })),
    composed,
  );
  const { minimum, maximum } = bounds("seed");
  const seed = createNumberField({ id: "seed" }, { least: minimum, most: maximum, step: 1 }, (value) =>
    ui.send({ type: "edit", path: "seed", value }),
  );
  const about = h("p", { class: "preset-about" });
  const slow = createSlow(ui);
  const element = h(
    "div",
    { class: "choices" },
    h("div", { class: "field" }, h("label", { for: "task", "data-t": "controls.task" }), task),
    h("div", { class: "field" }, h("label", { for: "preset", "data-t": "controls.preset" }), preset),
    h("div", { class: "field" }, h("label", { for: "seed", "data-t": "controls.seed" }), seed.element),
    about,
    slow.element,
  );
  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { spec, runSpec, workers, runWorkers } = now;
      const named = typeof spec.task === "string" ? spec.task : "";
      composed.hidden = named !== "";
      if (task.value !== named) task.value = named;
      if (preset.value !== spec.name) preset.value = spec.name;
      seed.draw(spec.seed);
      const changed = workers !== runWorkers || JSON.stringify(spec) !== JSON.stringify(runSpec);
      const waiting = isUnderWay(now) && changed;
      const key = /** @type {Key} */ (`preset.${spec.name}.about`);
      const text = waiting
        ? ui.words.t("controls.nextStart")
        : ui.words.t(key, {
            images: ui.words.integer?.format(spec.data.unlabelled.count) ?? "",
            epochs: spec.pretext.epochs,
          });
      setText(about, text);
      setAttribute(about, "data-waiting", waiting);
      about.hidden = slow.draw(now, () => (about.hidden = false)) && !waiting;
      slow.element.hidden ||= waiting;
    },
  };
}

/** @param {Ui} ui */
export function createStatus({ words }) {
  const bar = h("progress", { max: 1, value: 0, "data-t-label": "progress.label" });
  const what = h("span", { class: "status-what" });
  const left = h("span", { class: "status-left" });
  const element = h("div", { class: "status" }, h("p", {}, what, left), bar);

  /** @param {Snapshot} now */
  function doing(now) {
    const { progress, result } = now;
    const phase = startedPhase(now);
    const time = words.duration(result?.seconds ?? progress?.seconds ?? 0);
    if (phase === "idle") return words.t("progress.idle");
    if (phase === "loading") return words.t("progress.loading");
    if (phase === "done") return words.t("progress.done", { time });
    if (phase === "stopped") return words.t("progress.stopped", { time });
    if (phase === "failed") return words.t("progress.failed");
    if (!progress) return words.t("progress.preparing");
    const name = words.t(progress.fit === "pretext" ? "fit.pretext" : `arm.${progress.fit}`);
    if (progress.activity === "encode") return words.t("progress.encode", { name });
    if (progress.activity === "test") return words.t("progress.test", { name });
    const epoch = Math.min(progress.epochs, progress.epoch + 1);
    if (progress.fit === "pretext") return words.t("progress.pretext", { epoch, epochs: progress.epochs });
    return words.t("progress.fit", { name, epoch });
  }

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { progress, timeLeft } = now;
      const phase = startedPhase(now);
      const prefix = phase === "paused" ? `${words.t("progress.paused")} · ` : "";
      setText(what, prefix + doing(now));
      const busy = phase === "running" || phase === "paused";
      const time = timeLeft === null ? null : words.duration(timeLeft);
      setText(left, busy ? (time === null ? words.t("progress.measuring") : words.t("progress.left", { time })) : "");
      const fraction = phase === "loading" ? 0 : (progress?.fraction ?? 0);
      if (bar.value !== fraction) bar.value = fraction;
    },
  };
}

/** Everything that starts, stops and sets up a run, and how far it is. @type {import("../../app/view.js").CreateView} */
export function createControls(host, ui) {
  const parts = [createButtons(ui), createChoices(ui), createStatus(ui)];
  host.append(...parts.map((part) => part.element));
  return {
    element: host,
    on: (now) => [now.phase, now.untrained, now.progress, now.result, now.spec, now.runSpec, now.workers],
    draw(now) {
      for (const part of parts) part.draw(now);
      setAttribute(host, "data-phase", now.phase);
    },
  };
}
