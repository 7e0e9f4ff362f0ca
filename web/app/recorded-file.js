// How recorded examples are written: pixels in 16 levels, probabilities and embeddings in 256, all in base64.

/** @typedef {import("../api/protocol.js").Answered} Answered */

/**
 * @typedef {object} PackedExample
 * @property {[number, number, number]} input  as in Answered, and so all that follow
 * @property {number} views
 * @property {string} shown
 * @property {[number, number, number]} target
 * @property {string} [wanted]
 * @property {string} [asked]  a bit for each value: whether it is asked for
 * @property {number} choice
 * @property {string[]} outputs  at each epoch
 * @property {number[]} losses  likewise
 */

/** @param {ArrayLike<number>} bytes */
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** The bytes that a text stands for. @param {string} text */
export const unpackPixels = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @param {number} value @param {number} most */
const level = (value, most) => Math.round(most * Math.min(1, Math.max(0, value)));

/** @param {ArrayLike<number>} values  0 to 1 */
export const packMap = (values) =>
  base64(
    Array.from(
      { length: Math.ceil(values.length / 2) },
      (_, i) => (level(Number(values[2 * i]), 15) << 4) | level(Number(values[2 * i + 1] ?? 0), 15),
    ),
  );

/** A byte for each. @param {ArrayLike<number>} values  0 to 1 */
export const packPixels = (values) => base64(Array.from(values, (value) => level(value, 255)));

/** @param {string} text @param {number} length */
export function unpackMap(text, length) {
  const bytes = unpackPixels(text);
  return Float32Array.from({ length }, (_, i) => ((Number(bytes[i >> 1]) >> (i % 2 ? 0 : 4)) & 15) / 15);
}

/** @param {ArrayLike<number>} values */
const packBits = (values) =>
  base64(
    Array.from({ length: Math.ceil(values.length / 8) }, (_, i) =>
      [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (Number(values[8 * i + bit] ?? 0) > 0 ? 1 << bit : 0), 0),
    ),
  );

/** @param {[number, number, number]} shape */
const sizeOf = ([height, width, channels]) => height * width * channels;

/** Values of any range, the largest of which is all that is lost. @param {Float32Array} values */
function packSigned(values) {
  const most = values.reduce((sofar, value) => Math.max(sofar, Math.abs(value)), 1e-9);
  return base64(Array.from(values, (value) => Math.round(127 * (value / most)) + 128));
}

/** @param {Answered} answer */
function packOutputs({ wanted, outputs, choice }) {
  if (wanted.length > 0) return packMap(outputs);
  return choice < 0 ? packSigned(outputs) : packPixels(outputs);
}

/**
 * One example, answered at several epochs.
 * @param {Answered[]} answers
 * @returns {PackedExample}
 */
export function packAnswers(answers) {
  const [{ input, views, shown, target, wanted, asked, choice }] = answers;
  return {
    input,
    views,
    shown: packMap(shown),
    target,
    ...(wanted.length > 0 ? { wanted: packMap(wanted) } : {}),
    ...(asked.length > 0 ? { asked: packBits(asked) } : {}),
    choice,
    outputs: answers.map(packOutputs),
    losses: answers.map(({ loss }) => Number(loss.toPrecision(4))),
  };
}

/** @param {PackedExample} packed @param {number} i  which of the epochs */
function outputsOf({ wanted, outputs, choice, target }, i) {
  const text = outputs[i] ?? "";
  if (wanted) return unpackMap(text, sizeOf(target));
  return Float32Array.from(unpackPixels(text), (byte) => (choice < 0 ? (byte - 128) / 127 : byte / 255));
}

/**
 * The example as the network answered it at the i-th of the recorded epochs.
 * @param {PackedExample} packed
 * @param {number} i
 * @returns {Answered}
 */
export function unpackAnswer(packed, i) {
  const { input, views, shown, target, wanted, asked, choice, losses } = packed;
  const size = sizeOf(target);
  const bits = asked ? unpackPixels(asked) : null;
  const mask = bits && Float32Array.from({ length: size }, (_, k) => (Number(bits[k >> 3]) >> (k & 7)) & 1);
  const total = mask?.reduce((sum, bit) => sum + bit, 0) ?? 0;
  return {
    input,
    views,
    shown: unpackMap(shown, sizeOf(input)),
    target,
    wanted: wanted ? unpackMap(wanted, size) : new Float32Array(),
    asked: mask ? mask.map((bit) => bit / Math.max(1, total)) : new Float32Array(),
    choice,
    outputs: outputsOf(packed, i),
    loss: losses[i] ?? 0,
  };
}
