import { defaultWorkers } from "./api/client.js";
import { presets, readSpec, withField } from "./api/spec.js";
import { areTexts } from "./api/text/tasks.js";
import { announce } from "./app/announcer.js";
import { isShown, keepRecorded } from "./app/recorded.js";
import { keepWeighing } from "./app/weighing.js";
import { keepAnswering } from "./app/answers.js";
import { call } from "./app/called.js";
import { subjectOf } from "./app/classes.js";
import { setAttribute } from "./app/dom.js";
import { keepDescribing } from "./app/descriptions.js";
import { createDrawing } from "./app/drawing.js";
import { takeDrops } from "./app/drops.js";
import { createExperiment } from "./app/experiment.js";
import { mayNotSave } from "./app/files.js";
import { readHash, readRoute, saysSpec, writeAddress } from "./app/hash.js";
import { isLanguage, preferredLanguage, Words } from "./app/i18n.js";
import { amountsOf } from "./app/amounts.js";
import { recall, remember } from "./app/memory.js";
import { prepareOffline } from "./app/offline.js";
import { followActs, followLinks } from "./app/places.js";
import { isRenewed } from "./app/renewal.js";
import { screenShown } from "./app/setting.js";
import { createStore } from "./app/store.js";
import { createStudyControl } from "./app/study.js";
import { createUnfinished } from "./app/unfinished.js";
import { shownSpec, storyOf, watchedSpec } from "./app/task.js";
import { createScreens } from "./screens/screens.js";

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
const route = routeNow();
const read = readHash(route.rest);
export const store = createStore(initialSnapshot());
const experiment = createExperiment(store);
const unfinishedTexts = createUnfinished(store, "unfinishedTexts");
const study = createStudyControl(store, experiment.fetchData);
const drawing = createDrawing(store.get);
const screens = createScreens(drawing, { words, send: act });
const actOnTen = acting(async () => (await import("./app/ten/control.js")).createTen(store, experiment.fetchDigits));
const actOnWays = acting(async () => (await import("./app/ways/control.js")).createWays(store, experiment.fetchDigits));
const actOnTexts = acting(async () => (await import("./app/texts/control.js")).createTexts(store, unfinishedTexts));
/** @type {Promise<ReturnType<typeof import("./app/races.js").createRaces>> | null} */
let races = null;
/** @type {Promise<ReturnType<typeof import("./screens/talk/index.js").createTalk>> | null} */
let talk = null;

/** Somebody else's page that names no screen has the notebook, as ever, unless it shows one. */
function routeNow() {
  const { hash } = location;
  if (!embedded) return readRoute(hash);
  const shown = screenShown(hash);
  if (shown) return readRoute(hash.replace(/^#(\/[^&?]*)?&?/, `#/${shown}&`));
  return readRoute(hash.length < 2 ? "#preset=fair" : hash);
}

/** @param {import("./app/hash.js").Address} address */
function takeName({ spec, called }) {
  if (called) call(spec.task, called);
}

/** @returns {Snapshot} */
function initialSnapshot() {
  takeName(read.address);
  const asked = [read.address.language, recall("language")].find(isLanguage);
  return {
    screen: route.screen,
    spec: saysSpec(route.screen) ? read.address.spec : presets.board,
    runSpec: null,
    phase: "idle",
    untrained: false,
    progress: null,
    timeLeft: null,
    trace: [],
    result: null,
    pretrained: null,
    cells: { key: "", outcomes: [] },
    weighing: null,
    races: { queue: [], running: null, message: null },
    recorded: null,
    trouble: null,
    unfinished: null,
    unfinishedTexts: null,
    study: null,
    ten: null,
    ways: null,
    textSpec: route.screen === "texts" ? read.address.spec : presets.definitions,
    ownTexts: null,
    texts: null,
    data: null,
    arrived: 0,
    own: null,
    classes: "digits",
    received: null,
    digit: read.address.digit,
    act: read.address.act,
    talk: null,
    answers: {},
    stepped: null,
    drawn: null,
    epoch: null,
    layout: "pca",
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
      if (action.what === "texts") return actOnTexts({ kind: "save", which: action.which });
      if (action.what === "figure") return experiment.saveFigure(action.figure, action.name);
      return experiment.save(action.what === "weights" ? action.model : action.what);
    case "load":
      return experiment.load(action.file);
    case "epoch":
      return store.set({ epoch: action.epoch });
    case "layout":
      return store.set({ layout: action.layout });
    case "wheel":
      return store.set({ wheel: action.angle });
    case "files":
      return experiment.files(action.files);
    case "set":
      return experiment.set(action.name);
    case "classes":
      return store.set({ classes: action.classes });
    case "addSeed":
    case "stopSeed":
      return study[action.type]();
    case "race":
    case "stopRaces":
      if (LACKING.length > 0) return refuseToStart();
      return actOnRaces(action);
    case "ten":
      if (LACKING.length > 0) return refuseToStart();
      return actOnTen(action.act);
    case "ways":
      if (LACKING.length > 0) return refuseToStart();
      return actOnWays(action.act);
    case "texts":
      if (LACKING.length > 0) return refuseToStart();
      return actOnTexts(action.act);
    case "dismiss":
      return store.set({ trouble: null });
    default:
      if (LACKING.length > 0 && BEGINNINGS.includes(action.type)) return refuseToStart();
      return experiment[action.type]();
  }
}

/** What races take is fetched when one begins. @param {Extract<Action, {type: "race" | "stopRaces"}>} action */
async function actOnRaces(action) {
  races ??= import("./app/races.js").then(({ createRaces }) => createRaces(store, experiment.fetchRecorded));
  const { race, stop } = await races;
  if (action.type === "race") race(action.tasks);
  else stop();
}

/**
 * What acts on a part of the page that is fetched with the first action.
 * @template A
 * @param {() => Promise<{act: (action: A) => unknown}>} load
 */
function acting(load) {
  /** @type {ReturnType<typeof load> | null} */
  let made = null;
  return async (/** @type {A} */ action) => {
    made ??= load();
    try {
      await (await made).act(action);
    } catch {
      made = null; // the page has said so; the next press tries again
    }
  };
}

/** A file of texts; the names of CIFAR-10's classes come in one as well. @param {File} file */
const isText = ({ name }) => areTexts(name) && name !== "batches.meta.txt";

/** Images or texts of the reader's own, which a screen that trains nothing hands on to a bench. @param {File[]} files */
async function takeFiles(files) {
  if (!embedded && files.length === 1 && isText(files[0])) {
    if (store.get().screen !== "texts") {
      location.hash = "#/next_token";
      await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    }
    return act({
      type: "texts",
      act: { kind: "file", file: files[0], tokenizer: store.get().ownTexts?.tokenizer ?? "bpe" },
    });
  }
  const before = store.get().own?.data;
  await experiment.files(files);
  const { own, screen, spec } = store.get();
  if (own?.message && screen !== "notebook") store.set({ trouble: { message: own.message } });
  if (own?.data && own.data !== before && !saysSpec(screen))
    location.hash = writeAddress("bench", { spec, digit: 0, act: 0, language: null });
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
const addressed = (of) => [of.screen, of.spec, of.textSpec, of.digit, of.act, of.language, of.talk];

/** @param {ReturnType<typeof readHash>} address */
function troubleOf(address) {
  if (address.ok) return null;
  const { message, task } = address;
  return { message: words.t(task ? "trouble.address.task" : "trouble.address", { message }) };
}

/** The reader has changed the address, or gone back. */
function readAddress() {
  const to = routeNow();
  const now = readHash(to.rest);
  const { address } = now;
  takeName(address);
  const said =
    to.screen === "texts"
      ? { textSpec: address.spec }
      : saysSpec(to.screen)
        ? { spec: address.spec, digit: address.digit }
        : {};
  store.set({ screen: to.screen, act: address.act, ...said, trouble: troubleOfRoute(to) ?? troubleOf(now) });
  if (isLanguage(address.language)) store.set({ language: String(address.language) });
  void followTalk(to.rest).catch(missPart);
  if (to.screen === "notebook" && address.act) document.getElementById(`act-${address.act}`)?.scrollIntoView();
}

/** What goes from scene to scene is fetched when an address names some. @param {string} rest */
async function followTalk(rest) {
  if (!/(^|&)scenes=/.test(rest)) return;
  talk ??= import("./screens/talk/index.js").then(({ createTalk }) => createTalk(store, drawing, { words, send: act }));
  (await talk).read(rest);
}

/** @param {ReturnType<typeof readRoute>} to */
const troubleOfRoute = ({ message }) => (message ? { message: words.t("trouble.route", { name: message }) } : null);

/** @param {Snapshot} now @param {Snapshot | null} before */
async function settle(now, before) {
  if (now.theme !== before?.theme) setAttribute(document.documentElement, "data-theme", now.theme);
  setAttribute(document.documentElement, "data-task", storyOf(watchedSpec(now).task));
  if (now.spec !== before?.spec || now.runSpec !== before?.runSpec) words.follow(amountsOf(shownSpec(now)));
  if (words.subject !== subjectOf(now)) void words.speakOf(subjectOf(now)).then(() => drawing.invalidate(), missPart);
  if (now.phase !== before?.phase || now.progress?.stage !== before?.progress?.stage) markStages(now);
  if (before && !embedded && addressed(now).some((value, i) => value !== addressed(before)[i])) {
    const { screen, digit, act } = now;
    const spec = screen === "texts" ? now.textSpec : now.spec;
    const language = now.language === preferredLanguage() ? null : now.language;
    const scenes = now.talk?.address ?? "";
    history.replaceState(null, "", writeAddress(screen, { spec, digit, act, language }) + scenes);
  }
  if (before && now.screen !== before.screen) await show(now.screen);
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
function mayDescribe({ screen, phase, spec, data }) {
  if (phase !== "idle" && phase !== "loading") return saysSpec(screen);
  // What there is to show of most tasks on the bench has been recorded.
  return free && saysSpec(screen) && !(screen === "bench" && isShown(spec, data));
}

/** @param {string} message */
const refuseAddress = (message) => store.set({ trouble: { message: words.t("trouble.task", { message }) } });

/** @param {import("./app/hash.js").Screen} screen */
async function show(screen) {
  await screens.show(screen).catch(missPart);
  if (screen === "notebook") {
    markStages(store.get());
    words.label(document);
  }
  drawing.invalidate();
  dispatchEvent(new Event("scroll")); // what is asked of the models depends on what is in sight
}

function mount() {
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
  // Somebody else's page may have left out what says whose the images are.
  if (!embedded || document.querySelector('[data-view="data"]')) takeDrops((files) => void takeFiles(files));
  followActs(store.get().act, (act) => store.set({ act }));
  keepRecorded(store);
  keepWeighing(store, experiment.cell);
  describeAhead = keepDescribing(store, experiment.describe, mayDescribe, refuseAddress);
  experiment.lookForUnfinished(embedded ? store.get().spec : null);
  if (!embedded) void unfinishedTexts.look(null);
  const trouble = troubleOfRoute(route) ?? troubleOf(read);
  if (trouble) store.set({ trouble });
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

async function begin() {
  // What is not to be seen cannot move when the words and the screen arrive.
  setAttribute(document.documentElement, "data-arriving", true);
  await followTalk(route.rest).catch(missPart);
  const { language, screen } = store.get();
  const speak = language === words.language ? null : words.use(language).catch(() => {});
  await Promise.all([speak, screens.show(screen).catch(missPart)]);
  mount();
  setAttribute(document.documentElement, "data-arriving", null);
  if (!embedded) fetchWhenIdle();
}

/** When the first screen stands. */
export const ready = begin();
