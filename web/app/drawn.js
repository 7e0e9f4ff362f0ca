// What a network draws where it is asked for pixels.

/** @typedef {import("../api/protocol.js").Answered} Answered */

/** The original with what the network draws where it was asked: all of it, if it was asked for all. @param {Answered} example */
export const drawn = ({ wanted, outputs, asked }) =>
  asked.length === 0 ? outputs : wanted.map((value, i) => (Number(asked[i]) > 0 ? Number(outputs[i]) : value));

/** Squared error of what is asked: with its weights, which add up to 1, or of all alike. @param {Answered} example */
export function squaredError({ wanted, outputs, asked }) {
  let error = 0;
  for (let i = 0; i < wanted.length; i++) {
    const weight = asked.length > 0 ? Number(asked[i]) : 1 / wanted.length;
    error += weight * (Number(outputs[i]) - Number(wanted[i])) ** 2;
  }
  return error;
}
