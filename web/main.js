import { defaultWorkers } from "./api/client.js";
import { presets, readSpec, withField } from "./api/spec.js";
import { announce } from "./app/announcer.js";
import { keepAnswering } from "./app/answers.js";
import { setAttribute } from "./app/dom.js";
import { keepDescribing } from "./app/descriptions.js";
import { createDrawing } from "./app/drawing.js";
import { createExperiment } from "./app/experiment.js";
import { mayNotSave } from "./app/files.js";
import { readHash, writeHash } from "./app/hash.js";
import { isLanguage, preferredLanguage, Words } from "./app/i18n.js";
import { recall, remember } from "./app/memory.js";
import { prepareOffline } from "./app/offline.js";
import { followActs, followLinks } from "./app/places.js";
import { isRenewed } from "./app/renewal.js";
import { createStore } from "./app/store.js";
import { createStudyControl } from "./app/study.js";
import { storyOf, watchedSpec } from "./app/task.js";
import { taskViews } from "./tasks/index.js";
import { views } from "./views/index.js";

/** @typedef {import("./app/view.js").Action} Action */
/** @typedef {import("./app/store.js").Snapshot} Snapshot */

/** In somebody else's page the address is theirs to choose, and nothing is fetched before Start. */
const embedded = document.documentElement.hasAttribute("data-embed");
/** Actions that set workers to work. */
const BEGINNINGS = ["start", "step", "goOn"];
/** What training needs and this browser does not have. */
const LACKING = ["WebAssembly", "Worker", "DecompressionStream"].filter((name) => !(name in globalThis));
/** Troubles that may come of a new build of the page, which has taken the place of this one's files. */
const OF_MISSING_FILES = ["worker_lost", "unsupported", "bad_file"];
const words = new Words();
const read = readHash(location.hash);
export const store = createStore(initialSnapshot());
const experiment = createExperiment(store);
const study = createStudyControl(store, experiment.fetchData);
const drawing = createDrawing(store.get);
/** @type {Promise<ReturnType<typeof import("./app/ten/control.js").createTen>> | null} */
let ten = null;

/** @returns {Snapshot} */
function initialSnapshot() {
  const asked = [read.address.language, recall("language")].find(isLanguage);
  return {
    spec: read.address.spec,
    runSpec: null,
    phase: "idle",
    progress: null,
    timeLeft: null,
    trace: [],
    result: null,
    trouble: null,
    unfinished: null,
    study: null,
    ten: null,
    data: null,
    arrived: 0,
    own: null,
    classes: "digits",
    received: null,
    digit: read.address.digit,
    act: read.address.act,
    answers: {},
    stepped: null,
    drawn: null,
    epoch: null,
    guest: null,
    offline: false,
    guestTrouble: null,
    described: {},
    wheel: 45,
    workers: defaultWorkers(),
    runWorkers: defaultWorkers(),
    language: asked ?? preferredLanguage(),
    theme: /** @type {Snapshot["theme"]} */ (recall("theme")),
  };
}

/** Says why an edit is not taken; the views write the value that stands. @param {string} message */
function refuse(message) {
  store.set({ spec: { ...store.get().spec }, trouble: { message: words.t("trouble.edit", { message }) } });
}

function refuseToStart() {
  store.set({ trouble: { message: words.t("trouble.lacking", { names: LACKING.join(", ") }), code: "unsupported" } });
}

/** @param {unknown} candidate */
function propose(candidate) {
  const checked = readSpec(candidate);
  if (checked.ok) store.set({ spec: checked.spec, trouble: null });
  else refuse(checked.error.message);
}

/** @param {Action} action */
export function act(action) {
  switch (action.type) {
    case "preset":
      // What is learned and how carefully are two choices.
      return propose({ ...presets[action.name], seed: store.get().spec.seed, task: store.get().spec.task });
    case "edit":
      return propose(withField(store.get().spec, action.path, action.value));
    case "digit":
      return store.set({ digit: action.index });
    case "language":
      remember("language", action.code);
      return store.set({ language: action.code });
    case "theme":
      remember("theme", action.theme);
      return store.set({ theme: action.theme });
    case "draw":
      return store.set({ drawn: action.pixels });
    case "workers":
      if (typeof action.count === "string" || !Number.isInteger(action.count) || action.count < 1 || action.count > 8) {
        return refuse(words.t("trouble.workers"));
      }
      return store.set({ workers: action.count, trouble: null });
    case "save":
      if (mayNotSave()) store.set({ trouble: { message: words.t("trouble.sandbox") } });
      if (action.what === "figure") return experiment.saveFigure(action.figure, action.name);
      return experiment.save(action.what === "weights" ? action.model : action.what);
    case "load":
      return experiment.load(action.file);
    case "epoch":
      return store.set({ epoch: action.epoch });
    case "wheel":
      return store.set({ wheel: action.angle });
    case "files":
      return experiment.files(action.files);
    case "classes":
      return store.set({ classes: action.classes });
    case "addSeed":
    case "stopSeed":
      return study[action.type]();
    case "ten":
      if (LACKING.length > 0) return refuseToStart();
      return actOnTen(action.act);
    case "dismiss":
      return store.set({ trouble: null });
    default:
      if (LACKING.length > 0 && BEGINNINGS.includes(action.type)) return refuseToStart();
      return experiment[action.type]();
  }
}

/** What labelling by hand takes is fetched when it begins. @param {import("./app/ten/control.js").TenAction} action */
async function actOnTen(action) {
  ten ??= import("./app/ten/control.js").then(({ createTen }) => createTen(store, experiment.fetchDigits));
  try {
    await (await ten).act(action);
  } catch {
    ten = null; // the page has said so; the next press tries again
  }
}

/** Says that the page has been renewed, if it has. @returns {Promise<boolean>} whether it has */
async function tellRenewal() {
  const renewed = await isRenewed();
  if (renewed) store.set({ trouble: { message: words.t("trouble.renewed"), reload: true } });
  return renewed;
}

/** Something of the page did not come: says why, and offers a way on. */
async function missPart() {
  if (!(await tellRenewal())) store.set({ trouble: { message: words.t("trouble.part") } });
}

/** @param {string} code */
async function changeLanguage(code) {
  await words.use(code).catch(() => {
    // What has been read stays, and the list says so.
    remember("language", words.language);
    store.set({ language: words.language });
  });
}

/** What of the state is in the address. @param {Snapshot} of */
const addressed = (of) => [of.spec, of.digit, of.act, of.language];

/** @param {ReturnType<typeof readHash>} address */
function troubleOf(address) {
  if (address.ok) return null;
  const { message, task } = address;
  return { message: words.t(task ? "trouble.address.task" : "trouble.address", { message }) };
}

/** The reader has changed the address, or gone back. */
function readAddress() {
  const now = readHash(location.hash);
  const { address } = now;
  store.set({ spec: address.spec, digit: address.digit, trouble: troubleOf(now) });
  if (isLanguage(address.language)) store.set({ language: String(address.language) });
}

/** @param {Snapshot} now @param {Snapshot | null} before */
async function settle(now, before) {
  if (now.theme !== before?.theme) setAttribute(document.documentElement, "data-theme", now.theme);
  setAttribute(document.documentElement, "data-task", storyOf(watchedSpec(now).task));
  if (now.phase !== before?.phase || now.progress?.stage !== before?.progress?.stage) markStages(now);
  if (before && !embedded && addressed(now).some((value, i) => value !== addressed(before)[i])) {
    const { spec, digit, act } = now;
    const language = now.language === preferredLanguage() ? null : now.language;
    history.replaceState(null, "", writeHash({ spec, digit, act, language }));
  }
  if (now.language !== words.language) await changeLanguage(now.language);
  // What failed is said at once, and why it did as soon as that is known.
  if (now.trouble !== before?.trouble && OF_MISSING_FILES.includes(now.trouble?.code ?? "")) void tellRenewal();
  drawing.invalidate();
}

/** @param {Snapshot} now */
function markStages({ phase, progress }) {
  const order = ["pretrain", "transfer", "compare"];
  const active = phase === "done" ? 3 : phase === "idle" || !progress ? -1 : order.indexOf(progress.stage);
  document.querySelectorAll("[data-stage-panel]").forEach((panel, i) => {
    setAttribute(panel, "data-state", i < active ? "done" : i === active ? "active" : "waiting");
  });
}

/** Whether something may be fetched before Start. */
let free = false;
let describeAhead = () => {};

/** @param {Snapshot} now */
const mayDescribe = ({ phase }) => free || (phase !== "idle" && phase !== "loading");

/** @param {string} message */
const refuseAddress = (message) => store.set({ trouble: { message: words.t("trouble.task", { message }) } });

function mount() {
  for (const host of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) {
    const name = host.dataset.view ?? "";
    if (embedded && name === "ten") continue; // a frame is about one experiment
    const create = views[name] ?? taskViews[name];
    if (create) drawing.add(create(host, { words, send: act }));
  }
  document.querySelector(".unstarted")?.remove();
  words.label(document);
  store.subscribe((now, before) => void settle(now, before));
  const region = document.getElementById("announcements");
  if (region) announce(store, words, region);
  // A run that is done has time for what is not on screen: whoever scrolls there, or prints, finds it.
  keepAnswering(store, experiment.modelsFor, (name) => store.get().phase === "done" || drawing.needed(name));
  void settle(store.get(), null);
  // Before the first paint, so that nothing moves after it.
  drawing.now();
  addEventListener("hashchange", readAddress);
  addEventListener("vite:preloadError", () => void missPart());
  followLinks();
  followActs(store.get().act, (act) => store.set({ act }));
  describeAhead = keepDescribing(store, experiment.describe, mayDescribe, refuseAddress);
  experiment.lookForUnfinished(embedded ? store.get().spec : null);
  if (!read.ok) store.set({ trouble: troubleOf(read) });
}

/** The digits are fetched when nothing else is going on, unless the reader is saving data: then Start fetches them. */
function fetchWhenIdle() {
  const connection = /** @type {{connection?: {saveData?: boolean}}} */ (/** @type {unknown} */ (navigator)).connection;
  if (connection?.saveData || LACKING.length > 0) return;
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 300));
  const ahead = () =>
    idle(() => {
      free = true;
      describeAhead();
      experiment.fetchAhead();
      void prepareOffline(store);
    });
  if (document.readyState === "complete") ahead();
  else addEventListener("load", ahead, { once: true });
}

/** English is at hand, and the figures stand before the first paint; another language has to be fetched first. */
async function begin() {
  const { language } = store.get();
  if (language !== words.language) {
    // What is not to be seen cannot move when the words arrive.
    setAttribute(document.documentElement, "data-arriving", true);
    await words.use(language).catch(() => {});
    setAttribute(document.documentElement, "data-arriving", null);
  }
  mount();
  if (!embedded) fetchWhenIdle();
}

void begin();
