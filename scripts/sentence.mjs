import messages from "../web/messages/en.js";

/**
 * A message in English.
 * @param {{key: string, values: Record<string, string | number>}} message
 */
export function sentence({ key, values }) {
  const pattern = /** @type {Record<string, string>} */ (messages)[key];
  if (pattern === undefined) throw new RangeError(`web/messages/en.js has no sentence '${key}'`);
  return pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString("en") : value;
  });
}
