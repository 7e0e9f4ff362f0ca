import { LOSSES, judgedName, judgedSpec, judgedTasks } from "../../app/judged.js";
import { h, setText } from "../../app/dom.js";
import { writeBench } from "../../app/hash.js";
import { unpackPixels } from "../../app/recorded-file.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../app/judged.js").JudgedTask} JudgedTask */

const records = /** @type {Record<string, () => Promise<{default: unknown}>>} */ (
  /** @type {unknown} */ (import.meta.glob("../../recorded/judged/*.json"))
);

/** @param {string} name @returns {Promise<JudgedTask>} */
const load = async (name) => {
  const file = records[`../../recorded/judged/${name}.json`];
  return /** @type {JudgedTask} */ ((await file()).default);
};

/** The same pictures, drawn by networks that differ in their loss alone. @type {import("../../app/view.js").CreateView} */
export function createJudged(host, ui) {
  const { words } = ui;
  const names = Object.keys(LOSSES);
  const columns = names.map((name) => {
    const said = h("span", { class: "judged-said" });
    const link = h("a", { class: "judged-train", href: "#", "data-t": "judged.train" });
    return { name, said, link, head: h("th", { scope: "col" }, h("span", { "data-t": `judged.${name}` }), said, link) };
  });
  const head = h(
    "tr",
    {},
    h("th", { scope: "col", "data-t": "judged.shown" }),
    ...columns.map((column) => column.head),
    h("th", { scope: "col", "data-t": "judged.original" }),
  );
  const rows = h("tbody");
  const table = h("table", { class: "judged" }, h("thead", {}, head), rows);
  const figure = createFigure(ui, h("div", { class: "judged-scroll" }, table));
  host.append(figure.element);

  /** @type {Record<string, JudgedTask>} */
  const known = {};
  let drawn = "";
  /** @type {import("../../app/view.js").Snapshot | null} */
  let latest = null;

  /** @param {string} name */
  async function fetch(name) {
    known[name] = await load(name);
    if (latest) draw(latest);
  }

  /** @param {JudgedTask} task */
  function drawRows({ examples }) {
    rows.replaceChildren(
      ...examples.map(({ shown, said, original }) =>
        h(
          "tr",
          {},
          ...[shown, ...said, original].map((pixels) => {
            const picture = createPicture("judged-picture");
            picture.draw(unpackPixels(pixels));
            return h("td", {}, picture.element);
          }),
        ),
      ),
    );
  }

  /** @param {import("../../app/view.js").Snapshot} now */
  function draw(now) {
    latest = now;
    const name = judgedName(now.spec.task) ?? judgedTasks[0];
    const task = known[name];
    if (!task && drawn !== `wanted ${name}`) {
      drawn = `wanted ${name}`;
      void fetch(name);
    }
    for (const { name: loss, link } of columns) link.href = writeBench({ spec: judgedSpec(name, loss) });
    if (!task) return;
    if (drawn !== name) drawRows(task);
    drawn = name;
    const numbers = task.losses.map(({ psnr, edges }) => ({
      psnr: words.decimal?.format(psnr) ?? "",
      edges: words.wholePercent?.format(edges) ?? "",
    }));
    columns.forEach(({ said }, i) => setText(said, words.t("judged.numbers", numbers[i] ?? {})));
    figure.draw(
      words.t(`judged.caption.${/** @type {"inpainting"} */ (name)}`),
      words.t("judged.about", { epochs: task.epochs, images: task.images }),
      () => ({
        head: [words.t("judged.loss"), words.t("example.decibels"), words.t("judged.edges")],
        rows: columns.map((column, i) => [
          words.t(`judged.${/** @type {"all"} */ (column.name)}`),
          numbers[i]?.psnr ?? "",
          numbers[i]?.edges ?? "",
        ]),
      }),
    );
  }
  return { element: host, on: (now) => [now.spec.task], draw };
}
