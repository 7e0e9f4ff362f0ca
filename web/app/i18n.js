/// <reference types="vite/client" />
import { parseRichText } from "./rich-text.js";
import { h } from "./dom.js";
import english from "../messages/en.js";

/** @typedef {import("../messages/en.js").Key} Key */
/** @typedef {Record<string, string | number>} Values */
/** @typedef {(key: Key, values?: Values) => string} Translate */

/** One file for each language, named by its code: dropping one in is all it takes. English is always at hand. */
const files = /** @type {Record<string, () => Promise<{default: Record<Key, string>}>>} */ (
  /** @type {unknown} */ (import.meta.glob(["../messages/*.js", "!../messages/en.js"]))
);

/** By language, what is said otherwise of images that are no digits: under the message's key and `.images`. */
const ofImages = /** @type {Record<string, () => Promise<{default: Record<string, string>}>>} */ (
  /** @type {unknown} */ (import.meta.glob("../messages/*/images.js"))
);

/** @param {string} path */
const codeOf = (path) => path.replace(/^.*\/|\.js$/g, "");

export const languages = ["en", ...Object.keys(files).map(codeOf)]
  .sort()
  .map((code) => ({ code, name: new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code }));

/** @param {string | null | undefined} code */
export const isLanguage = (code) => languages.some((language) => language.code === code);

/** The first of the reader's languages that we have. */
export function preferredLanguage() {
  for (const wanted of navigator.languages) {
    const code = wanted.split("-")[0];
    if (code && isLanguage(code)) return code;
  }
  return "en";
}

/** What views say things with. One object for the whole page, changed in place when the language changes. */
export class Words {
  /** @type {Record<Key, string>} */
  #messages = english;
  /** What stands in the place of some of them. @type {Record<string, string>} */
  #instead = {};
  language = "en";
  /** What the page's images are. @type {"digits" | "images"} */
  subject = "digits";
  /** What any message may say of what is set up, by name. @type {Values} */
  amounts = {};

  constructor() {
    this.#formats();
  }

  #formats() {
    const code = this.language;
    this.integer = new Intl.NumberFormat(code, { maximumFractionDigits: 0 });
    this.decimal = new Intl.NumberFormat(code, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.loss = new Intl.NumberFormat(code, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
    this.percent = new Intl.NumberFormat(code, {
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    this.exact = new Intl.NumberFormat(code, { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.wholePercent = new Intl.NumberFormat(code, { style: "percent", maximumFractionDigits: 0 });
    this.free = new Intl.NumberFormat(code, { maximumSignificantDigits: 6 });
  }

  /** @param {string} code */
  async use(code) {
    const load = files[`../messages/${code}.js`];
    const [messages, instead] = [load ? (await load()).default : english, await this.#insteadIn(code)];
    this.#messages = messages;
    this.#instead = instead;
    this.language = code;
    this.#formats();
    document.documentElement.lang = code;
    document.title = this.t("page.title");
    this.label(document);
  }

  /** @param {string} code @returns {Promise<Record<string, string>>} */
  async #insteadIn(code) {
    const load = this.subject === "images" ? ofImages[`../messages/${code}/images.js`] : undefined;
    return load ? (await load()).default : {};
  }

  /**
   * Has the page speak of digits, or of images of any kind.
   * @param {Words["subject"]} subject
   */
  async speakOf(subject) {
    if (subject === this.subject) return;
    this.subject = subject;
    const { language } = this;
    const instead = await this.#insteadIn(language);
    if (subject !== this.subject || language !== this.language) return; // there is something newer to say
    this.#instead = instead;
    document.documentElement.dataset.subject = subject;
    this.label(document);
  }

  /** @type {Translate} */
  t = (key, values) => {
    const message = this.#instead[`${key}.images`] ?? this.#messages[key] ?? english[key] ?? key;
    return message.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values?.[name] ?? this.amounts[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? (this.free?.format(value) ?? String(value)) : value;
    });
  };

  /**
   * Fills every element that names its message: `data-t` its words, `data-t-label` its accessible name.
   *
   * @param {ParentNode} root
   */
  label(root) {
    for (const node of root.querySelectorAll("[data-t]")) {
      node.replaceChildren(...this.nodes(/** @type {Key} */ (node.getAttribute("data-t"))));
    }
    for (const node of root.querySelectorAll("[data-t-label]")) {
      node.setAttribute("aria-label", this.t(/** @type {Key} */ (node.getAttribute("data-t-label"))));
    }
  }

  /**
   * @param {Key} key
   * @param {Values} [values]
   * @returns {Node[]}
   */
  nodes(key, values) {
    return parseRichText(this.t(key, values)).map((piece) => {
      if (piece.kind === "em") return h("em", {}, piece.text);
      if (piece.kind === "link") return h("a", { href: piece.href }, piece.text);
      return document.createTextNode(piece.text);
    });
  }

  /**
   * Has the page's text follow what is set up.
   * @param {Values} amounts
   */
  follow(amounts) {
    if (Object.entries(amounts).every(([name, value]) => this.amounts[name] === value)) return;
    this.amounts = amounts;
    this.label(document);
  }

  /** @param {string[]} items */
  list(items) {
    return new Intl.ListFormat(this.language, { type: "conjunction" }).format(items);
  }

  /** @param {number} seconds */
  duration(seconds) {
    const whole = Math.max(0, Math.round(seconds));
    const minutes = Math.floor(whole / 60);
    if (minutes === 0) return this.t("time.seconds", { s: whole });
    return this.t("time.minutes", { m: minutes, s: String(whole % 60).padStart(2, "0") });
  }
}
