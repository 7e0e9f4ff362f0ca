import { scaleLinear } from "d3-scale";
import { hueOf } from "../../app/classes.js";
import { CLASSES, countsOf } from "../../app/ten/labels.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { toward } from "../../app/toward.js";
import { createFigure } from "../figure/figure.js";
import { createPicture } from "../picture/picture.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/ten/control.js").Ten} Ten */
/** @typedef {import("../../api/protocol.js").Flow} Flow */

/** A flow takes so long to the eye, however fast it is computed. */
const FLOW_MS = 2800;
/** How much of the way to its place a dot goes in a frame. */
const GLIDE = 0.16;
const MARGIN = 14;
const NEAR = 12;
const NONE = 255;

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The images as dots, and labels on their way along the graph. @param {import("../../app/view.js").Ui} ui */
export function createMap(ui) {
  const { words, send } = ui;
  const canvas = h("canvas", {
    class: "ten-canvas",
    tabindex: 0,
    role: "application",
    "data-t-label": "ten.map.label",
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const score = h("b", { class: "ten-score" }, "–");
  const scored = h("span", { class: "ten-scored" });
  const sweep = h("span", { class: "ten-sweep" });
  const picture = createPicture("ten-under");
  const which = h("span", { class: "ten-note" });
  const look = h("div", { class: "ten-look absent", "aria-live": "polite" }, picture.element, which);
  const legend = CLASSES.map((digit) => {
    const count = h("span");
    const element = h("li", {}, h("b", {}, digit), count);
    element.style.setProperty("--hue", `${hueOf(digit)}`);
    return { element, count };
  });
  const body = h(
    "div",
    { class: "ten-atlas" },
    h("p", { class: "ten-result" }, score, " ", scored, sweep),
    h("div", { class: "ten-sheet" }, canvas, look),
    h("ul", { class: "ten-legend", "aria-hidden": "true" }, ...legend.map(({ element }) => element)),
  );
  const figure = createFigure(ui, body);

  /** @type {Snapshot | null} */
  let last = null;
  let [width, height, density] = [0, 0, 1];
  /** Where dots are to be, and where they are. @type {Float32Array | null} */
  let goal = null;
  /** @type {Float32Array | null} */
  let place = null;
  /** @type {Float32Array | null} */
  let laid = null;
  /** Of the flow on show: how far it has been played, in frames. @type {{frames: Flow[], at: number} | null} */
  let play = null;
  let clock = 0;
  let asked = 0;
  let under = -1;
  /** @type {unknown[]} */
  let drawn = [];

  new ResizeObserver(([entry]) => {
    if (!entry) return;
    ({ width, height } = entry.contentRect);
    density = Math.min(2, devicePixelRatio || 1);
    [canvas.width, canvas.height] = [Math.round(width * density), Math.round(height * density)];
    laid = null;
    place = null;
    request();
  }).observe(canvas);

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", request);

  /** A few outliers should not squeeze the rest. @param {Float32Array} map */
  function lay(map) {
    laid = map;
    const range = (/** @type {number} */ axis) => {
      const sorted = map.filter((_, i) => i % 2 === axis).sort();
      return [sorted[Math.floor(0.0007 * sorted.length)] ?? 0, sorted[Math.floor(0.9993 * sorted.length)] ?? 1];
    };
    const x = scaleLinear(range(0), [MARGIN, width - MARGIN]).clamp(true);
    const y = scaleLinear(range(1), [height - MARGIN, MARGIN]).clamp(true);
    goal = map.map((value, i) => (i % 2 === 0 ? x(value) : y(value)));
    if (!place || calm() || place.length !== goal.length) place = goal.slice();
  }

  function request() {
    if (asked) return;
    clock = performance.now();
    asked = requestAnimationFrame(step);
  }

  function step() {
    asked = 0;
    const now = performance.now();
    const moved = glide();
    const played = flow(now - clock);
    paint();
    clock = now;
    if (moved || played) asked = requestAnimationFrame(step);
  }

  /** @returns {boolean} whether dots are still on their way */
  function glide() {
    const { map = null, laidOut = false } = last?.ten ?? {};
    // Whoever wants to see less motion sees where it began and where it ends.
    if (map && map !== laid && width > 0 && (!calm() || !laid || laidOut)) lay(map);
    if (!goal || !place) return false;
    let most = 0;
    for (let i = 0; i < goal.length; i++) {
      const by = (goal[i] ?? 0) - (place[i] ?? 0);
      place[i] = (place[i] ?? 0) + GLIDE * by;
      most = Math.max(most, Math.abs(by));
    }
    return most > 0.5;
  }

  /** @param {number} ms @returns {boolean} whether there is more to be played */
  function flow(ms) {
    const ten = last?.ten;
    const frames = ten?.flow.frames ?? [];
    if (play?.frames !== frames) play = { frames, at: 0 };
    const end = frames.length - 1;
    const whole = ten?.flow.accuracy !== null;
    // While it is still being computed, nobody knows how many frames there will be: some fifty.
    const pace = Math.max(whole ? end : 50, 1) / FLOW_MS;
    play.at = calm() ? (whole ? end : 0) : Math.max(0, Math.min(end, play.at + pace * ms));
    caption();
    return end > 0 && (play.at < end || !whole);
  }

  /** What is on show of the flow. */
  const shown = () => play?.frames[Math.floor(play.at)] ?? null;

  function caption() {
    const ten = last?.ten;
    const at = shown();
    setText(score, at && at.sweeps > 0 ? (words.percent?.format(at.accuracy) ?? "") : "–");
    setText(scored, words.t("ten.accuracy", { images: words.integer?.format(ten?.data?.test.rows ?? 10000) ?? "" }));
    setText(sweep, at && at.sweeps > 0 ? words.t("ten.sweep", { sweep: at.sweep, sweeps: at.sweeps }) : "\u00a0");
    const counts = new Array(10).fill(0);
    at?.classes.forEach((digit) => digit < 10 && counts[digit]++);
    legend.forEach(({ count, element }, digit) => {
      setText(count, words.integer?.format(counts[digit]) ?? "");
      setAttribute(element, "data-none", counts[digit] === 0);
    });
  }

  function paint() {
    const style = getComputedStyle(canvas);
    const lightness = style.getPropertyValue("--digit-lightness").trim() || "0.5";
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    const ten = last?.ten;
    if (!place || !ten) return;
    const classes = shown()?.classes;
    const size = Math.max(1.4, Math.min(3, width / 260));
    const colours = CLASSES.map((digit) => `oklch(${lightness} 0.14 ${hueOf(digit) % 360})`);
    for (const digit of [NONE, ...CLASSES]) {
      context.fillStyle = digit === NONE ? style.getPropertyValue("--edge") : (colours[digit] ?? "");
      context.globalAlpha = digit === NONE ? 0.45 : 0.85;
      for (let i = 0; 2 * i < place.length; i++) {
        if ((classes?.[i] ?? NONE) !== digit) continue;
        context.fillRect((place[2 * i] ?? 0) - size / 2, (place[2 * i + 1] ?? 0) - size / 2, size, size);
      }
    }
    context.globalAlpha = 1;
    paintGiven(ten, colours, style);
    if (under < 0) return;
    context.beginPath();
    context.arc(place[2 * under] ?? 0, place[2 * under + 1] ?? 0, 6, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = style.getPropertyValue("--ink");
    context.stroke();
  }

  /** The images that have a label, and the one that is chosen. @param {Ten} ten @param {string[]} colours @param {CSSStyleDeclaration} style */
  function paintGiven(ten, colours, style) {
    const [paper, ink] = [style.getPropertyValue("--paper"), style.getPropertyValue("--ink")];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `700 12px ${style.fontFamily}`;
    const given = new Map(ten.labels.given.map(({ row, label }) => [row - ten.from, label]));
    const numbers = new Set([...ten.shown.map(({ number }) => number), ...given.keys()]);
    const chosen = ten.shown[ten.at]?.number;
    for (const number of numbers) {
      const [x, y] = [place?.[2 * number] ?? 0, place?.[2 * number + 1] ?? 0];
      const label = given.get(number);
      context.beginPath();
      context.arc(x, y, 9, 0, 2 * Math.PI);
      context.fillStyle = paper;
      context.fill();
      context.lineWidth = number === chosen ? 3 : 1.5;
      context.strokeStyle =
        number === chosen ? ink : label === undefined ? style.getPropertyValue("--edge") : (colours[label] ?? "");
      context.stroke();
      context.fillStyle = label === undefined ? ink : (colours[label] ?? "");
      context.fillText(label === undefined ? "?" : String(label), x, y + 0.5);
    }
  }

  /** @param {MouseEvent} event @returns {number}  the image that is meant, or -1 */
  function meant(event) {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [best, least] = [-1, NEAR * NEAR];
    for (let i = 0; place && 2 * i < place.length; i++) {
      const far = ((place[2 * i] ?? 0) - x) ** 2 + ((place[2 * i + 1] ?? 0) - y) ** 2;
      if (far < least) [best, least] = [i, far];
    }
    return best;
  }

  /** @param {number} number  -1: none */
  function point(number) {
    if (number === under || !last?.ten) return;
    under = number;
    request();
    const { data, from } = last.ten;
    const digit = shown()?.classes[number] ?? NONE;
    const said = digit === NONE ? words.t("ten.map.uncalled") : words.t("ten.map.called", { digit });
    setAttribute(look, "class", number < 0 ? "ten-look absent" : "ten-look");
    if (number < 0) return;
    setText(which, said);
    void data?.train.images.read(from + number).then((pixels) => under === number && picture.draw(pixels));
  }

  /** @param {number} number */
  function pick(number) {
    if (number >= 0 && last?.ten?.phase === "ready") send({ type: "ten", act: { kind: "pick", number } });
  }

  canvas.addEventListener("pointermove", (event) => point(meant(event)));
  canvas.addEventListener("click", (event) => pick(meant(event)));
  canvas.addEventListener("blur", () => point(-1));
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !place) return;
    const number = toward(place, under, event.key);
    if (number >= 0) point(number);
    else if (event.key === "Enter") pick(under);
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
  });

  return {
    element: figure.element,
    /** @param {Snapshot} now */
    draw(now) {
      last = now;
      const { ten } = now;
      const summary = !ten?.map ? "ten.map.empty" : ten.laidOut ? "ten.map.laidOut" : "ten.map.pca";
      const counts = countsOf(
        ten?.labels.given ?? [],
        ten?.flow.frames.at(-1)?.classes ?? null,
        ten?.truth ?? new Uint8Array(),
      );
      figure.draw(words.t("ten.map"), words.t(summary), () => ({
        head: ["class", "class.labelled", "class.called", "class.right"].map((key) =>
          words.t(/** @type {import("../../app/i18n.js").Key} */ (`ten.${key}`)),
        ),
        rows: counts.map(({ labelled, called, right }, digit) => [digit, labelled, called, right]),
      }));
      setAttribute(canvas, "data-empty", !ten?.map);
      if (!ten?.map) [goal, place, laid] = [null, null, null];
      const on = [ten?.map, ten?.flow, ten?.labels, ten?.shown, ten?.at, now.theme, now.language, ten?.phase];
      if (on.some((value, i) => value !== drawn[i])) {
        caption(); // at once, so that nothing moves a frame later
        request();
      }
      drawn = on;
    },
  };
}
