import { h, setText } from "../../app/dom.js";
import { isRotation, taskName } from "../../app/task.js";

/** A run that an earlier visit has left unfinished, and what keeping it takes. @type {import("../../app/view.js").CreateView} */
export function createUnfinished(host, ui) {
  const text = h("p", {});
  const goOn = h("button", { type: "button", "data-t": "unfinished.goOn", click: () => ui.send({ type: "goOn" }) });
  const forget = h("button", {
    type: "button",
    "data-t": "unfinished.forget",
    click: () => ui.send({ type: "forget" }),
  });
  const box = h("div", { class: "unfinished", hidden: true }, text, h("div", { class: "buttons" }, goOn, forget));
  host.append(box);
  return {
    element: host,
    on: (now) => [now.unfinished, now.phase],
    draw({ unfinished, phase }) {
      box.hidden = !unfinished || phase === "running" || phase === "loading";
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
