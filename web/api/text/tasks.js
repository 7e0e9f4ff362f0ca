import { taskNamed } from "../grammar.js";

/**
 * Whether a spec's task asks about texts.
 * @param {import("../spec.js").Spec} spec
 */
export function isOfTexts({ task }) {
  const { predict = "" } =
    /** @type {{predict?: string}} */ (typeof task === "string" ? taskNamed(task)?.description : task) ?? {};
  return predict === "token";
}
