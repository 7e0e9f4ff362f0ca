// The page in a frame of somebody else's: with parts left out, fields locked, and a wire to the page around it.

import { openStorage } from "../api/keep/storage.js";
import { h } from "../app/dom.js";
import { act, ready, store } from "../main.js";
import { readSetting } from "../app/setting.js";
import { startedPhase } from "../app/store.js";
import { createCover } from "./cover.js";
import { commandIn, tell } from "./messages.js";
import { embedWords } from "./words.js";

/** @typedef {import("./messages.js").Mode} Mode */

const read = readSetting(location.hash);
const { show = [], hide, lock, ask, theme } = read.setting;
const words = embedWords(store.get().language);
let answer = "";

document.documentElement.dataset.hide = hide.join(" ");
if (show.length > 0) document.documentElement.dataset.show = show.join(" ");
if (theme) document.documentElement.dataset.theme = theme;
if (!read.ok) store.set({ trouble: { message: read.message } });
followHost();
void ready.then(() => {
  lockFields();
  cover();
  listen();
  followSize();
  void introduce();
});

/** Fields are found by the names that they have on the page. */
function lockFields() {
  for (const path of lock) {
    const field = document.querySelector(`#${path}, #set-${path.replaceAll(".", "-")}`);
    field?.setAttribute("disabled", "");
  }
}

/** Where the page's own Start is hidden, or must wait for an answer: there is never more than one. */
function cover() {
  if (!ask && !hide.includes("controls")) return;
  const bench = document.querySelector(
    show.includes("verdict") && !show.includes("bench") ? ".bought" : ".bench-centre",
  );
  const element = createCover(words, ask, (given) => {
    answer = given;
    covered(false);
    act({ type: "start" });
  });
  (bench ?? document.getElementById("experiment"))?.prepend(element);
  covered(true);
}

/** @param {boolean} on  whether the cover stands, in place of the page's own Start where it asks something */
function covered(on) {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(".embed-cover"));
  if (!element) return;
  element.hidden = !on;
  const place = element.parentElement?.closest("[data-screen]");
  place?.querySelector(".bench-bar, [data-view=controls]")?.toggleAttribute("hidden", on && ask !== "");
}

/** What is in the address beside the experiment is read once: a host that changes it gets the page anew. */
function beside() {
  const params = new URLSearchParams(location.hash.slice(1));
  return ["show", "hide", "lock", "ask", "theme", "lang"].map((name) => params.get(name) ?? "").join("\n");
}

/** A host may change the address at any time, also before there is anything to see. */
function followHost() {
  const before = beside();
  /** Whether it is the reader who goes to another screen; what the frame is like stays as it is. */
  let followed = false;
  document.addEventListener("click", ({ target }) => {
    followed = target instanceof Element && target.closest("a[href^='#/']") !== null;
  });
  addEventListener("hashchange", () => {
    if (!followed && beside() !== before) location.reload();
    followed = false;
  });
}

function listen() {
  addEventListener("message", (event) => {
    const command = commandIn(event);
    const phase = startedPhase(store.get());
    // A question is the reader's to answer, not the host's.
    if (command === "start" && ask && !answer) return;
    if (command === "start") act({ type: phase === "paused" ? "resume" : "start" });
    if (command === "pause" && phase === "running") act({ type: "pause" });
    if (command === "reset" && phase !== "idle") act({ type: "reset" });
  });
  store.subscribe((now, before) => {
    if (now.phase !== before.phase) covered(now.phase === "idle" || now.phase === "failed");
    if (now.progress && now.progress !== before.progress) {
      const { stage, fraction, seconds_left } = now.progress;
      tell({ type: "progress", stage, fraction, seconds_left });
    }
    const result = now.result ?? now.pretrained;
    if (result && result !== (before.result ?? before.pretrained)) tell({ type: "result", result, answer });
    if (now.trouble && now.trouble !== before.trouble) {
      tell({ type: "error", code: now.trouble.code ?? "other", message: now.trouble.message });
    }
  });
}

/** The page around is told how tall the content is, for a frame can't grow by itself. */
function followSize() {
  let height = 0;
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now !== height) tell({ type: "size", height: (height = now) });
  }).observe(document.body);
}

/** Says, to the reader and to the host, how this frame can work. */
async function introduce() {
  const { kind } = await openStorage("checkpoints");
  /** @type {Mode} */
  const mode = { workers: self.origin === "null" ? "blob" : "module", storage: kind };
  const text = `${words[mode.workers]} ${kind === "none" ? words.lost : words.kept}`;
  const link = h("a", { href: `./${location.hash}`, target: "_blank", rel: "noopener" }, words.full);
  document.body.append(
    h("p", { class: "embed-mode", "data-workers": mode.workers, "data-storage": kind }, text, " ", link),
  );
  tell({ type: "ready", mode });
}
