/** @typedef {import("../../../api/protocol.js").Tensor} Tensor */
/** @typedef {import("../../../api/protocol.js").Dissection} Dissection */
/** @typedef {{row: number, column: number, terms: {x: number, w: number}[], sum: number}} Position  a filter's place on
 *   the image, what it multiplies there, and the sum of that with its bias */

/** @param {Tensor[]} tensors @param {string} name */
function named(tensors, name) {
  const tensor = tensors.find((candidate) => candidate.name === name);
  if (!tensor) throw new Error(`the network has no tensor ${name}`);
  return tensor;
}

/** @param {ArrayLike<number>} values @param {(value: number) => number} [by] */
function largest(values, by = (value) => value) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (by(values[i] ?? 0) > by(values[best] ?? 0)) best = i;
  return best;
}

/**
 * One image's numbers on their way through the first layer and back: of the many, those of the one filter and place that
 * respond most. Recomputed here from pixels and weights, in double precision; the core's own stand beside them.
 *
 * @param {import("../../../api/spec.js").Spec} spec
 * @param {Tensor[]} tensors  of the network for the pretext task
 * @param {Dissection} dissection  of an image by these weights
 * @param {number} target
 */
export function walk(spec, tensors, dissection, target) {
  const {
    kernel: size,
    stride,
    pool,
  } = /** @type {import("../../../api/spec.js").Spec["encoder"][0]} */ (spec.encoder[0]);
  const [layer] = dissection.layers;
  const [, width = 1, filters = 1] = layer?.shape ?? [];
  const at = largest(layer?.values ?? []);
  const filter = at % filters;
  const [row, column] = [Math.floor(at / filters / width), Math.floor(at / filters) % width];
  const kernel = named(tensors, "conv1.kernel");
  const bias = named(tensors, "conv1.bias").values[filter] ?? 0;
  // SAME padding, as in the core: what is missing is added on both sides, and the odd one after the image.
  const padding = Math.floor(Math.max(0, (Math.ceil(28 / stride) - 1) * stride + size - 28) / 2);

  /** @param {number} r @param {number} c @returns {Position} */
  function position(r, c) {
    const [top, left] = [r * stride - padding, c * stride - padding];
    const terms = Array.from({ length: size * size }, (_, i) => {
      const [y, x] = [top + Math.floor(i / size), left + (i % size)];
      const inside = y >= 0 && x >= 0 && y < 28 && x < 28;
      return { x: inside ? (dissection.input[28 * y + x] ?? 0) : 0, w: kernel.values[i * filters + filter] ?? 0 };
    });
    return { row: top, column: left, terms, sum: terms.reduce((sum, { x, w }) => sum + x * w, bias) };
  }

  const pooled = Array.from({ length: pool * pool }, (_, i) =>
    position(row * pool + Math.floor(i / pool), column * pool + (i % pool)),
  );
  const winner = largest(pooled.map(({ sum }) => sum));
  const gradients = named(dissection.gradients, "conv1.kernel").values.filter((_, i) => i % filters === filter);
  const weight = largest(gradients, Math.abs);
  return {
    filter,
    size,
    bias,
    pooled,
    winner,
    place: /** @type {Position} */ (pooled[winner]),
    output: layer?.values[at] ?? 0,
    logits: [...(dissection.layers.at(-1)?.values ?? [])],
    probabilities: [...dissection.probabilities],
    loss: dissection.loss,
    byLogits: [...named(dissection.gradients, "dense.bias").values],
    target,
    /** The filter's weight with the steepest gradient; index: in conv1.kernel. */
    weight: { at: weight, index: weight * filters + filter, gradient: gradients[weight] ?? 0 },
  };
}

/** @typedef {ReturnType<typeof walk>} Walk */
