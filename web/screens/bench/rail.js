import { h, setAttribute, setText } from "../../app/dom.js";
import { writeBench } from "../../app/hash.js";
import { COLOUR_TASKS, TASKS } from "../../app/recorded.js";
import { taskTitle, withTask } from "../../app/task.js";

/** The other tasks, with the same settings where the images have what they ask for. @param {import("../../app/view.js").Ui} ui */
export function createRail({ words }) {
  const links = [...TASKS, ...COLOUR_TASKS].map((task) => ({ task, link: h("a", { "data-t": `task.${task}` }) }));
  const own = h("a", { hidden: true });
  const element = h(
    "nav",
    { class: "rail", "data-t-label": "places.gallery" },
    h("ul", {}, ...links.map(({ link }) => h("li", {}, link)), h("li", {}, own)),
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ spec, data }) {
      for (const { task, link } of links) {
        setAttribute(link, "href", writeBench({ spec: withTask(spec, task, data) }));
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
