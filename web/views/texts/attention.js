import { h, setAttribute, setText } from "../../app/dom.js";
import { textsOf } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/texts/control.js").Attention} Attention */

const SPACES = /** @type {const} */ (["trained", "untrained"]);

/** How much each place of a head looks at each, a row for each place. @param {Attention} attention @param {"trained" | "untrained"} space @param {number} head */
function weightsOf(attention, space, head) {
  const each = attention.tokens.length ** 2;
  return attention[space].subarray(head * each, (head + 1) * each);
}

/**
 * What places look at on average: themselves, the one before, and the start; the start itself has no choice.
 * @param {Float32Array} weights
 * @param {number} places
 */
function habitsOf(weights, places) {
  const mean = (/** @type {(place: number) => number} */ of) =>
    Array.from({ length: places - 1 }, (_, i) => weights[(i + 1) * places + of(i + 1)] ?? 0).reduce(
      (sum, weight) => sum + weight / (places - 1),
      0,
    );
  return [mean((place) => place), mean((place) => place - 1), mean(() => 0)];
}

/** What each head looks at in a definition, beside what it looked at before it had learned anything. @param {import("../../app/view.js").Ui} ui */
export function createAttention(ui) {
  const { words } = ui;
  let [head, place] = [0, 1];
  /** @type {Attention | null} */
  let drawn = null;
  let redraw = () => {};
  const grids = SPACES.map(() => h("div", { class: "texts-heads" }));
  const lines = SPACES.map(() => h("p", { class: "texts-looks", dir: "auto" }));
  const which = h("p", { class: "texts-which", "aria-live": "polite" });
  const body = h(
    "div",
    {},
    ...SPACES.map((space, i) =>
      h("div", { class: "texts-space" }, h("h4", { "data-t": `texts.atlas.${space}` }), grids[i] ?? "", lines[i] ?? ""),
    ),
    which,
  );
  const figure = createFigure(ui, body);
  const element = h("div", { class: "texts-part texts-attention" }, figure.element);

  /** @param {HTMLCanvasElement} canvas @param {Float32Array} weights @param {number} places */
  function paint(canvas, weights, places) {
    const context = canvas.getContext("2d");
    if (!context) return;
    canvas.width = canvas.height = places;
    context.fillStyle = getComputedStyle(canvas).color;
    weights.forEach((weight, i) => {
      context.globalAlpha = Math.min(1, weight);
      context.fillRect(i % places, Math.floor(i / places), 1, 1);
    });
  }

  /** @param {Attention} attention */
  function make(attention) {
    drawn = attention;
    const { tokens, heads, blocks } = attention;
    [head, place] = [0, Math.min(2, tokens.length - 1)];
    SPACES.forEach((space, i) => {
      const buttons = Array.from({ length: blocks * heads }, (_, which) => {
        const canvas = h("canvas");
        const button = h(
          "button",
          { type: "button", "aria-label": nameOf(attention, which), click: () => ((head = which), redraw()) },
          canvas,
        );
        queueMicrotask(() => paint(canvas, weightsOf(attention, space, which), tokens.length));
        return button;
      });
      grids[i]?.replaceChildren(...buttons);
      const shown = tokens.map((token, which) =>
        h("button", { type: "button", click: () => ((place = which), redraw()) }, token),
      );
      lines[i]?.replaceChildren(...shown);
    });
  }

  /** @param {Attention} attention @param {number} which */
  const nameOf = ({ heads }, which) =>
    words.t("texts.attention.head", { block: Math.floor(which / heads) + 1, head: (which % heads) + 1 });

  const view = {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      redraw = () => view.draw(now);
      const texts = textsOf(now);
      const attention = texts?.attention ?? null;
      element.hidden = !texts?.atlas;
      body.hidden = attention === null;
      if (attention && attention !== drawn) make(attention);
      const percent = (/** @type {number} */ share) => words.wholePercent?.format(share) ?? "";
      if (attention) {
        const places = attention.tokens.length;
        SPACES.forEach((space, i) => {
          const looks = weightsOf(attention, space, head).subarray(place * places, (place + 1) * places);
          [...(lines[i]?.children ?? [])].forEach((one, other) => {
            /** @type {HTMLElement} */ (one).style.setProperty("--look", `${Math.round(100 * (looks[other] ?? 0))}%`);
            setAttribute(one, "aria-pressed", String(other === place));
            setAttribute(one, "title", percent(looks[other] ?? 0));
          });
          [...(grids[i]?.children ?? [])].forEach((one, other) =>
            setAttribute(one, "aria-pressed", String(other === head)),
          );
        });
        const [most] = weightsOf(attention, "trained", head)
          .subarray(place * places, (place + 1) * places)
          .reduce(([best, weight], one, i) => (one > weight ? [i, one] : [best, weight]), [0, 0]);
        const said = { head: nameOf(attention, head), token: attention.tokens[place] ?? "" };
        setText(which, words.t("texts.attention.most", { ...said, most: attention.tokens[most] ?? "" }));
      }
      figure.draw(
        words.t("texts.attention"),
        words.t(attention ? "texts.attention.about" : "texts.attention.none"),
        () => {
          if (!attention) return { head: [], rows: [] };
          const all = Array.from({ length: attention.blocks * attention.heads }, (_, i) => i);
          return {
            head: ["head", "self", "before", "start"].map((column) =>
              words.t(/** @type {import("../../app/i18n.js").Key} */ (`texts.attention.column.${column}`)),
            ),
            rows: SPACES.flatMap((space) =>
              all.map((which) => [
                `${words.t(`texts.atlas.${space}`)}: ${nameOf(attention, which)}`,
                ...habitsOf(weightsOf(attention, space, which), attention.tokens.length).map(percent),
              ]),
            ),
          };
        },
      );
    },
  };
  return view;
}
