import { s, setAttribute } from "../app/dom.js";

/** Boxes over a picture. @param {string[]} names  their classes */
export function createFrame(names) {
  const rects = names.map((name) => s("rect", { class: name }));
  return {
    element: s(
      "svg",
      { class: "box-over", viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" },
      ...rects,
    ),
    /** @param {(ArrayLike<number> | null)[]} boxes  left, top, right and bottom as shares of the sides; null: none */
    draw(boxes) {
      rects.forEach((rect, i) => {
        const box = boxes[i];
        setAttribute(rect, "visibility", box ? null : "hidden");
        if (!box) return;
        const [left, top, right, bottom] = Array.from(box, (edge) => Math.min(1, Math.max(0, edge)));
        setAttribute(rect, "x", left);
        setAttribute(rect, "y", top);
        setAttribute(rect, "width", Math.max(0, right - left));
        setAttribute(rect, "height", Math.max(0, bottom - top));
      });
    },
  };
}
