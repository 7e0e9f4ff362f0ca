import { changesOf, presetOf } from "../../app/hash.js";
import { h, setEnabled, setText } from "../../app/dom.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/protocol.js").Result} Result */
/** @typedef {import("../../api/protocol.js").Fit} Fit */

const fits = /** @type {Fit[]} */ (["pretext", "self_supervised", "supervised", "random"]);

/** As one word of a command. @param {string} text */
const quoted = (text) => (/^[\w.=-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/**
 * The command that gives the same digest outside the browser.
 * @param {Result} result
 * @param {boolean} own  whether it was a run on files of the reader's own
 */
function commandOf(result, own) {
  const set = changesOf(result.spec)
    .map(([path, value]) => ` --set ${quoted(`${path}=${String(value)}`)}`)
    .join("");
  const data = own ? " --data FOLDER" : "";
  return `npm run --silent experiment -- --preset ${presetOf(result.spec)} --seed ${result.seed}${set}${data}`;
}

/** What the reader can keep of a run. @type {import("../../app/view.js").CreateView} */
export function createTakeaway(host, ui) {
  const { words } = ui;
  const digest = h("code");
  const command = h("code");
  const copied = h("span", { class: "copied", role: "status" });
  /** @param {import("../../app/i18n.js").Key} key @param {import("../../app/view.js").Action} action */
  const button = (key, action) => {
    const node = h("button", {
      type: "button",
      "data-t": key,
      click: () => node.getAttribute("aria-disabled") !== "true" && ui.send(action),
    });
    return node;
  };
  const copy = h("button", {
    type: "button",
    "data-t": "take.link",
    click: () =>
      void navigator.clipboard.writeText(location.href).then(
        () => setText(copied, words.t("take.copied")),
        () => setText(copied, location.href),
      ),
  });
  const report = button("take.report", { type: "save", what: "report" });
  const curves = button("take.curves", { type: "save", what: "curves" });
  const weights = fits.map((fit) =>
    h("option", { value: fit, "data-t": fit === "pretext" ? "fit.pretext" : `arm.${fit}` }),
  );
  const which = h("select", { "data-t-label": "take.which" }, ...weights);
  which.value = "self_supervised";
  const save = h("button", {
    type: "button",
    "data-t": "take.weights",
    click: () =>
      save.getAttribute("aria-disabled") !== "true" &&
      ui.send({ type: "save", what: "weights", model: /** @type {Fit} */ (which.value) }),
  });
  // The command runs the whole experiment, which a bench does not.
  const headless = [h("dt", { "data-t": "take.command" }), h("dd", {}, command)];
  const reproduce = h(
    "dl",
    { class: "reproduce" },
    h("dt", { "data-t": "take.digest" }),
    h("dd", {}, digest),
    ...headless,
  );
  host.append(
    h(
      "div",
      { class: "takeaway" },
      h("div", { class: "buttons" }, copy, report, curves),
      h("div", { class: "buttons" }, which, save),
      copied,
      reproduce,
    ),
  );
  return {
    element: host,
    on: (now) => [now.result, now.pretrained, now.phase, now.progress === null, now.data],
    draw({ result, pretrained, phase, progress, data }) {
      const done = phase === "done" && result !== null;
      const made = phase === "done" ? (result ?? pretrained) : null;
      for (const part of headless) part.hidden = made !== null && !done;
      for (const option of weights) option.disabled = made !== null && !done && option.value !== "pretext";
      if (made && !done) which.value = "pretext";
      setEnabled(report, done);
      setEnabled(curves, progress !== null);
      setEnabled(save, made !== null);
      setText(digest, made ? made.digest : words.t("take.afterRun"));
      setText(command, done ? commandOf(result, data?.own === true) : words.t("take.afterRun"));
    },
  };
}
