import { showsOwn, textsOf, totalSteps } from "../../app/texts/tasks.js";
import { h, isEnabled, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { createOffer } from "../unfinished/unfinished.js";
import { createAtlas } from "./atlas.js";
import { createAttention } from "./attention.js";
import { createBoard } from "./board.js";
import { createBought } from "./bought.js";
import { createGuesses } from "./guesses.js";
import { createLadder } from "./ladder.js";
import { createLoss } from "./loss.js";
import { createShallow } from "./shallow.js";
import { createPytorch } from "./pytorch.js";
import { createSamples } from "./samples.js";
import { createSource } from "./source.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/texts/control.js").Written} Written */
/** @typedef {import("../../app/i18n.js").Key} Key */

/** Steps to choose among: a look, and what the numbers in the documents were made with. */
const STEPS = [400, 3162];

/** The one that is easiest to watch comes first. */
const TASKS = ["next_token", "masked_tokens", "next_sentence"];

/** Pretraining on texts: one task, what it makes of a text while it learns, and what that bought. @type {import("../../app/view.js").CreateView} */
export function createTexts(host, ui) {
  const { words, send } = ui;
  const act = (/** @type {import("../../app/texts/control.js").TextAction} */ what) =>
    send({ type: "texts", act: what });
  const title = h("h2", { class: "texts-title" });
  const lede = h("p", { class: "texts-lede" });
  const links = TASKS.map((name) => ({
    name,
    link: h("a", { href: `#/${name}`, "data-t": `texts.${name}` }),
  }));
  const other = h("option", { value: "", hidden: true });
  const steps = h(
    "select",
    { "data-t-label": "texts.steps", change: () => act({ kind: "steps", steps: Number(steps.value) }) },
    ...STEPS.map((count) => h("option", { value: count })),
    other,
  );
  /** @type {Written["phase"] | "idle"} */
  let phase = "idle";
  const go = h("button", {
    type: "button",
    class: "primary",
    click: () =>
      isEnabled(go) && act({ kind: phase === "running" ? "pause" : phase === "paused" ? "resume" : "start" }),
  });
  const end = h("button", { type: "button", "data-t": "texts.stop", click: () => act({ kind: "stop" }) });
  const status = h("p", { class: "texts-status" });
  const done = h("i");
  const bar = h("div", { class: "texts-bar", role: "progressbar", "data-t-label": "texts.progress" }, done);
  const honest = h("p", { class: "texts-honest" });
  const region = h("div", { class: "visually-hidden", role: "status" });
  const source = createSource(ui, act);
  const left = createOffer(ui, () => act({ kind: "goOn" }));
  const parts = [
    createSamples(ui, act),
    createGuesses(ui, act),
    createLoss(ui),
    createLadder(ui),
    createShallow(ui),
    createBought(ui, act),
    createBoard(ui),
    createAtlas(ui, act),
    createAttention(ui),
    createPytorch(ui),
  ];
  host.append(
    title,
    lede,
    h(
      "nav",
      { class: "texts-tasks", "data-t-label": "texts.tasks" },
      h("ul", {}, ...links.map(({ link }) => h("li", {}, link))),
    ),
    left.element,
    h("div", { class: "texts-controls" }, go, end, steps, status, bar),
    source.element,
    h("div", { class: "texts-parts" }, ...parts.map(({ element }) => element)),
    honest,
    region,
  );

  /** @param {Written | null} texts @param {number} total @param {boolean} own */
  function say(texts, total, own) {
    if (!texts) return words.t(own ? "texts.idle.own" : "texts.idle");
    const { step, timeLeft, progress, received, message, result } = texts;
    if (texts.phase === "failed") return words.t("texts.failed", { message: message ?? "" });
    if (texts.phase === "done") return words.t("texts.done", { time: words.duration(result?.seconds ?? 0) });
    if (texts.phase === "loading")
      return words.t("texts.loading", { percent: words.wholePercent?.format(received ?? 0) ?? "" });
    if (progress && progress.activity !== "train") return words.t("texts.test");
    const left = timeLeft === null ? "" : words.t("progress.left", { time: words.duration(timeLeft) });
    return `${words.t("texts.step", { step, steps: total })}${left && `, ${left}`}`;
  }

  return {
    element: host,
    on: (now) => [now.texts, now.textSpec, now.ownTexts, now.workers, now.unfinishedTexts],
    draw(now) {
      const { textSpec } = now;
      const texts = textsOf(now);
      phase = texts?.phase ?? "idle";
      const task = String(textSpec.task);
      setText(title, words.t(/** @type {Key} */ (`texts.${task}.title`)));
      const [own, total] = [showsOwn(now), totalSteps(texts?.spec ?? textSpec)];
      setText(lede, words.t(/** @type {Key} */ (own ? `texts.${task}.lede.own` : `texts.${task}.lede`)));
      setText(honest, words.t(own ? "texts.honest.own" : "texts.honest"));
      source.draw(now);
      for (const { name, link } of links) setAttribute(link, "aria-current", name === task ? "page" : null);
      const { steps: chosen = 0 } = textSpec.pretext;
      other.value = String(chosen);
      other.hidden = STEPS.includes(chosen);
      for (const option of steps.options) setText(option, words.t("texts.steps.of", { steps: Number(option.value) }));
      steps.value = String(chosen);
      setAttribute(steps, "disabled", phase === "running" || phase === "loading" || phase === "paused");
      const key = phase === "running" ? "pause" : phase === "paused" ? "resume" : phase === "done" ? "again" : "start";
      setText(go, words.t(`texts.${key}`));
      setEnabled(go, phase !== "loading");
      setAttribute(end, "hidden", texts === null);
      setText(status, say(texts, total, own));
      const fraction = phase === "done" ? 1 : (texts?.progress?.fraction ?? 0);
      setAttribute(bar, "aria-valuenow", Math.round(100 * fraction));
      done.style.transform = `scaleX(${fraction.toFixed(3)})`;
      setAttribute(host, "data-phase", phase);
      left.draw(phase === "running" || phase === "loading" ? null : now.unfinishedTexts);
      if (phase === "done" || phase === "failed") setText(region, say(texts, total, own));
      for (const part of parts) part.draw(now);
    },
  };
}
