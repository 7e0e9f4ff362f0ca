import { described } from "./descriptions.js";
import { descriptionOf, isRotation, watchedSpec } from "./task.js";

/** @typedef {import("./inquiries.js").Inquiry} Inquiry */
/** @typedef {import("./store.js").Snapshot} Snapshot */
/** @typedef {import("../api/protocol.js").Answered} Answered */
/** @typedef {{row: number, number: number, draw: number}} Example  of a test image */

/**
 * Examples of the pretext task, each answered by the model as it is now.
 *
 * @param {"watch" | "examples"} name
 * @param {(now: Snapshot, perRow: number, rows: number) => Example[]} wanted
 * @param {(now: Snapshot) => boolean} answered  whether there is somebody to ask
 * @returns {Inquiry}
 */
export const inquiryOf = (name, wanted, answered) => ({
  name,
  on(now) {
    const known = described(now, watchedSpec(now));
    const others = !isRotation(watchedSpec(now).task);
    return others && answered(now) && now.data && known ? [now.data, now.digit, now.progress, now.result, known] : null;
  },
  async ask(of, now) {
    const { data, digit } = now;
    const spec = watchedSpec(now);
    const known = described(now, spec);
    const model = of("pretext");
    if (!data || !known || !model) return {};
    const ask = async (/** @type {Example} */ { row, number, draw }) => {
      const answer = await model.answer("pretext", (await data.test.images.read(row)).slice(), number, draw);
      // An image alone does not know its label.
      const label = descriptionOf(spec.task).predict === "label";
      return answer && label ? { ...answer, choice: data.test.labels[row] ?? -1 } : answer;
    };
    const examples = await Promise.all(wanted(now, known.examples_per_row, data.test.rows).map(ask));
    return { [name]: { digit, task: spec.task, examples } };
  },
});
