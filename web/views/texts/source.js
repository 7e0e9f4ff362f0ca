import { isOwn } from "../../app/texts/tasks.js";
import { h, setAttribute, setText } from "../../app/dom.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/text/own-texts.js").Tokenizer} Tokenizer */

/** Examples of class names that are listed. */
const NAMES = 8;

/**
 * Whose texts are read: the page's definitions, or a file of the reader's own.
 * @param {import("../../app/view.js").Ui} ui
 * @param {(act: import("../../app/texts/control.js").TextAction) => void} act
 */
export function createSource(ui, act) {
  const { words } = ui;
  const title = h("summary");
  const own = h("option", { value: "own", "data-t": "data.set.own" });
  const set = h(
    "select",
    { id: "texts-set", change: () => act({ kind: "set", set: set.value === "own" ? "own" : "definitions" }) },
    h("option", { value: "definitions", "data-t": "data.set.definitions" }),
    own,
  );
  const about = h("p", { class: "field-hint" });
  /** @type {File | null} */
  let file = null;
  const read = () => file && act({ kind: "file", file, tokenizer: /** @type {Tokenizer} */ (tokenizer.value) });
  const input = h("input", {
    id: "texts-file",
    type: "file",
    accept: ".txt,.csv,text/plain,text/csv",
    "aria-describedby": "texts-file-hint",
    change() {
      file = input.files?.[0] ?? file;
      read();
      input.value = "";
    },
  });
  const tokenizer = h(
    "select",
    { id: "texts-tokenizer", "aria-describedby": "texts-tokenizer-hint", change: read },
    h("option", { value: "bpe", "data-t": "texts.tokenizer.bpe" }),
    h("option", { value: "bytes", "data-t": "texts.tokenizer.bytes" }),
  );
  const note = h("p", { class: "data-note", role: "status" });
  const setting = (
    /** @type {HTMLElement} */ field,
    /** @type {string} */ label,
    /** @type {HTMLElement[]} */ ...hints
  ) => h("div", { class: "setting" }, h("label", { for: field.id, "data-t": label }), field, ...hints);
  const element = h(
    "details",
    { class: "settings data texts-source" },
    title,
    h(
      "div",
      { class: "data-panel" },
      setting(set, "texts.set", about),
      setting(
        input,
        "texts.file",
        h("p", { class: "field-hint", id: "texts-file-hint", "data-t": "texts.file.hint" }),
        note,
      ),
      setting(
        tokenizer,
        "texts.tokenizer",
        h("p", { class: "field-hint", id: "texts-tokenizer-hint", "data-t": "texts.tokenizer.hint" }),
      ),
    ),
  );
  /** @type {Snapshot["ownTexts"]} */
  let told = null;

  /** What is in them. @param {NonNullable<Snapshot["ownTexts"]>["data"]} data */
  function aboutOf(data) {
    if (!data) return "";
    const { splits, classes, vocabulary } = data.texts;
    const number = (/** @type {number} */ n) => words.integer?.format(n) ?? "";
    const [pretext, , test] = splits.map(number);
    const said = words.t("texts.about", { pretext, test, vocabulary: number(vocabulary.tokens.length) });
    if (classes.length === 0) return `${said} ${words.t("texts.about.none")}`;
    const more = classes.length > NAMES ? ["…"] : [];
    return `${said} ${words.t("data.about.names", { classes: words.list([...classes.slice(0, NAMES), ...more]) })}`;
  }

  return {
    element,
    /** @param {Snapshot} now */
    draw({ ownTexts, textSpec, texts }) {
      const mine = isOwn(textSpec);
      if (ownTexts && ownTexts !== told) {
        element.open = true;
        tokenizer.value = ownTexts.tokenizer;
        file = ownTexts.file ?? file;
      }
      told = ownTexts;
      const next = words.t(mine ? "data.set.own" : "data.set.definitions");
      const later = texts && isOwn(texts.spec) !== mine;
      const whose = later ? words.t(mine ? "data.set.definitions" : "data.set.own") : next;
      setText(title, words.t(later ? "texts.source.next" : "texts.source", { whose, next }));
      own.hidden = !ownTexts?.data && !mine;
      set.value = mine ? "own" : "definitions";
      setText(about, mine ? aboutOf(ownTexts?.data ?? null) : words.t("texts.about.definitions"));
      setText(
        note,
        ownTexts?.reading
          ? words.t("data.reading")
          : ownTexts?.message
            ? words.t("data.refused", { message: ownTexts.message })
            : "",
      );
      setAttribute(note, "data-refused", Boolean(ownTexts?.message));
    },
  };
}
