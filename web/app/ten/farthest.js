/**
 * The candidate that is farthest from all that are shown, along the graph: the likeliest to be something new.
 *
 * @param {import("../../api/protocol.js").Located} located
 * @param {number[]} shown
 * @param {number[]} candidates
 * @returns {number | undefined}
 */
export function farthest({ rows, similarities, map }, shown, candidates) {
  const n = map.length / 2;
  const each = rows.length / n;
  const far = new Float64Array(n).fill(Infinity);
  for (const number of shown) far[number] = 0;
  // Distances settle after about as many rounds as the longest way has edges.
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < rows.length; i++) {
      const a = Math.floor(i / each);
      const b = rows[i] ?? 0;
      const edge = Math.sqrt(Math.max(0, 2 - 2 * (similarities[i] ?? 0)));
      const [toA, toB] = [far[a] ?? 0, far[b] ?? 0];
      if (toA + edge < toB) far[b] = toA + edge;
      else if (toB + edge < toA) far[a] = toB + edge;
      else continue;
      changed = true;
    }
  }
  const fresh = candidates.filter((number) => !shown.includes(number));
  return fresh.sort((a, b) => (far[b] ?? 0) - (far[a] ?? 0) || a - b)[0];
}
