/** @typedef {import("./store.js").Snapshot} Snapshot */

/**
 * What the ten classes are called.
 *
 * @param {import("./i18n.js").Words} words
 * @param {Snapshot["classes"]} classes
 */
export const classNames = (words, classes) =>
  classes === "clothes" ? words.t("classes.clothes").split(", ") : Array.from({ length: 10 }, (_, i) => String(i));

/** Of a digit's colour, in degrees: neighbouring digits lie far apart on the circle of hues. @param {number} digit */
export const hueOf = (digit) => 108 * digit;

/**
 * A label, with its name where it is more than the label.
 *
 * @param {import("./i18n.js").Words} words
 * @param {Pick<Snapshot, "data" | "classes">} now
 * @param {number} label
 */
export function labelName(words, { data, classes }, label) {
  return data?.own && classes === "clothes" ? `${label} (${classNames(words, classes)[label]})` : String(label);
}
