import { isLikeMnist } from "../api/data/data.js";
import { dataSets, setOf } from "../api/spec.js";

/** @typedef {import("./store.js").Snapshot} Snapshot */
/** @typedef {Pick<Snapshot, "data" | "classes">} Labelled */

/** How many classes there are while no data say so. */
export const usualClasses = 10;

/**
 * What the images are that are spoken of.
 * @param {Labelled & Pick<Snapshot, "spec">} now
 * @returns {import("./i18n.js").Words["subject"]}
 */
export function subjectOf({ data, classes, spec }) {
  const digits = data ? isLikeMnist(data) && !(data.own && classes === "clothes") : setOf(spec) === dataSets[0];
  return digits ? "digits" : "images";
}

/** @param {import("./i18n.js").Words} words @param {Labelled} now */
function namesIn(words, { data, classes }) {
  const names = data?.about.names;
  if (names) return names[words.language] ?? names.en;
  const clothes = data?.own && classes === "clothes" && data.about.classes === usualClasses;
  return clothes ? words.t("classes.clothes").split(", ") : undefined;
}

/**
 * What the classes are called, by their names or else their numbers.
 *
 * @param {import("./i18n.js").Words} words
 * @param {Labelled} now
 */
export const classNames = (words, now) =>
  namesIn(words, now) ?? Array.from({ length: now.data?.about.classes ?? usualClasses }, (_, i) => String(i));

/** Of a digit's colour, in degrees: neighbouring digits lie far apart on the circle of hues. @param {number} digit */
export const hueOf = (digit) => 108 * digit;

/**
 * A label, with its name where it is more than the label.
 *
 * @param {import("./i18n.js").Words} words
 * @param {Labelled} now
 * @param {number} label
 */
export function labelName(words, now, label) {
  const name = namesIn(words, now)?.[label];
  return name === undefined ? String(label) : `${label} (${name})`;
}
