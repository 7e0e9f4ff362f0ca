import { setText } from "./dom.js";
import { startedPhase } from "./store.js";

/** @typedef {import("./store.js").Snapshot} Snapshot */

/**
 * Says phases, stages and each tenth of the way once, politely, to those who listen instead of look.
 *
 * @param {import("./store.js").Store} store
 * @param {import("./i18n.js").Words} words
 * @param {HTMLElement} region
 */
export function announce(store, words, region) {
  let tenth = 0;
  /** @type {string | null} */
  let stage = null;

  /** @param {Snapshot} now */
  function finished({ result }) {
    if (!result) return;
    const percent = (/** @type {import("./store.js").Arm} */ arm) =>
      words.percent?.format(result.results[arm].full.accuracy) ?? "";
    const [self_supervised, supervised, random] = [
      percent("self_supervised"),
      percent("supervised"),
      percent("random"),
    ];
    const { n } = result.results.supervised.full;
    const images = words.integer?.format(n) ?? "";
    setText(region, words.t("announce.done", { images, self_supervised, supervised, random }));
  }

  /** @param {Snapshot} now @param {Snapshot} before */
  function phaseChange(now, before) {
    const phase = startedPhase(now);
    if (phase === "loading") [tenth, stage] = [0, null];
    if (phase === "running")
      setText(region, words.t(startedPhase(before) === "paused" ? "announce.resumed" : "announce.started"));
    if (phase === "paused") setText(region, words.t("announce.paused"));
    if (phase === "stopped") setText(region, words.t("announce.stopped"));
    if (phase === "done") finished(now);
    if (phase === "failed" && now.trouble) setText(region, now.trouble.message);
  }

  store.subscribe((now, before) => {
    if (startedPhase(now) !== startedPhase(before)) return phaseChange(now, before);
    if (now.progress === before.progress || !now.progress || now.phase !== "running") return;
    const parts = [];
    if (now.progress.stage !== stage) {
      stage = now.progress.stage;
      parts.push(words.t(`announce.stage.${now.progress.stage}`));
    }
    const reached = Math.floor(now.progress.fraction * 10 + 1e-6);
    if (reached > tenth && reached < 10) {
      tenth = reached;
      parts.push(words.t("announce.percent", { percent: words.wholePercent?.format(reached / 10) ?? "" }));
    }
    if (parts.length > 0) setText(region, parts.join(" "));
  });
}
