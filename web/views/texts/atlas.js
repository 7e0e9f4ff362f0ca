import { hueOf } from "../../app/classes.js";
import { h, setText } from "../../app/dom.js";
import { showsOwn, textsOf } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";
import { createDots } from "../map/dots.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/spaces.js").Placed} Placed */

const SPACES = /** @type {const} */ (["trained", "untrained"]);

/**
 * How many of a class's nearest others are of it, a share for each class.
 * @param {Placed} placed
 * @param {Uint8Array} labels
 * @param {number} classes
 */
function alikeOf({ near, points }, labels, classes) {
  const each = (2 * near.rows.length) / points.length;
  const [all, alike] = [new Array(classes).fill(0), new Array(classes).fill(0)];
  near.rows.forEach((other, i) => {
    const label = labels[Math.floor(i / each)] ?? 0;
    all[label] += 1;
    alike[label] += labels[other] === label ? 1 : 0;
  });
  return alike.map((count, label) => count / Math.max(1, all[label]));
}

/**
 * Where the model puts texts, by what they define, beside where one that has learned nothing puts them.
 * @param {import("../../app/view.js").Ui} ui
 * @param {(act: import("../../app/texts/control.js").TextAction) => void} act
 */
export function createAtlas(ui, act) {
  const { words } = ui;
  /** @type {number | null} */
  let under = null;
  let redraw = () => {};
  const look = (/** @type {number} */ row) => {
    under = row;
    redraw();
  };
  const dots = SPACES.map((space) => createDots(`texts.atlas.${space}`, look, { keys: "texts.atlas.keys" }));
  const attend = () => under !== null && act({ kind: "attend", row: under });
  for (const { element } of dots) {
    element.addEventListener("click", attend);
    element.addEventListener("keydown", ({ key }) => key === "Enter" && attend());
  }
  const which = h("p", { class: "texts-which", "aria-live": "polite" });
  const legend = h("ul", { class: "texts-legend" });
  const body = h("div", {}, h("div", { class: "texts-maps" }, ...dots.map(({ element }) => element)), legend, which);
  const figure = createFigure(ui, body);
  /** @type {string[]} */
  let named = [];

  /** @param {string[]} classes */
  function name(classes) {
    if (classes === named) return;
    named = classes;
    legend.replaceChildren(
      ...classes.map((one, label) => {
        const item = h("li", {}, one);
        item.style.setProperty("--hue", `${hueOf(label)}`);
        return item;
      }),
    );
  }

  const view = {
    element: h("div", { class: "texts-part texts-atlas" }, figure.element),
    /** @param {Snapshot} now */
    draw(now) {
      redraw = () => view.draw(now);
      const atlas = textsOf(now)?.atlas ?? null;
      const { labels = new Uint8Array(), classes = [], texts = [] } = atlas ?? {};
      const placed = SPACES.map((space) => atlas?.[space] ?? null);
      if (!placed.some(Boolean)) under = null;
      name(classes);
      const percent = (/** @type {number} */ share) => words.percent?.format(share) ?? "";
      dots.forEach(({ draw }, i) => {
        const one = placed[i] ?? null;
        draw(one?.points ?? null, labels, one ? percent(one.near.right / labels.length) : "\u00a0", "", under);
      });
      setText(which, under === null ? "\u00a0" : `${texts[under]} (${classes[labels[under] ?? 0]})`);
      const known = placed.flatMap((one) => one ?? []);
      const n = words.integer?.format(labels.length) ?? "";
      view.element.hidden = known.length === 0;
      const key = known.length === 2 ? "texts.atlas.both" : "texts.atlas.first";
      const own = showsOwn(now);
      figure.draw(words.t(own ? "texts.atlas.own" : "texts.atlas"), words.t(own ? `${key}.own` : key, { n }), () => {
        const shares = known.map((one) => alikeOf(one, labels, classes.length));
        return {
          head: [
            words.t("texts.class"),
            ...SPACES.filter((_, i) => placed[i]).map((space) => words.t(`texts.atlas.${space}`)),
          ],
          rows: classes.map((one, label) => [one, ...shares.map((share) => percent(share[label] ?? 0))]),
        };
      });
    },
  };
  return view;
}
