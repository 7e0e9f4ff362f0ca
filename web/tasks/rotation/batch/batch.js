import { isLikeMnist } from "../../../api/data/data.js";
import { h, isEnabled, setAttribute, setEnabled, setText } from "../../../app/dom.js";
import { turned } from "../../../app/images.js";
import { createFigure } from "../../../views/figure/figure.js";
import { createScene } from "./scene.js";
import { stages } from "./stages.js";
import { walk } from "./walk.js";

/** @typedef {import("../../../app/view.js").Snapshot} Snapshot */

/** One step of training, looked at from inside: stage by stage, in the numbers of one image. @type {import("../../../app/view.js").CreateView} */
export function createBatch(host, ui) {
  const { words } = ui;
  let stage = 0;
  /** @type {Snapshot | null} */
  let last = null;
  const scene = createScene();
  const where = h("h3", { class: "batch-stage", "aria-live": "polite" });
  const text = h("p", { class: "batch-text" });
  /** @param {number} by */
  const move = (by) => {
    stage = Math.min(stages.length - 1, Math.max(0, stage + by));
    if (last) draw(last);
  };
  /** @param {import("../../../app/i18n.js").Key} key @param {() => void} click */
  const button = (key, click) => {
    const node = h("button", { type: "button", "data-t": key, click: () => isEnabled(node) && click() });
    return node;
  };
  const previous = button("batch.previous", () => move(-1));
  const next = button("batch.next", () => move(1));
  const train = button("batch.train", () => ui.send({ type: "step" }));
  const body = h(
    "div",
    {
      class: "batch",
      keydown: (/** @type {KeyboardEvent} */ { key }) => {
        if (key === "ArrowRight" || key === "ArrowLeft") move(key === "ArrowRight" ? 1 : -1);
      },
    },
    h("div", { class: "buttons", role: "group", "data-t-label": "batch.label" }, previous, next, train),
    where,
    text,
    scene.element,
  );
  const figure = createFigure(ui, body);
  host.append(figure.element);

  /** @param {Snapshot} now */
  function draw(now) {
    last = now;
    body.hidden = now.data !== null && !isLikeMnist(now.data);
    const { data, digit, answers, runSpec, stepped, phase } = now;
    const { name, scene: make } = /** @type {typeof stages[0]} */ (stages[stage]);
    const asked = phase !== "idle" && phase !== "loading" && runSpec && data && answers.batch?.digit === digit;
    const seen = asked && answers.batch ? answers.batch : null;
    setEnabled(previous, stage > 0);
    setEnabled(next, stage < stages.length - 1);
    setEnabled(train, phase !== "loading");
    setText(where, words.t("batch.where", { at: stage + 1, of: stages.length, name: words.t(`batch.${name}`) }));
    setText(text, words.t(`batch.${name}.text`, { batch: (runSpec ?? now.spec).pretext.batch }));
    const upright = seen && data ? data.test.images.at(digit) : null;
    const made =
      seen && upright && runSpec
        ? make({
            words,
            spec: runSpec,
            walk: walk(runSpec, seen.tensors, seen.dissection, seen.turn),
            upright,
            image: turned(upright, seen.turn),
            stepped,
          })
        : null;
    setAttribute(body, "data-empty", !made);
    scene.draw(made);
    figure.draw(
      words.t("batch.caption"),
      made?.summary ?? words.t(body.hidden ? "batch.unfit" : "batch.waiting"),
      () => made?.table ?? { head: [], rows: [] },
    );
  }

  return {
    element: host,
    on: (now) => [now.data, now.arrived, now.digit, now.answers.batch, now.stepped, now.phase, now.runSpec, now.spec],
    needs: ["batch"],
    draw,
  };
}
