// The reader's own images and texts, kept in the browser as long as a run on them is: whoever opens the page again can go on
// with it.

import { dataOf, ROLES } from "../data/data.js";
import { textDataOf } from "../text/texts.js";
import { openStorage } from "./storage.js";

/** @import {Data, IdxFile, Role} from "../data/data.js" */
/** @import {TextData} from "../text/texts.js" */

const KEY = "data";
const TEXTS = "texts";

/** Bytes rather than Blobs, which not every browser keeps. @param {Blob} file */
const bytesOf = (file) => file.arrayBuffer();

/** What was kept, by an earlier version of this page as a Blob. @param {ArrayBuffer | Blob} kept */
const fileOf = (kept) => new Blob([kept]);

/**
 * Keeps them in the place of what was kept; false when there is no room.
 * @param {Data} data
 */
export async function keepOwnData({ files, sha256, about, train, test }) {
  /** @type {Record<string, Omit<IdxFile, "file"> & {file: ArrayBuffer}>} */
  const read = {};
  for (const role of ROLES) {
    const { rows, height, width, channels, labels } = role.startsWith("train") ? train : test;
    const images = role.endsWith("images");
    const sizes = images ? [rows, height, width, channels] : [rows];
    read[role] = {
      file: await bytesOf(files[role]),
      sizes,
      sha256: sha256[role],
      ...(!images && { labels: new Uint8Array(labels) }),
    };
  }
  return (await openStorage("own")).set(KEY, { files: read, about });
}

/**
 * Those that a run was made with, if they are what is kept.
 * @param {Data["sha256"]} sums
 * @returns {Promise<Data | null>}
 */
export async function ownDataWith(sums) {
  const kept = await (await openStorage("own")).get(KEY);
  if (!kept || ROLES.some((role) => kept.files[role]?.sha256 !== sums[role])) return null;
  const files = Object.fromEntries(
    ROLES.map((role) => [role, { ...kept.files[role], file: fileOf(kept.files[role].file) }]),
  );
  return { ...dataOf(/** @type {Record<Role, IdxFile>} */ (files), kept.about), own: true };
}

/**
 * The same of texts.
 * @param {TextData} data
 */
export const keepOwnTexts = async ({ files, sha256 }) =>
  (await openStorage("own")).set(TEXTS, { file: await bytesOf(files.texts), sha256: sha256.texts });

/**
 * @param {Partial<TextData["sha256"]>} sums
 * @returns {Promise<TextData | null>}
 */
export async function ownTextsWith(sums) {
  const kept = await (await openStorage("own")).get(TEXTS);
  return kept && kept.sha256 === sums.texts
    ? { ...(await textDataOf({ ...kept, file: fileOf(kept.file) })), own: true }
    : null;
}

/** Keeps them no more. */
export async function forgetOwnData() {
  await (await openStorage("own")).clear();
}
