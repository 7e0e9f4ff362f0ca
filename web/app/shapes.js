/**
 * What the layers of a spec make and hold. SAME convolutions, VALID pools, as in the core.
 *
 * @param {import("../api/spec.js").Spec} spec
 */
export function layersOf(spec) {
  let [side, channels] = [28, 1];
  const encoder = spec.encoder.map(({ filters, kernel, stride, pool }, i) => {
    const params = kernel * kernel * channels * filters + filters;
    side = Math.floor(Math.ceil(side / stride) / pool);
    channels = filters;
    return { name: `conv ${i + 1}`, shape: [side, side, channels], params };
  });
  const features = side * side * channels;
  const headSide = Math.ceil(side / 2);
  const head = [
    { name: "conv", shape: [headSide, headSide, 16], params: 9 * channels * 16 + 16 },
    { name: "dense", shape: [4], params: headSide * headSide * 16 * 4 + 4 },
  ];
  const linear = { name: "dense", shape: [10], params: features * 10 + 10 };
  const sum = encoder.reduce((total, layer) => total + layer.params, 0);
  return { encoder, head, linear, features, total: sum + linear.params };
}
