/**
 * A table in Markdown.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {number} [texts]  columns of words, not numbers, at the left
 */
export function table(head, rows, texts = 1) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i < texts ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
