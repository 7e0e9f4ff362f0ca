import { centred } from "../../app/centre.js";
import { h, setAttribute } from "../../app/dom.js";

const size = 280;
const cell = size / 28;
const pen = 22;

/**
 * A square to draw in: pointer, or arrow keys with the space bar for the pen.
 *
 * @param {import("../../app/i18n.js").Key} label
 * @param {() => void} changed
 */
export function createPad(label, changed) {
  const canvas = h("canvas", {
    class: "pad",
    width: size,
    height: size,
    tabindex: 0,
    role: "img",
    "data-t-label": label,
  });
  const cursor = h("span", { class: "pad-cursor", hidden: true });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = pen;
  let at = { x: size / 2, y: size / 2 };
  let down = false;
  let keys = false;

  /** @param {{x: number, y: number}} to */
  function stroke(to) {
    context.beginPath();
    context.moveTo(at.x, at.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    changed();
  }

  /** @param {PointerEvent} event */
  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * size) / box.width, y: ((event.clientY - box.top) * size) / box.height };
  }

  function showCursor() {
    cursor.hidden = !keys;
    cursor.style.left = `${(100 * at.x) / size}%`;
    cursor.style.top = `${(100 * at.y) / size}%`;
    setAttribute(cursor, "data-down", down);
  }

  function clear() {
    context.clearRect(0, 0, size, size);
    changed();
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    [at, down, keys] = [place(event), true, false];
    stroke(at);
    showCursor();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!down || keys) return;
    const to = place(event);
    stroke(to);
    at = to;
  });
  const lift = () => !keys && (down = false);
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("blur", () => {
    keys = down = false;
    showCursor();
  });
  canvas.addEventListener("keydown", (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [
      0, 0,
    ];
    if (!dx && !dy && event.key !== " " && event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    keys = true;
    if (event.key === " ") {
      down = !down;
      if (down) stroke(at);
    } else if (!dx && !dy) clear();
    const inside = (/** @type {number} */ v) => Math.min(size - cell / 2, Math.max(cell / 2, v));
    const to = { x: inside(at.x + dx * cell), y: inside(at.y + dy * cell) };
    if (down && (dx || dy)) stroke(to);
    at = to;
    showCursor();
  });
  return {
    element: h("div", { class: "pad-frame" }, canvas, cursor),
    clear,
    pixels: () => centred(context.getImageData(0, 0, size, size)),
  };
}
