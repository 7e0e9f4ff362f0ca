import { h, setText } from "../../app/dom.js";
import { writeHash } from "../../app/hash.js";
import { PARTS, withSetting } from "../../app/setting.js";

/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** What a course page most often fixes. */
const LOCKS = ["task", "preset", "seed", "data.labelled.count", "pretext.epochs"];

/** @param {string} name @param {Key} key @param {boolean} checked */
function createTick(name, key, checked) {
  const input = h("input", { type: "checkbox", name, checked });
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

/** @param {string} text */
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The three ways to share what is set up now.
 * @param {Snapshot} snapshot
 * @param {import("../../app/setting.js").Setting} setting
 */
function snippetsOf({ spec, digit, act, language }, setting) {
  const hash = withSetting(writeHash({ spec, digit, act, language }), setting);
  const link = new URL(`embed.html${hash}`, document.baseURI).href;
  const params = new URLSearchParams(hash.slice(1));
  const own = ["preset", "task", "seed", "lang", "hide", "lock", "ask"].filter((name) => params.has(name));
  const attributes = own.map((name) => ` ${name}="${attribute(params.get(name) ?? "")}"`);
  own.forEach((name) => params.delete(name));
  if (params.size > 0) attributes.push(` set="${attribute(String(params))}"`);
  return [
    link,
    `<iframe src="${attribute(link)}" title="Pretext" width="100%" height="900" style="border: 0" loading="lazy"></iframe>`,
    `<script type="module" src="${new URL("pretext-embed.js", document.baseURI).href}"></script>\n` +
      `<pretext-lab${attributes.join("")}></pretext-lab>`,
  ];
}

/** Builds the link, the frame and the element for a course page. @type {import("../../app/view.js").CreateView} */
export function createShare(host, ui) {
  /** @type {Snapshot | null} */
  let latest = null;
  const hide = PARTS.map((name) => createTick(name, /** @type {Key} */ (`share.hide.${name}`), name === "story"));
  const lock = LOCKS.map((name) => createTick(name, /** @type {Key} */ (`share.lock.${name}`), false));
  const ask = h("input", { id: "share-ask", type: "text", maxlength: 300 });
  const snippets = [
    createSnippet("share.link", ui),
    createSnippet("share.frame", ui),
    createSnippet("share.element", ui),
  ];

  function write() {
    if (!latest) return;
    const ticked = (/** @type {typeof hide} */ ticks) =>
      ticks.filter(({ input }) => input.checked).map(({ name }) => name);
    const texts = snippetsOf(latest, { hide: ticked(hide), lock: ticked(lock), ask: ask.value.trim(), theme: null });
    snippets.forEach(({ text }, i) => (text.value = texts[i]));
  }

  /** @param {Key} title @param {typeof hide} ticks */
  const group = (title, ticks) =>
    h("fieldset", {}, h("legend", { "data-t": title }), ...ticks.map(({ element }) => element));
  const close = h("button", { type: "button", "data-t": "share.close", click: () => dialog.close() });
  const dialog = h(
    "dialog",
    { class: "share", "aria-labelledby": "share-title", input: write },
    h("h2", { id: "share-title", "data-t": "share.title" }),
    h("p", { "data-t": "share.about" }),
    group("share.hide", hide),
    group("share.lock", lock),
    h("div", { class: "field" }, h("label", { for: "share-ask", "data-t": "share.ask" }), ask),
    ...snippets.map(({ element }) => element),
    close,
  );
  const open = h("button", {
    type: "button",
    "data-t": "share.open",
    "aria-haspopup": "dialog",
    click() {
      for (const button of dialog.querySelectorAll(".share-snippet button")) setText(button, ui.words.t("share.copy"));
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
