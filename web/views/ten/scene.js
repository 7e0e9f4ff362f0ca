import { countsOf, CLASSES } from "../../app/ten/labels.js";
import { setText } from "../../app/dom.js";
import { createBallot } from "./ballot.js";
import { createCards } from "./cards.js";
import { createHealth } from "./health.js";
import { createMap } from "./map.js";
import { createRivals } from "./rivals.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {{draw: (now: Snapshot) => void}} Scene */

/**
 * What labelling by hand shows once it has begun.
 *
 * @param {{work: HTMLElement, map: HTMLElement, beside: HTMLElement, region: HTMLElement}} places
 * @param {Ui} ui
 * @returns {Scene}
 */
export function createScene({ work, map, beside, region }, ui) {
  const { words } = ui;
  const health = createHealth(words);
  const cards = createCards(ui);
  const atlas = createMap(ui);
  const rivals = createRivals(words);
  const ballot = createBallot(ui);
  work.append(health.element, cards.element);
  map.replaceChildren(atlas.element);
  beside.append(rivals.element, ballot.element);
  /** @type {unknown} */
  let told = null;

  /** Says when labels begin to flow and where they have come to, once each. @param {Snapshot} now */
  function tell({ ten }) {
    const { frames = [], accuracy = null } = ten?.flow ?? {};
    if (ten?.phase !== "ready" || told === (accuracy ?? frames) || (accuracy === null && frames.length === 0)) return;
    told = accuracy ?? frames;
    const { given } = ten.labels;
    if (accuracy === null) return setText(region, words.t("ten.flow.start"));
    const percent = words.percent?.format(accuracy) ?? "";
    const images = words.integer?.format(ten.data?.test.rows ?? 0) ?? "";
    const counts = countsOf(given, frames.at(-1)?.classes ?? null, ten.truth);
    const called = CLASSES.map((digit) => `${digit}: ${counts[digit]?.called}`).join(", ");
    setText(region, `${words.t("ten.flow.done", { percent, images, labels: given.length })} ${called}.`);
  }

  return {
    draw(now) {
      health.draw(now);
      cards.draw(now);
      atlas.draw(now);
      rivals.draw(now);
      ballot.draw(now);
      tell(now);
    },
  };
}
