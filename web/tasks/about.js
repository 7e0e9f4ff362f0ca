import { described } from "../app/descriptions.js";
import { setText } from "../app/dom.js";
import { taskAbout, watchedSpec } from "../app/task.js";

/** What the task does and asks. @type {import("../app/view.js").CreateView} */
export function createAbout(host, { words }) {
  return {
    element: host,
    on: (now) => [watchedSpec(now), described(now, watchedSpec(now))],
    draw(now) {
      const spec = watchedSpec(now);
      setText(host, taskAbout(words, spec.task, described(now, spec)?.choices));
    },
  };
}
