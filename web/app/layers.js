/** @typedef {import("../api/protocol.js").LayerShape} LayerShape */

/** @param {LayerShape["shape"]} shape */
const sizeOf = ([h, w, c]) => h * w * c;

/** A layer's name as it is read. @param {LayerShape} layer */
export const layerName = ({ name }) => name.replace(/(\d+)$/, " $1");

/** Layers in a few words, such as "conv 64 → conv 32" and "conv 16 → 4"; the middle of many is left out. @param {LayerShape[]} layers */
export function inWords(layers) {
  const words = named(layers).map(({ name, shape }) =>
    name.startsWith("conv") ? `conv ${shape[2]}` : String(sizeOf(shape)),
  );
  if (words.length === 1) return layers[0]?.name.startsWith("conv") ? String(words[0]) : `dense ${words[0]}`;
  return (words.length > 3 ? [words[0], "…", words.at(-1)] : words).join(" → ");
}

/** Layers that have a name: others, such as a ReLU of its own, hold nothing. @param {LayerShape[]} layers */
export const named = (layers) => layers.filter(({ name }) => name !== "");

/** Weights of layers. @param {LayerShape[]} layers */
export const weightsOf = (layers) => layers.reduce((sum, { weights }) => sum + weights, 0);

/** @param {LayerShape} layer */
export const shapeInWords = ({ shape }) => (shape[0] * shape[1] === 1 ? String(shape[2]) : shape.join(" × "));
