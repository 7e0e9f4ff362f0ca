// From one of many points to the next one, by the arrow keys.

/** @type {Record<string, [x: number, y: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The nearest point that lies rather that way than to either side of it; -1 if there is none, and for other keys.
 * @param {ArrayLike<number>} points  n x 2: x to the right, y down
 * @param {number} from  -1: none yet, which leads to the one in the middle of all
 * @param {string} key
 */
export function toward(points, from, key) {
  const way = WAYS[key];
  if (!way) return -1;
  const n = points.length / 2;
  const middle = [0, 0];
  for (let i = 0; i < points.length; i++) middle[i % 2] = (middle[i % 2] ?? 0) + (points[i] ?? 0) / n;
  const [x = 0, y = 0] = from < 0 ? middle : [points[2 * from], points[2 * from + 1]];
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [(points[2 * i] ?? 0) - x, (points[2 * i + 1] ?? 0) - y];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1] - dy * way[0]);
    const far = dx * dx + dy * dy;
    const meant = from < 0 || (along > 0 && aside <= along);
    if (i !== from && meant && far < least) [best, least] = [i, far];
  }
  return best;
}
