import { h, setAttribute, setText } from "../../app/dom.js";
import { writeBench } from "../../app/hash.js";
import { taskTitle } from "../../app/task.js";
import { TASKS } from "../../app/recorded.js";

/** The other tasks, with the same settings. @param {import("../../app/view.js").Ui} ui */
export function createRail({ words }) {
  const links = TASKS.map((task) => ({ task, link: h("a", { "data-t": `task.${task}` }) }));
  const own = h("a", { hidden: true });
  const element = h(
    "nav",
    { class: "rail", "data-t-label": "places.gallery" },
    h("ul", {}, ...links.map(({ link }) => h("li", {}, link)), h("li", {}, own)),
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ spec }) {
      for (const { task, link } of links) {
        setAttribute(link, "href", writeBench({ spec: { ...spec, task } }));
        setAttribute(link, "aria-current", task === spec.task ? "page" : null);
      }
      own.hidden = typeof spec.task === "string";
      if (own.hidden) return;
      setAttribute(own, "href", writeBench({ spec }));
      setAttribute(own, "aria-current", "page");
      setText(own, taskTitle(words, spec.task));
    },
  };
}
