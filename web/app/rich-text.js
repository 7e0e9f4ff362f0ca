/**
 * The little markup that messages may use: `*emphasis*` and `[words](address)`. Parsed to plain values, so that the page
 * can make nodes of it and the build can make HTML, and neither ever treats a message as HTML.
 *
 * @typedef {{kind: "text" | "em" | "link", text: string, href?: string}} Piece
 */

const markup = /\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * @param {string} message
 * @returns {Piece[]}
 */
export function parseRichText(message) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const match of message.matchAll(markup)) {
    if (match.index > end) pieces.push({ kind: "text", text: message.slice(end, match.index) });
    if (match[1] !== undefined) pieces.push({ kind: "em", text: match[1] });
    else pieces.push({ kind: "link", text: match[2] ?? "", href: match[3] });
    end = match.index + match[0].length;
  }
  if (end < message.length) pieces.push({ kind: "text", text: message.slice(end) });
  return pieces;
}
