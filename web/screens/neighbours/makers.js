import { BETA1, CODED, COUNTED } from "../../app/ways/makers.js";
import { h, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { createFigure } from "../../views/figure/figure.js";
import { createPlane } from "./plane.js";
import { createSamples } from "./samples.js";

/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/ways/makers.js").Maker} Maker */
/** @typedef {import("../../app/ways/making.js").Made} Made */

/** A probe on its encoder, and what that is to be compared with. */
const SCORES = /** @type {const} */ (["self_supervised", "random", "supervised"]);

/** How right a linear probe is on the encoder that has come of it, and both controls. @param {Ui} ui @param {Maker} maker */
function createScores(ui, maker) {
  const { words } = ui;
  const rows = SCORES.map((arm) => {
    const [bar, value] = [h("i"), h("b", {}, "–")];
    const element = h(
      "li",
      { class: "ways-row" },
      h("span", { "data-t": `ways.makers.${arm === "self_supervised" ? maker : arm}` }),
      h("span", { class: "ways-track", "aria-hidden": "true" }, bar),
      value,
    );
    setAttribute(element, "data-control", arm !== "self_supervised");
    return { arm, bar, value, element };
  });
  const figure = createFigure(ui, h("ul", { class: "ways-rows" }, ...rows.map(({ element }) => element)));
  return {
    element: figure.element,
    /** @param {Made} made */
    draw({ result }) {
      const said = (/** @type {typeof SCORES[number]} */ arm) =>
        result ? (words.percent?.format(result.results[arm].full.accuracy) ?? "") : "–";
      for (const { arm, bar, value } of rows) {
        bar.style.transform = `scaleX(${(result?.results[arm].full.accuracy ?? 0).toFixed(4)})`;
        setAttribute(value, "data-soft", !result);
        setText(value, said(arm));
      }
      figure.draw(
        words.t("ways.makers.scores"),
        words.t(result ? "ways.makers.scores.read" : "ways.makers.idle"),
        () => ({
          head: [words.t("ways.table.mode"), words.t("ways.table.accuracy")],
          rows: SCORES.map((arm) => [
            words.t(/** @type {Key} */ (`ways.makers.${arm === "self_supervised" ? maker : arm}`)),
            said(arm),
          ]),
        }),
      );
    },
  };
}

/**
 * A network that makes images, with what sets it to work.
 * @param {Maker} maker
 * @param {Ui} ui
 */
export function createMaker(maker, ui) {
  const { words, send } = ui;
  const body = maker === "vae" ? createPlane(ui) : createSamples(ui);
  const figure = createFigure(ui, body.element);
  const scores = createScores(ui, maker);
  const run = h("button", {
    type: "button",
    "data-t": "ways.makers.run",
    "aria-describedby": `ways-${maker}`,
    click: () => send({ type: "ways", act: { kind: "make", maker } }),
  });
  const stop = h("button", {
    type: "button",
    "data-t": "controls.stop",
    "aria-describedby": `ways-${maker}`,
    click: () => send({ type: "ways", act: { kind: "unmake", maker } }),
  });
  const beta1 = h(
    "select",
    { id: "ways-beta1", change: () => send({ type: "ways", act: { kind: "beta1", beta1: Number(beta1.value) } }) },
    ...BETA1.map((value) => h("option", { value })),
  );
  const status = h("p", { class: "ways-status", role: "status" });
  const done = h("i");
  const bar = h("div", { class: "ten-bar", role: "progressbar", "data-t-label": `ways.${maker}` }, done);

  /** @param {Made} made */
  function say({ phase, progress, message, result }) {
    if (phase === "failed") return words.t("ways.failed", { message: message ?? "" });
    if (phase !== "training") return words.t(/** @type {Key} */ (`ways.makers.phase.${phase}`));
    if (result) return words.t("ways.makers.counting");
    const probing = progress && progress.fit !== "pretext";
    return words.t(probing ? "ways.makers.probing" : /** @type {Key} */ (`ways.${maker}.training`));
  }

  return {
    element: h(
      "section",
      { class: "ways-way", "aria-labelledby": `ways-${maker}` },
      h("h4", { id: `ways-${maker}`, "data-t": `ways.${maker}` }),
      h("p", { class: "ways-note", "data-t": `ways.${maker}.about` }),
      h("div", { class: "ways-run" }, run, stop),
      h(
        "div",
        { class: "ways-working" },
        maker === "gan" &&
          h("label", { class: "ways-choice", for: "ways-beta1" }, h("span", { "data-t": "ways.gan.beta1" }), beta1),
        h("div", { class: "ways-how" }, status, bar),
      ),
      figure.element,
      scores.element,
    ),
    /** @param {Made} made */
    draw(made) {
      const { phase, progress, images, result } = made;
      const begun = phase !== "idle" && phase !== "ready" && phase !== "failed";
      setEnabled(run, !begun);
      setEnabled(stop, begun);
      setEnabled(beta1, !begun);
      beta1.value = String(made.beta1);
      BETA1.forEach((value, i) => setText(beta1.options[i], words.decimal?.format(value) ?? ""));
      setText(status, say(made));
      const fraction = phase === "ready" ? 1 : (progress?.fraction ?? 0);
      setAttribute(bar, "aria-valuenow", Math.round(100 * fraction));
      done.style.transform = `scaleX(${fraction.toFixed(3)})`;
      body.draw(made);
      const right = words.percent?.format(result?.results.supervised.full.accuracy ?? 0) ?? "";
      const known = maker === "vae" ? made.codes?.untrained : made.counts;
      const key = known ? `ways.${maker}.read` : images ? "ways.makers.making" : "ways.makers.idle";
      const summary = words.t(/** @type {Key} */ (key), { right, images: COUNTED });
      figure.draw(words.t(/** @type {Key} */ (`ways.${maker}.caption`), { images: CODED }), summary, () =>
        body.numbers(made),
      );
      scores.draw(made);
    },
  };
}
