import { h, setText } from "../../app/dom.js";
import { startedPhase } from "../../app/store.js";
import { isRotation, taskName } from "../../app/task.js";

/**
 * A run on images that an earlier visit has left unfinished, and what keeping it takes.
 * @type {import("../../app/view.js").CreateView}
 */
export function createUnfinished(host, ui) {
  const offer = createOffer(ui, () => ui.send({ type: "goOn" }));
  host.append(offer.element);
  return {
    element: host,
    on: (now) => [now.unfinished, now.phase, now.untrained],
    draw(now) {
      const phase = startedPhase(now);
      offer.draw(phase === "running" || phase === "loading" ? null : now.unfinished);
    },
  };
}

/** @param {import("../../app/view.js").Ui} ui @param {() => void} take  goes on with it */
export function createOffer(ui, take) {
  const text = h("p", {});
  const goOn = h("button", { type: "button", "data-t": "unfinished.goOn", click: take });
  const forget = h("button", {
    type: "button",
    "data-t": "unfinished.forget",
    click: () => ui.send({ type: "forget" }),
  });
  const box = h("div", { class: "unfinished", hidden: true }, text, h("div", { class: "buttons" }, goOn, forget));
  return {
    element: box,
    /** @param {import("../../app/store.js").Snapshot["unfinished"]} unfinished */
    draw(unfinished) {
      box.hidden = !unfinished;
      if (!unfinished) return;
      const { spec, fraction, savedAt, space } = unfinished;
      const when = new Intl.DateTimeFormat(ui.words.language, { dateStyle: "medium", timeStyle: "short" });
      const size = new Intl.NumberFormat(ui.words.language, { maximumFractionDigits: 1 });
      setText(
        text,
        ui.words.t("unfinished.text", {
          name: isRotation(spec.task) ? spec.name : `${spec.name}, ${taskName(ui.words, spec.task)}`,
          seed: spec.seed,
          percent: Math.floor(100 * fraction),
          time: when.format(savedAt),
          size: size.format(space / 1e6),
        }),
      );
    },
  };
}
