import { h, setText } from "../../app/dom.js";
import { TASKS } from "../../app/recorded.js";
import { VIEWS, snippetsOf } from "./snippets.js";

/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** What a course page most often fixes, where the notebook's fields are. */
const LOCKS = ["task", "preset", "seed", "data.labelled.count", "pretext.epochs"];
const NOTEBOOK = ["notebook", "story"];

/** @param {string} name @param {Key} key */
function createTick(name, key) {
  const input = h("input", { type: "checkbox", name });
  return { name, input, element: h("label", { class: "share-tick" }, input, h("span", { "data-t": key })) };
}

/** @param {Key} key @param {import("../../app/view.js").Ui} ui */
function createSnippet(key, ui) {
  const id = `share-${key.split(".").at(-1)}`;
  const text = h("textarea", { id, rows: 3, readonly: true, spellcheck: "false" });
  const copy = h("button", {
    type: "button",
    "data-t": "share.copy",
    async click() {
      text.select();
      // Pages without https have no clipboard: the text is selected, to be copied by hand.
      const done = await navigator.clipboard?.writeText(text.value).then(
        () => true,
        () => false,
      );
      if (done) setText(copy, ui.words.t("share.copied"));
    },
  });
  const element = h("div", { class: "share-snippet" }, h("label", { for: id, "data-t": key }), text, copy);
  return { element, text };
}

/** Builds the link, the frame and the element for a course page, and the address of a lecture. @type {import("../../app/view.js").CreateView} */
export function createShare(host, ui) {
  /** @type {Snapshot | null} */
  let latest = null;
  const view = h(
    "select",
    { id: "share-view" },
    ...Object.keys(VIEWS).map((name) => h("option", { value: name, "data-t": `share.view.${name}` })),
  );
  const lock = LOCKS.map((name) => createTick(name, /** @type {Key} */ (`share.lock.${name}`)));
  const locks = h("fieldset", {}, h("legend", { "data-t": "share.lock" }), ...lock.map(({ element }) => element));
  const ask = h("input", { id: "share-ask", type: "text", maxlength: 300 });
  const scenes = h("input", { id: "share-scenes", type: "text", maxlength: 1000, spellcheck: "false" });
  const snippets = {
    link: createSnippet("share.link", ui),
    frame: createSnippet("share.frame", ui),
    element: createSnippet("share.element", ui),
    lecture: createSnippet("share.lecture", ui),
  };

  function write() {
    if (!latest) return;
    locks.hidden = !NOTEBOOK.includes(view.value);
    const texts = snippetsOf(latest, {
      view: view.value,
      lock: locks.hidden ? [] : lock.filter(({ input }) => input.checked).map(({ name }) => name),
      ask: ask.value.trim(),
      scenes: scenes.value,
    });
    for (const [name, { text }] of Object.entries(snippets))
      text.value = texts[/** @type {keyof typeof texts} */ (name)];
  }

  /** @param {string} id @param {Key} key @param {HTMLElement} input */
  const field = (id, key, input) => h("div", { class: "field" }, h("label", { for: id, "data-t": key }), input);
  const close = h("button", { type: "button", "data-t": "share.close", click: () => dialog.close() });
  const dialog = h(
    "dialog",
    { class: "share", "aria-labelledby": "share-title", input: write },
    h("h2", { id: "share-title", "data-t": "share.title" }),
    h("p", { "data-t": "share.about" }),
    field("share-view", "share.view", view),
    field("share-ask", "share.ask", ask),
    locks,
    snippets.link.element,
    snippets.frame.element,
    snippets.element.element,
    h("h3", { "data-t": "share.talk" }),
    h("p", { "data-t": "share.talk.about" }),
    field("share-scenes", "share.scenes", scenes),
    snippets.lecture.element,
    close,
  );
  const open = h("button", {
    type: "button",
    "data-t": "share.open",
    "aria-haspopup": "dialog",
    click() {
      for (const button of dialog.querySelectorAll(".share-snippet button")) setText(button, ui.words.t("share.copy"));
      if (latest?.screen === "notebook") view.value = "notebook";
      const task = latest?.spec.task;
      const named = TASKS.find((name) => name === task) ?? "rotation";
      scenes.value ||= `${named}:start,${named}:end,board@50`;
      write();
      dialog.showModal();
    },
  });
  host.append(open, dialog);
  return {
    element: host,
    on: (now) => [now.spec, now.digit, now.act],
    draw(now) {
      latest = now;
      if (dialog.open) write();
    },
  };
}
