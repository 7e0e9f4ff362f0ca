// Packs the emoji set into web/sets/emoji/, from two npm packages that are too large to be fetched with everything else:
//   npm install --no-save emoji-datasource-google@16.0.0 emoji-datasource-twitter@16.0.0
//   node scripts/emoji.mjs [--modules FOLDER]

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { decode } from "fast-png";
import { idxOf } from "../web/api/data/contents.js";
import { Failure, ROOT, isMain, main } from "./command.mjs";

export const TARGET = join(ROOT, "web", "sets", "emoji");
const STYLES = ["google", "twitter"];
/** Of a package of the data, which the other two follow. */
const VERSION = "16.0.0";
/** On a sheet: images of 32 pixels in cells with a pixel of padding all around. */
const SIDE = 32;
const CELL = SIDE + 2;
const TEST_SHARE = 0.2;

/** Flags, skin tones and other components are left out: flags are no concepts, and the others no images. */
const CLASSES = [
  { category: "Smileys & Emotion", en: "smileys", ko: "표정" },
  { category: "People & Body", en: "people", ko: "사람" },
  { category: "Animals & Nature", en: "animals and nature", ko: "동물과 자연" },
  { category: "Food & Drink", en: "food", ko: "음식" },
  { category: "Travel & Places", en: "travel and places", ko: "여행과 장소" },
  { category: "Activities", en: "activities", ko: "활동" },
  { category: "Objects", en: "objects", ko: "물건" },
  { category: "Symbols", en: "symbols", ko: "기호" },
];

/**
 * @typedef {{unified: string, short_name: string, category: string, subcategory: string, sheet_x: number, sheet_y: number,
 *   has_img_google: boolean, has_img_twitter: boolean}} Emoji
 */

/** People who are the same but for their gender, and have code points of their own. */
const PAIRS = [
  ["1F468", "1F469", "1F9D1"],
  ["1F466", "1F467", "1F9D2"],
  ["1F474", "1F475", "1F9D3"],
  ["1F934", "1F478", "1FAC5"],
  ["1F385", "1F936"],
  ["1F483", "1F57A"],
  ["1F930", "1FAC3", "1FAC4"],
];
const ONE_OF_PAIR = new Map(PAIRS.flatMap(([first, ...others]) => others.map((other) => [other, first])));

/**
 * What an emoji shows, whatever its gender, direction, family, hour or key: near-duplicates have one of these, so that none
 * stands on both sides of the split.
 * @param {Emoji} emoji
 */
export function conceptOf({ unified, short_name: name, subcategory }) {
  if (subcategory === "family") return "family";
  if (subcategory === "keycap") return "keycap";
  if (/^clock\d/.test(name)) return "clock";
  return unified
    .replace(/-200D-(2640|2642)-FE0F/, "")
    .replace(/-200D-27A1-FE0F/, "")
    .replace(/-200D-1F9B[0-3]/, "")
    .replace(/-FE0F/g, "")
    .split("-")
    .map((code) => ONE_OF_PAIR.get(code) ?? code)
    .join("-");
}

/** @param {string | Uint8Array} content */
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/**
 * Emoji that both styles have, on both sides of the split; any first part of a side is a fair sample of it.
 * @param {Emoji[]} all
 */
export function splitOf(all) {
  const known = all.filter(
    (emoji) =>
      CLASSES.some(({ category }) => category === emoji.category) && emoji.has_img_google && emoji.has_img_twitter,
  );
  /** @type {{train: Emoji[], test: Emoji[]}} */
  const split = { train: [], test: [] };
  for (const { category } of CLASSES) {
    const mine = known.filter((emoji) => emoji.category === category);
    const concepts = [...new Set(mine.map(conceptOf))].sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1));
    let left = Math.round(TEST_SHARE * mine.length);
    for (const concept of concepts) {
      const same = mine.filter((emoji) => conceptOf(emoji) === concept);
      split[same.length <= left ? "test" : "train"].push(...same);
      if (same.length <= left) left -= same.length;
    }
  }
  for (const side of [split.train, split.test]) side.sort((a, b) => (sha256(a.unified) < sha256(b.unified) ? -1 : 1));
  return split;
}

/**
 * A style's sheet, on white.
 * @param {string} modules @param {string} style
 */
function sheetOf(modules, style) {
  const { width, data } = decode(
    readFileSync(join(modules, `emoji-datasource-${style}`, "img", style, "sheets-clean", "32.png")),
  );
  return (/** @type {Emoji} */ { sheet_x: column, sheet_y: row }) => {
    const image = Buffer.alloc(SIDE * SIDE * 3);
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [x, y] = [CELL * column + 1 + (i % SIDE), CELL * row + 1 + Math.floor(i / SIDE)];
      const at = 4 * (y * width + x);
      for (let c = 0; c < 3; c++)
        image[3 * i + c] = Math.floor((data[at + c] * data[at + 3] + 255 * (255 - data[at + 3]) + 127) / 255);
    }
    return image;
  };
}

/**
 * The set's files, unpacked, and its manifest.
 * @param {string} modules  the folder where the packages are
 */
export function makeEmoji(modules) {
  /** @type {Emoji[]} */
  const all = STYLES.map((style) => {
    const folder = join(modules, `emoji-datasource-${style}`);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (version !== VERSION) throw new Failure(`${folder}: expected version ${VERSION}, found ${version}.`);
    return JSON.parse(readFileSync(join(folder, "emoji.json"), "utf8"));
  })[0];
  const split = splitOf(all);
  const sheets = STYLES.map((style) => sheetOf(modules, style));
  const files = Object.entries(split).flatMap(([side, emoji]) => {
    const rows = STYLES.length * emoji.length;
    const labels = emoji.map(({ category }) => CLASSES.findIndex((one) => one.category === category));
    const images = sheets.flatMap((image) => emoji.map(image));
    return [
      { role: `${side}_images`, rows, bytes: idxOf([rows, SIDE, SIDE, 3], ...images) },
      {
        role: `${side}_labels`,
        rows,
        bytes: idxOf([rows], ...STYLES.map(() => Uint8Array.from(labels))),
      },
    ];
  });
  const domains = STYLES.map((name, i) => ({
    name,
    train: { from: i * split.train.length, count: split.train.length },
    test: { from: i * split.test.length, count: split.test.length },
  }));
  return { files, domains };
}

/** @param {string} modules */
function pack(modules) {
  const { files, domains } = makeEmoji(modules);
  mkdirSync(TARGET, { recursive: true });
  const listed = files.map(({ role, rows, bytes }) => {
    const name = `${role.replace("_", "-")}.idx.gzip`;
    const packed = gzipSync(bytes, { level: 9 });
    packed[9] = 255; // the header's operating system, "unknown"
    writeFileSync(join(TARGET, name), packed);
    return { name, role, bytes: bytes.length, packed_bytes: packed.length, sha256: sha256(bytes), rows };
  });
  const manifest = {
    version: 1,
    set: "emoji",
    shape: [SIDE, SIDE, 3],
    classes: CLASSES.length,
    names: { en: CLASSES.map(({ en }) => en), ko: CLASSES.map(({ ko }) => ko) },
    domains,
    balanced: true,
    licence: "Noto Emoji by Google: Apache-2.0; Twemoji by Twitter and contributors: CC-BY-4.0",
    source: `npm emoji-datasource-google and emoji-datasource-twitter ${VERSION}`,
    files: listed,
  };
  writeFileSync(join(TARGET, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (isMain(import.meta.url)) {
  await main(() => {
    const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" }, modules: { type: "string" } } });
    if (values.help)
      return console.log(
        "Usage: node scripts/emoji.mjs [--modules FOLDER]\n\nPacks the emoji set into web/sets/emoji/.",
      );
    pack(values.modules ?? join(ROOT, "node_modules"));
  });
}
