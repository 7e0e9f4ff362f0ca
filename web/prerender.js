import temml from "temml";
import { formulas } from "./formulas.js";
import { messages } from "./messages/en.js";
import { amountsOf } from "./app/amounts.js";
import { parseRichText } from "./app/rich-text.js";
import fair from "./presets/fair.json" with { type: "json" };

/** @param {string} text */
const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** @param {string} key */
function message(key) {
  const text = /** @type {Record<string, string>} */ (messages)[key];
  if (text === undefined) throw new Error(`index.html asks for the message "${key}", which messages/en.js lacks`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => amounts[name]?.toLocaleString("en") ?? whole);
}

/** What is said before there is a script: of the notebook as it is at first. @type {Record<string, number>} */
const amounts = amountsOf(/** @type {import("./api/spec.js").Spec} */ (/** @type {unknown} */ (fair)));

/** @param {string} text */
function html(text) {
  return parseRichText(text)
    .map((piece) => {
      const inner = escape(piece.text);
      if (piece.kind === "em") return `<em>${inner}</em>`;
      return piece.kind === "link" ? `<a href="${escape(piece.href ?? "")}">${inner}</a>` : inner;
    })
    .join("");
}

/** The page's content security policy has no inline styles, and the browser's own do. @param {string} name */
function mathml(name) {
  const tex = /** @type {Record<string, string>} */ (formulas)[name];
  if (tex === undefined) throw new Error(`index.html asks for the formula "${name}", which formulas.js lacks`);
  return temml.renderToString(tex, { displayMode: true }).replace(/ style="[^"]*"/g, "");
}

/**
 * Writes the English messages into the empty elements of index.html that name them, so that the page can be read before
 * (and without) its script, and each sentence still has one home; formulas likewise.
 *
 * @returns {import("vite").Plugin[]}
 */
export function prerender() {
  return [write, blockRendering];
}

/** @type {import("vite").Plugin} */
const write = {
  name: "pretext-prerender",
  transformIndexHtml: {
    order: "pre",
    handler: (page) =>
      page
        .replace(
          /(<(\w+)\b[^>]*\sdata-t="([\w.]+)"[^>]*>)(<\/\2>)/g,
          (_, open, _tag, key, close) => open + html(message(key)) + close,
        )
        .replace(/\bdata-t-label="([\w.]+)"/g, (whole, key) => `${whole} aria-label="${escape(message(key))}"`)
        .replace(
          /(<(\w+)\b[^>]*\sdata-formula="(\w+)"[^>]*>)(<\/\2>)/g,
          (_, open, _tag, name, close) => open + mathml(name) + close,
        )
        .replace(/\bdata-t-content="([\w.]+)"/g, (_, key) => `content="${escape(message(key))}"`),
  },
};

/**
 * The scripts fill the figures before the first paint, so that nothing moves afterwards. Vite writes their tags anew
 * and leaves this out.
 *
 * @type {import("vite").Plugin}
 */
const blockRendering = {
  name: "pretext-block-rendering",
  transformIndexHtml: {
    order: "post",
    handler: (page) => page.replaceAll('<script type="module" crossorigin', '$& blocking="render"'),
  },
};
