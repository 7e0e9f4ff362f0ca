import { isLikeMnist } from "../../api/data/data.js";
import { dataSets, setOf } from "../../api/spec.js";
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
/** The page's own sets of images. */
const SETS = dataSets.filter((name) => name !== "own" && name !== "definitions");
const roles = /** @type {Role[]} */ (Object.keys(usual));

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
  const set = h(
    "select",
    { id: "data-set", change: () => ui.send({ type: "set", name: set.value }) },
    ...SETS.map((name) => h("option", { value: name, "data-t": `data.set.${name}` })),
  );
  const [own, about] = [h("option", { value: "own", "data-t": "data.set.own" }), h("p", { class: "field-hint" })];
  set.append(own);
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
      h("div", { class: "setting" }, h("label", { for: "data-set", "data-t": "data.set" }), set, about),
      h(
        "div",
        { class: "setting" },
        h("label", { for: "own-files", "data-t": "data.choose" }),
        input,
        h("p", { class: "field-hint", id: "own-files-hint", "data-t": "data.hint" }),
        note,
      ),
      h("dl", { class: "data-files" }, ...rows.flatMap(({ name, state }) => [name, state])),
      choice,
    ),
  );
  host.append(details);

  /** @type {Snapshot["own"]} */
  let told = null;

  /** @param {Snapshot["own"]} own */
  function noteOf(own) {
    if (!own) return "";
    if (own.reading) return words.t("data.reading");
    if (own.message) return words.t("data.refused", { message: own.message });
    if (own.data) return "";
    const missing = own.missing.map((role) => words.t(`data.${role}`));
    return words.t("data.missing", { list: words.list(missing) });
  }

  /** @param {string} name */
  const setName = (name) => words.t(/** @type {import("../../app/i18n.js").Key} */ (`data.set.${name}`));

  /** The set that the next start runs on. @param {Snapshot} now */
  const nextSet = ({ spec, own }) => (own?.data && setOf(spec) === dataSets[0] ? "own" : setOf(spec));

  /** @param {Snapshot} now */
  function titleOf(now) {
    const { data, own } = now;
    const next = nextSet(now);
    const whose = data?.own
      ? words.t("data.own", {
          train: words.integer?.format(data.train.rows) ?? "",
          test: words.integer?.format(data.test.rows) ?? "",
        })
      : setName(data?.about.set ?? next);
    const later = data && (next === "own" ? data !== own?.data : data.own || data.about.set !== next);
    return words.t(later ? "data.title.next" : "data.title", { whose, next: setName(next) });
  }

  /** What is in it, and whose it is. @param {Snapshot} now */
  function aboutOf({ data, ...now }) {
    if (!data) return "";
    const { train, test, about: of } = data;
    const number = (/** @type {number} */ n) => words.integer?.format(n) ?? "";
    const size = `${train.height} × ${train.width}${train.channels > 1 ? ` × ${train.channels}` : ""}`;
    const classes = of.names ? words.list(classNames(words, { data, classes: now.classes }).slice(0, 26)) : "";
    return [
      words.t("data.about", { train: number(train.rows), test: number(test.rows), size, classes: of.classes }),
      classes && words.t("data.about.names", { classes }),
      of.licence && words.t("data.about.licence", { licence: of.licence }),
    ]
      .filter(Boolean)
      .join(" ");
  }

  return {
    element: host,
    on: (now) => [now.data, now.own, now.spec, now.classes],
    draw(now) {
      const { own: mine, data } = now;
      if (mine && mine !== told) details.open = true;
      told = mine;
      setText(title, titleOf(now));
      setText(note, noteOf(mine));
      setAttribute(note, "data-refused", Boolean(mine?.message));
      own.hidden = !mine?.data && !data?.own;
      if (set.value !== nextSet(now)) set.value = nextSet(now);
      setText(about, aboutOf(now));
      for (const { role, state } of rows) {
        const file = mine?.files[role];
        setText(
          state,
          file ? words.t("data.given", { name: file.name, rows: words.integer?.format(file.rows) ?? "" }) : "–",
        );
      }
      const either = mine?.data ?? data;
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
