import { hueOf } from "../../app/classes.js";
import { CARDS, CLASSES, MOST_CARDS, labelOf, sayingOf } from "../../app/ten/labels.js";
import { h, isEnabled, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/ten/control.js").Ten} Ten */
/** @typedef {import("../../app/ten/control.js").TenAction} TenAction */

/** The images that the reader labels, by mouse or keys. @param {import("../../app/view.js").Ui} ui */
export function createCards({ words, send }) {
  /** @param {TenAction} act */
  const tell = (act) => send({ type: "ten", act });
  /** @type {Ten | null} */
  let last = null;
  /** Whether the chosen card should have the focus as soon as it is drawn. */
  let follow = false;

  const cards = Array.from({ length: MOST_CARDS }, (_, place) => {
    const picture = createPicture("ten-picture");
    const label = h("b", {});
    const button = h(
      "button",
      { type: "button", class: "ten-card", click: () => choose(place), focus: () => choose(place) },
      picture.element,
      label,
    );
    return { picture, label, button };
  });
  const more = h(
    "button",
    { type: "button", class: "ten-more", click: () => tell({ kind: "more" }) },
    h("b", { "aria-hidden": "true" }, "+"),
    h("span", { "data-t": "ten.more" }),
  );
  const row = h(
    "div",
    { class: "ten-cards", role: "group", "data-t-label": "ten.cards" },
    ...cards.map(({ button }) => button),
    more,
  );
  const digits = CLASSES.map((digit) =>
    h(
      "button",
      { type: "button", class: "ten-digit", click: () => tellOfChosen({ kind: "label", label: digit }) },
      digit,
    ),
  );
  digits.forEach((button, digit) => button.style.setProperty("--hue", `${hueOf(digit)}`));
  /** @param {import("../../app/i18n.js").Key} key @param {() => TenAction} act */
  const button = (key, act) => {
    const node = h("button", { type: "button", "data-t": key, click: () => isEnabled(node) && tell(act()) });
    return node;
  };
  const undo = button("ten.undo", () => ({ kind: "undo" }));
  const another = button("ten.another", () => ({ kind: "another" }));
  const flip = button("ten.flip", () => ({ kind: last?.flipped ? "takeBack" : "flip" }));
  const says = h("p", { class: "ten-says", "aria-live": "polite" });
  const plain = h("input", {
    type: "checkbox",
    id: "ten-equal",
    checked: true,
    change: () => tell({ kind: "plain", plain: !plain.checked }),
  });
  const element = h(
    "div",
    { class: "ten-panel ten-label" },
    h("h3", { "data-t": "ten.label" }),
    h("p", { class: "ten-note", "data-t": "ten.label.how" }),
    row,
    h("div", { class: "ten-digits", role: "group", "data-t-label": "ten.digits" }, ...digits),
    says,
    h("div", { class: "buttons" }, undo, another, flip),
    h(
      "p",
      { class: "ten-equal" },
      plain,
      h("label", { for: "ten-equal", "data-t": "ten.plain" }),
      h("span", { class: "ten-note", "data-t": "ten.plain.about" }),
    ),
  );

  /** @param {number} place */
  function choose(place) {
    if (last && last.at !== place) tell({ kind: "select", place });
  }

  /** @param {TenAction} act  after which another image may be the chosen one */
  function tellOfChosen(act) {
    follow = row.contains(document.activeElement);
    tell(act);
  }

  row.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !last) return;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 5, ArrowUp: -5 }[event.key];
    if (/^[0-9]$/.test(event.key)) tellOfChosen({ kind: "label", label: Number(event.key) });
    else if (event.target === more) return;
    else if (event.key === "Backspace" || event.key === "Delete") tell({ kind: "label", label: null });
    else if (step) tellOfChosen({ kind: "move", by: step });
    else return;
    event.preventDefault();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    tell({ kind: "undo" });
  });

  /** @param {Ten} ten */
  function say({ labels, flipped, flow, message }) {
    if (message) return message;
    if (flipped) {
      const { was, said, accuracy } = flipped;
      const percent = (/** @type {number} */ share) => words.percent?.format(share) ?? "";
      const values = { was: String(was), said: String(said), before: percent(accuracy) };
      if (flow.accuracy === null) return words.t("ten.says.flipping", values);
      return words.t("ten.says.flipped", { ...values, after: percent(flow.accuracy) });
    }
    const { key, values } = sayingOf(labels.given, (list) => words.list(list.map(String)));
    return words.t(key, values);
  }

  return {
    element,
    /** @param {Snapshot} now */
    draw({ ten }) {
      const first = ten?.phase === "ready" && last?.phase !== "ready";
      last = ten;
      element.inert = ten?.phase !== "ready";
      const { shown = [], at = 0, labels, from = 0, flipped = null } = ten ?? {};
      cards.forEach(({ picture, label: text, button: card }, place) => {
        const image = shown[place];
        card.hidden = !image && place >= CARDS;
        card.disabled = !image;
        picture.draw(image?.pixels ?? null);
        const row = from + (image?.number ?? -1);
        const digit = image && labels ? labelOf(labels, row) : null;
        setText(text, digit === null ? "?" : String(digit));
        setAttribute(card, "data-labelled", digit !== null);
        setAttribute(card, "data-wrong", flipped !== null && flipped.row === row);
        if (digit !== null) card.style.setProperty("--hue", `${hueOf(digit)}`);
        setAttribute(card, "aria-pressed", String(place === at));
        setAttribute(card, "tabindex", place === at ? 0 : -1);
        const said = digit === null ? words.t("ten.card.unlabelled") : words.t("ten.card.labelled", { digit });
        setAttribute(card, "aria-label", words.t("ten.card", { place: place + 1, label: said }));
      });
      if (follow) cards[at]?.button.focus({ preventScroll: true });
      follow = false;
      // Whoever has waited at the button goes on with what has come of it.
      if (first && document.activeElement?.closest(".ten-begin")) cards[at]?.button.focus({ preventScroll: true });
      setEnabled(undo, (labels?.past.length ?? 0) > 0);
      // What it changes is told against what it was before.
      setEnabled(flip, flipped !== null || typeof ten?.flow.accuracy === "number");
      more.hidden = shown.length >= MOST_CARDS;
      setText(flip, words.t(flipped ? "ten.takeBack" : "ten.flip"));
      setAttribute(flip, "data-t", flipped ? "ten.takeBack" : "ten.flip");
      plain.checked = !ten?.plain;
      setText(says, ten ? say(ten) : "");
    },
  };
}
