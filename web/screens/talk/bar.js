import { h, isEnabled, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { namedTasks } from "../../api/spec.js";
import { textTasks } from "../../app/hash.js";
import { taskName } from "../../app/task.js";

/** @typedef {import("../../app/i18n.js").Key} Key */

/**
 * Which scene is on, and the ways to the others.
 * @param {HTMLElement} host
 * @param {import("../../app/view.js").Ui} ui
 * @param {(by: number | null) => void} go  by how many scenes; null: out of the talk
 * @returns {import("../../app/view.js").View}
 */
export function createBar(host, { words }, go) {
  const button = (/** @type {Key} */ key, /** @type {number | null} */ by) => {
    const node = h("button", { type: "button", "data-t": key, click: () => isEnabled(node) && go(by) });
    return node;
  };
  const [back, on] = [button("talk.back", -1), button("talk.on", 1)];
  const where = h("p", { class: "talk-where", "aria-live": "polite" });
  const unknown = h("p", { class: "talk-unknown", role: "alert" });
  const end = button("talk.end", null);
  host.append(back, where, on, end, unknown);
  words.label(host);
  /** @param {string} name */
  const titleOf = (name) =>
    namedTasks.includes(name) || textTasks.includes(name)
      ? taskName(words, name)
      : name === "own"
        ? words.t("task.composed")
        : words.t(/** @type {Key} */ (`places.${name}`));
  return {
    element: host,
    on: (now) => [now.talk],
    draw({ talk }) {
      host.hidden = talk === null;
      setAttribute(document.documentElement, "data-present", talk?.present && talk.scenes.length > 0);
      if (!talk) return;
      const { scenes, at, unknown: names } = talk;
      for (const part of [back, where, on]) part.hidden = scenes.length === 0;
      setEnabled(back, at > 0);
      setEnabled(on, at < scenes.length - 1);
      const name = scenes[at] ? titleOf(scenes[at].name) : "";
      setText(where, words.t("talk.where", { n: at + 1, of: scenes.length, name }));
      setText(unknown, names.length > 0 ? words.t("talk.unknown", { names: words.list(names) }) : "");
    },
  };
}
