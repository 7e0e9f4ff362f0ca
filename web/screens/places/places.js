import { h, setAttribute } from "../../app/dom.js";

/** @typedef {import("../../app/hash.js").Screen} Screen */

/** @type {[Screen, string][]} */
const places = [
  ["gallery", "#/"],
  ["board", "#/board"],
  ["compose", "#/compose"],
  ["ten", "#/ten"],
  ["neighbours", "#/neighbours"],
  ["texts", "#/next_token"],
  ["story", "#/story"],
  ["notebook", "#/notebook"],
];

/** The ways to the screens. @type {import("../../app/view.js").CreateView} */
export function createPlaces(host) {
  const links = places.map(([screen, href]) => {
    const link = h("a", { href, "data-t": `places.${screen}` });
    return { screen, link };
  });
  host.append(h("ul", {}, ...links.map(({ link }) => h("li", {}, link))));
  return {
    element: host,
    on: ({ screen }) => [screen],
    draw({ screen: now }) {
      for (const { screen, link } of links) {
        // The tasks are the gallery's.
        const here = screen === now || (screen === "gallery" && now === "bench");
        setAttribute(link, "aria-current", here ? (screen === now ? "page" : "true") : null);
      }
    },
  };
}
