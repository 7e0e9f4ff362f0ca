import { taskNamed } from "../grammar.js";

/**
 * Whether a spec's task asks about texts.
 * @param {Pick<import("../spec.js").Spec, "task">} spec
 */
export function isOfTexts({ task }) {
  const { predict = "" } =
    /** @type {{predict?: string}} */ (typeof task === "string" ? taskNamed(task)?.description : task) ?? {};
  return predict === "token";
}

/** Whether a file is one of texts, by its name. @param {string} name */
export const areTexts = (name) => /\.(txt|csv)$/i.test(name);

/** Tokens that a text may have beside start and end. @param {import("../spec.js").Spec} spec */
export const roomOf = ({ transformer }) => (transformer?.context ?? 32) - 2;
