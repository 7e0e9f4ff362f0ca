import { h, setText } from "../../app/dom.js";
import { decibels, isRotation, kindOf, taskName } from "../../app/task.js";

/** @param {import("../../app/i18n.js").Words} words @param {import("../../api/protocol.js").Fit} model */
const nameOf = (words, model) => words.t(model === "pretext" ? "fit.pretext" : `arm.${model}`);

/**
 * Says whose answers these are while a model from a file is asked.
 *
 * @param {import("../../app/i18n.js").Words} words
 * @param {import("../../app/view.js").Snapshot} now
 * @param {string} text  what else there is to say
 */
export function withGuest(words, { guest }, text) {
  if (!guest) return text;
  return `${words.t("load.answers", { name: nameOf(words, guest.model), file: guest.file })} ${text}`;
}

/** Takes back a file of weights that this page has saved. @type {import("../../app/view.js").CreateView} */
export function createLoad(host, ui) {
  const { words } = ui;
  /** @param {FileList | null | undefined} files */
  const take = (files) => files?.[0] && ui.send({ type: "load", file: files[0] });
  const input = h("input", {
    type: "file",
    accept: ".safetensors",
    hidden: true,
    change() {
      take(input.files);
      input.value = "";
    },
  });
  const open = h("button", { type: "button", "data-t": "load.open", click: () => input.click() });
  const back = h("button", {
    type: "button",
    "data-t": "load.back",
    click() {
      ui.send({ type: "unload" });
      open.focus();
    },
  });
  const says = h("p", { class: "load-says" });
  const trouble = h("p", { class: "load-trouble" });
  const element = h(
    "div",
    {
      class: "load",
      dragover(/** @type {DragEvent} */ event) {
        event.preventDefault();
        element.classList.add("over");
      },
      dragleave: () => element.classList.remove("over"),
      drop(/** @type {DragEvent} */ event) {
        event.preventDefault();
        element.classList.remove("over");
        take(event.dataTransfer?.files);
      },
    },
    h("div", { class: "buttons" }, open, back),
    input,
    h("div", { role: "status" }, says, trouble),
  );
  host.append(element);
  return {
    element: host,
    on: (now) => [now.guest, now.guestTrouble],
    draw({ guest, guestTrouble }) {
      back.hidden = !guest;
      setText(trouble, guestTrouble ?? "");
      if (!guest) return setText(says, words.t("load.about"));
      const { task } = guest.spec;
      const drawn = guest.model === "pretext" && kindOf(task) === "image";
      const key =
        guest.model !== "pretext" ? "load.result" : isRotation(task) ? "load.result.turns" : "load.result.task";
      const text = words.t(drawn ? "load.result.error" : key, {
        name: nameOf(words, guest.model),
        task: taskName(words, task),
        file: guest.file,
        percent: words.exact?.format(guest.score.accuracy) ?? "",
        decibels: words.decimal?.format(decibels(guest.score.loss, guest.spec)) ?? "",
        n: words.integer?.format(guest.score.n) ?? "",
      });
      setText(says, text);
    },
  };
}
