// Test images in the plane, by two principal components and by UMAP: in what an encoder makes of them that was pretrained without
// labels, in what it made before its first step, and in their pixels.

import { layOut } from "../layout.js";
import { mapRows, place, placeUntrained, rightInPlane } from "../spaces.js";

/** @typedef {import("../../api/data/data.js").Data} Data */
/** @typedef {import("../side-lab.js").Still} Still */
/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
/** @typedef {"pca" | "umap"} Layout */
/** @typedef {"pretext" | "untrained" | "pixels"} Space */

/**
 * @typedef {object} Plane
 * @property {Record<Layout, Float32Array>} points  n x 2
 * @property {Record<Layout, number | null>} told  how many images their nearest ones in the plane tell; null: not laid out yet
 * @property {number} right  how many these tell in the whole space
 *
 * @typedef {Partial<Record<Space, Plane>> & {data: Data | null}} Planes
 */

/** Among the names of what is under way. */
export const PLANES = "planes";

/** @type {Space[]} */
export const SPACES = ["pretext", "untrained", "pixels"];

/** @type {Planes} */
export const noPlanes = { data: null };

/** @param {{get: () => Planes, set: (patch: Partial<Planes>) => void}} state */
export function createPlanes({ get, set }) {
  let end = () => {};

  /**
   * @param {Space} space
   * @param {import("../spaces.js").Placed} placed
   * @param {Uint8Array} labels
   * @param {Still} still
   * @returns {Promise<void>}
   */
  const lay = (space, { points, near }, labels, still) =>
    new Promise((resolve) => {
      end = layOut(points, near, (umap, done) => {
        const plane = get()[space];
        if (!plane || !umap || !still()) return resolve();
        const told = { ...plane.told, umap: done ? rightInPlane(umap, labels) : null };
        set({ [space]: { ...plane, points: { ...plane.points, umap }, told } });
        if (done) resolve();
      });
    });

  return {
    close: () => end(),

    /** @param {Lab} lab @param {Still} still @param {Data} data */
    async place(lab, still, data) {
      const rows = mapRows(data);
      const labels = data.test.labels.subarray(0, rows);
      const found = await Promise.all([
        place(lab, "pretext", rows),
        placeUntrained(lab, rows),
        place(lab, "pixels", rows),
      ]);
      if (!still()) return;
      set({ data });
      for (const [i, placed] of found.entries()) {
        if (!placed) continue;
        const { points, near } = placed;
        const told = { pca: rightInPlane(points, labels), umap: null };
        set({ [SPACES[i]]: { points: { pca: points, umap: points }, told, right: near.right } });
      }
      for (const [i, placed] of found.entries()) {
        if (placed && still()) await lay(SPACES[i], placed, labels, still);
      }
    },
  };
}
