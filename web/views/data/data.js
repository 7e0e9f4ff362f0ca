import { isLikeMnist } from "../../api/data/data.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { classNames } from "../../app/classes.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../api/data/data.js").Role} Role */

/** What the files are called where such data sets are kept. @type {Record<Role, string>} */
const usual = {
  train_images: "train-images-idx3-ubyte",
  train_labels: "train-labels-idx1-ubyte",
  test_images: "t10k-images-idx3-ubyte",
  test_labels: "t10k-labels-idx1-ubyte",
};
const roles = /** @type {Role[]} */ (Object.keys(usual));

/**
 * Files dropped anywhere on the page are meant for it: the browser would leave the page for them. Some part of the page
 * may have taken them already.
 *
 * @param {(files: File[]) => void} take
 */
function takeDrops(take) {
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}

/** Whose images the experiment runs on. @type {import("../../app/view.js").CreateView} */
export function createData(host, ui) {
  const { words } = ui;
  const title = h("summary");
  const input = h("input", {
    id: "own-files",
    type: "file",
    multiple: true,
    accept: ".gz,.idx,.bin,*/*",
    "aria-describedby": "own-files-hint",
    change: () => {
      if (input.files?.length) ui.send({ type: "files", files: [...input.files] });
      input.value = "";
    },
  });
  const rows = roles.map((role) => ({ role, state: h("dd"), name: h("dt", {}, h("code", {}, usual[role])) }));
  const classes = h(
    "select",
    {
      id: "own-classes",
      change: () => ui.send({ type: "classes", classes: /** @type {Snapshot["classes"]} */ (classes.value) }),
    },
    h("option", { value: "digits", "data-t": "data.classes.digits" }),
    h("option", { value: "clothes", "data-t": "data.classes.clothes" }),
  );
  const names = h("p", { class: "field-hint" });
  const note = h("p", { class: "data-note", role: "status" });
  const back = h("button", { type: "button", "data-t": "data.back", click: () => ui.send({ type: "mnist" }) });
  const choice = h(
    "div",
    { class: "setting" },
    h("label", { for: "own-classes", "data-t": "data.classes" }),
    classes,
    names,
  );
  const details = h(
    "details",
    { class: "settings data" },
    title,
    h(
      "div",
      { class: "data-panel" },
      h(
        "div",
        { class: "setting" },
        h("label", { for: "own-files", "data-t": "data.choose" }),
        input,
        h("p", { class: "field-hint", id: "own-files-hint", "data-t": "data.hint" }),
        note,
        back,
      ),
      h("dl", { class: "data-files" }, ...rows.flatMap(({ name, state }) => [name, state])),
      choice,
    ),
  );
  host.append(details);
  takeDrops((files) => {
    details.open = true;
    ui.send({ type: "files", files });
  });

  /** @param {Snapshot["own"]} own */
  function noteOf(own) {
    if (!own) return "";
    if (own.reading) return words.t("data.reading");
    if (own.message) return words.t("data.refused", { message: own.message });
    if (own.data) return "";
    const missing = own.missing.map((role) => words.t(`data.${role}`));
    return words.t("data.missing", { list: words.list(missing) });
  }

  /** @param {Snapshot} now */
  function titleOf({ data, own }) {
    const whose = data?.own
      ? words.t("data.own", {
          train: words.integer?.format(data.train.rows) ?? "",
          test: words.integer?.format(data.test.rows) ?? "",
        })
      : (data?.about.set ?? "mnist") === "mnist"
        ? "MNIST"
        : words.t("data.set.emoji");
    const next = own?.data ?? null;
    const later = data && (data.own ? data !== next : next !== null);
    return words.t(later ? (next ? "data.title.own" : "data.title.mnist") : "data.title", { whose });
  }

  return {
    element: host,
    on: (now) => [now.data, now.own, now.classes],
    draw(now) {
      const { own, data } = now;
      setText(title, titleOf(now));
      setText(note, noteOf(own));
      setAttribute(note, "data-refused", Boolean(own?.message));
      for (const { role, state } of rows) {
        const file = own?.files[role];
        setText(
          state,
          file ? words.t("data.given", { name: file.name, rows: words.integer?.format(file.rows) ?? "" }) : "–",
        );
      }
      back.hidden = !data?.own && Object.keys(own?.files ?? {}).length === 0;
      const either = own?.data ?? data;
      choice.hidden = !either?.own || !isLikeMnist(either);
      if (classes.value !== now.classes) classes.value = now.classes;
      setText(
        names,
        now.classes === "clothes"
          ? classNames(words, now)
              .map((name, i) => `${i} ${name}`)
              .join(", ")
          : "",
      );
    },
  };
}
