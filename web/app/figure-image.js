import { s } from "./dom.js";

const scale = 2;
/** What SVG shapes and text look like; as attributes, for the policy of the page has no inline styles. */
const looks = [
  "color",
  "display",
  "dominant-baseline",
  "fill",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "visibility",
];
const controls = ".figure-tools, select, input, progress, button:not(:has(canvas)), .visually-hidden";

/** @typedef {{left: number, top: number}} Origin */

/** @param {SVGElement} node */
function styled(node) {
  const copy = /** @type {SVGElement} */ (node.cloneNode(false));
  copy.removeAttribute("class");
  const style = getComputedStyle(node);
  for (const name of looks) copy.setAttribute(name, style.getPropertyValue(name));
  for (const child of node.childNodes)
    copy.append(child instanceof SVGElement ? styled(child) : child.cloneNode(false));
  return copy;
}

/** @param {DOMRect} box @param {Origin} from */
const place = ({ left, top, width, height }, from) => ({ x: left - from.left, y: top - from.top, width, height });

/** Background and borders. @param {Element} node @param {Origin} from */
function boxOf(node, from) {
  const style = getComputedStyle(node);
  const { x, y, width, height } = place(node.getBoundingClientRect(), from);
  const [top, right, bottom, left] = ["Top", "Right", "Bottom", "Left"].map((side) => ({
    size: parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)),
    fill: style.getPropertyValue(`border-${side.toLowerCase()}-color`),
  }));
  return [
    s("rect", { x, y, width, height, fill: style.backgroundColor }),
    top && s("rect", { x, y, width, height: top.size, fill: top.fill }),
    bottom && s("rect", { x, y: y + height - bottom.size, width, height: bottom.size, fill: bottom.fill }),
    left && s("rect", { x, y, width: left.size, height, fill: left.fill }),
    right && s("rect", { x: x + width - right.size, y, width: right.size, height, fill: right.fill }),
  ].filter((rect) => rect && Number(rect.getAttribute("width")) > 0 && Number(rect.getAttribute("height")) > 0);
}

/** The lines that a text has been broken into. @param {Text} text @param {Origin} from */
function linesOf(text, from) {
  const style = getComputedStyle(/** @type {Element} */ (text.parentElement));
  const range = document.createRange();
  /** @type {{box: DOMRect, words: string}[]} */
  const lines = [];
  for (let i = 0; i < text.length; i++) {
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (box.width === 0) continue;
    if (line && Math.abs(line.box.top - box.top) < box.height / 2) line.words += text.data[i];
    else lines.push({ box, words: text.data[i] ?? "" });
  }
  return lines.map(({ box, words }) => {
    const { x, y, height } = place(box, from);
    const { color: fill, fontFamily, fontSize, fontWeight, opacity } = style;
    const font = { "font-family": fontFamily, "font-size": fontSize, "font-weight": fontWeight };
    return s("text", { x, y: y + height / 2, dy: "0.36em", fill, opacity, ...font }, words);
  });
}

/** @param {Node} node @param {Origin} from @returns {Node[]} */
function drawn(node, from) {
  if (node instanceof Text) return linesOf(node, from);
  if (!(node instanceof Element) || node.matches(controls)) return [];
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  if (box.width === 0 || style.visibility === "hidden") return [];
  if (node instanceof SVGSVGElement) {
    const copy = styled(node);
    copy.setAttribute("overflow", style.overflow);
    for (const [name, value] of Object.entries(place(box, from))) copy.setAttribute(name, String(value));
    return [...boxOf(node, from), copy].filter((one) => one !== undefined);
  }
  const inner =
    node instanceof HTMLCanvasElement
      ? [
          s("image", {
            ...place(box, from),
            href: node.toDataURL(),
            preserveAspectRatio: "none",
            "image-rendering": style.imageRendering,
            filter: style.filter,
          }),
        ]
      : [...node.childNodes].flatMap((child) => drawn(child, from));
  const all = [...boxOf(node, from).filter((one) => one !== undefined), ...inner];
  return style.opacity === "1" ? all : [s("g", { opacity: style.opacity }, ...all)];
}

/**
 * A figure as it is seen, without its controls. Drawn anew from shapes and text alone: a browser lets nobody read a
 * picture that has HTML in it.
 *
 * @param {Element} figure
 * @returns {Promise<Blob>}
 */
export async function pngOf(figure) {
  const { left, top, width, height } = figure.getBoundingClientRect();
  const margin = 16;
  const size = { width: Math.ceil(width) + 2 * margin, height: Math.ceil(height) + 2 * margin };
  const svg = s(
    "svg",
    { ...size, viewBox: `0 0 ${size.width} ${size.height}` },
    s("rect", { ...size, fill: getComputedStyle(document.body).backgroundColor }),
    ...drawn(figure, { left: left - margin, top: top - margin }),
  );
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [scale * size.width, scale * size.height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made.")))),
  );
}
