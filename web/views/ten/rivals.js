import { h, setAttribute, setText } from "../../app/dom.js";

/** @type {("own" | "pixels" | "random")[]} */
const ROWS = ["own", "pixels", "random"];

/** The same labels over other likenesses. @param {import("../../app/i18n.js").Words} words */
export function createRivals(words) {
  const rows = ROWS.map((name) => {
    const bar = h("i");
    const value = h("b", {}, "–");
    const element = h(
      "li",
      { class: `ten-rival ${name}` },
      h("span", { "data-t": `ten.rivals.${name}` }),
      h("span", { class: "ten-track", "aria-hidden": "true" }, bar),
      value,
    );
    return { name, bar, value, element };
  });
  const element = h(
    "section",
    { class: "ten-rivals" },
    h("h3", { "data-t": "ten.rivals" }),
    h("p", { class: "ten-note", "data-t": "ten.rivals.about" }),
    h("ul", {}, ...rows.map((row) => row.element)),
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ ten }) {
      for (const { name, bar, value } of rows) {
        const own = { located: 1, accuracy: ten?.flow.accuracy ?? ten?.flow.frames.at(-1)?.accuracy ?? null };
        const rival = name === "own" ? own : (ten?.rivals[name] ?? { located: 0, accuracy: null });
        bar.style.transform = `scaleX(${(rival.accuracy ?? 0).toFixed(3)})`;
        const locating = rival.accuracy === null && rival.located > 0 && rival.located < 1;
        setAttribute(value, "data-soft", locating);
        setText(
          value,
          rival.accuracy !== null
            ? (words.percent?.format(rival.accuracy) ?? "")
            : locating
              ? words.t("ten.rivals.locating", { percent: words.wholePercent?.format(rival.located) ?? "" })
              : "–",
        );
      }
    },
  };
}
