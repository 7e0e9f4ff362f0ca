import { h, setText } from "../../app/dom.js";

/** @typedef {{head: string[], rows: (string | number)[][]}} Table */

let count = 0;

/**
 * The frame of every figure: caption, the figure itself, one sentence that says what it shows, and behind one button its
 * picture as a file and its numbers as a table, which is made only while it is open.
 *
 * @param {import("../../app/view.js").Ui} ui
 * @param {Node} body
 * @param {{table?: boolean}} [options]
 */
export function createFigure({ send }, body, { table: hasTable = true } = {}) {
  const id = `figure-${++count}`;
  const caption = h("span", { class: "figure-caption", id: `${id}-caption` });
  const summary = h("span", { class: "figure-summary", id: `${id}-summary` });
  const table = h("table");
  const png = h("button", {
    type: "button",
    class: "figure-png",
    "data-t": "figure.png.label",
    click() {
      const name = element.closest("[data-view]")?.getAttribute("data-view") ?? "figure";
      send({ type: "save", what: "figure", figure: element, name });
    },
  });
  const scroll = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-labelledby": `${id}-caption` }, table);
  const details = h(
    "details",
    { class: "figure-table figure-tools" },
    h("summary", { "data-t": hasTable ? "figure.table" : "figure.png", "aria-describedby": `${id}-caption` }),
    hasTable && scroll,
    png,
  );
  const element = h(
    "figure",
    { class: "figure", "aria-labelledby": `${id}-caption` },
    h("figcaption", {}, caption, details, summary),
    body,
  );
  /** @type {() => Table} */
  let numbers = () => ({ head: [], rows: [] });
  let drawn = "";

  function fillTable() {
    if (!details.open) return;
    const { head, rows } = numbers();
    const key = JSON.stringify([head, rows]);
    if (key === drawn) return;
    drawn = key;
    table.replaceChildren(
      h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))),
      h(
        "tbody",
        {},
        ...rows.map((row) =>
          h("tr", {}, ...row.map((value, i) => (i === 0 ? h("th", { scope: "row" }, value) : h("td", {}, value)))),
        ),
      ),
    );
  }
  details.addEventListener("toggle", fillTable);

  return {
    element,
    /**
     * @param {string} captionText
     * @param {string} summaryText
     * @param {() => Table} [makeTable]
     */
    draw(captionText, summaryText, makeTable) {
      setText(caption, captionText);
      setText(summary, summaryText);
      if (makeTable) numbers = makeTable;
      fillTable();
    },
  };
}
