import { writeAddress, writeBench, writeHash } from "../../app/hash.js";
import { withSetting } from "../../app/setting.js";

/** @typedef {import("../../app/store.js").Snapshot} Snapshot */

/**
 * What can be put into a page: a screen, with the parts of it that are shown or left out. The first ones are offered first.
 * @type {Record<string, {address: (now: Snapshot) => string, show?: string[], hide?: string[], height: number, narrow?: boolean}>}
 */
export const VIEWS = {
  both: { address: (now) => writeBench(of(now)), show: ["bench", "verdict"], height: 1000, narrow: true },
  bench: { address: (now) => writeBench(of(now)), show: ["bench"], height: 640, narrow: true },
  verdict: { address: (now) => writeBench(of(now)), show: ["verdict"], height: 420, narrow: true },
  board: { address: (now) => writeAddress("board", of(now)), show: ["board"], height: 900 },
  compose: { address: (now) => writeAddress("compose", of(now)), show: ["compose"], height: 700 },
  notebook: { address: (now) => writeHash(of(now)), hide: ["story"], height: 900 },
  story: { address: (now) => writeHash(of(now)), height: 900 },
};

/** @param {Snapshot} now */
const of = ({ spec, digit, act, language }) => ({ spec, digit, act, language });

/** What the element has attributes for; anything else is in `set`. */
const OWN = ["preset", "task", "seed", "lang", "show", "hide", "lock", "ask"];

/** @param {string} text */
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The three ways to share what is set up now, or the address of a lecture's scenes.
 * @param {Snapshot} now
 * @param {{view: string, lock: string[], ask: string, scenes: string}} choice
 */
export function snippetsOf(now, { view, lock, ask, scenes }) {
  const { address, show, hide, height, narrow } = /** @type {typeof VIEWS[string]} */ (VIEWS[view]);
  const { route, params } = withSetting(address(now), { show, hide, lock, ask });
  const hash = [route, String(params)].filter(Boolean).join("&");
  const link = new URL(`embed.html#${hash}`, document.baseURI).href;
  const own = OWN.filter((name) => params.has(name));
  const attributes = own.map((name) => ` ${name}="${attribute(params.get(name) ?? "")}"`);
  if (route) attributes.unshift(` route="${attribute(route)}"`);
  own.forEach((name) => params.delete(name));
  if (params.size > 0) attributes.push(` set="${attribute(String(params))}"`);
  return {
    link,
    frame: `<iframe src="${attribute(link)}" title="Pretext" width="${narrow ? 420 : "100%"}" height="${height}" style="border: 0" loading="lazy"></iframe>`,
    element:
      `<script type="module" src="${new URL("pretext-embed.js", document.baseURI).href}"></script>\n` +
      `<pretext-lab${attributes.join("")}></pretext-lab>`,
    lecture: new URL(`./${writeBench(of(now))}&scenes=${scenes.replace(/[^\w:@,]/g, "")}&present`, document.baseURI)
      .href,
  };
}
