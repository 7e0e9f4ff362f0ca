import { hueOf } from "../../app/classes.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { argmax } from "../../app/images.js";
import { createPad } from "../draw/pad.js";
import { createPicture } from "../picture/picture.js";

const VOTERS = 10;
const WAIT_MS = 150;

/** The reader's own digit, and the ten images that tell what it is. @param {import("../../app/view.js").Ui} ui */
export function createBallot({ words, send }) {
  let waiting = false;
  const pad = createPad("ten.draw.pad", () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      send({ type: "ten", act: { kind: "draw", pixels: pad.pixels() } });
    }, WAIT_MS);
  });
  const clear = h("button", { type: "button", "data-t": "ten.draw.clear", click: () => pad.clear() });
  const says = h("p", { class: "ten-verdict", "aria-live": "polite" });
  const voters = Array.from({ length: VOTERS }, () => {
    const picture = createPicture("ten-picture");
    const [called, share] = [h("b", {}), h("span", { class: "ten-note" })];
    return { picture, called, share, element: h("li", { class: "ten-voter" }, picture.element, called, share) };
  });
  const element = h(
    "section",
    { class: "ten-ballot" },
    h("h3", { "data-t": "ten.draw" }),
    h(
      "div",
      { class: "ten-booth" },
      h("div", { class: "draw-side" }, pad.element, clear),
      h(
        "div",
        {},
        says,
        h("ul", { class: "ten-voters", "data-t-label": "ten.draw.voters" }, ...voters.map((voter) => voter.element)),
      ),
    ),
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ ten }) {
      element.inert = ten?.phase !== "ready";
      setAttribute(element, "data-resting", ten?.flow.accuracy !== null && ten?.flow.accuracy !== undefined);
      const classes = ten?.flow.frames.at(-1)?.classes;
      const shares = new Float64Array(10);
      voters.forEach(({ picture, called, share, element: item }, i) => {
        const voter = ten?.voters[i];
        const digit = voter ? classes?.[voter.point] : undefined;
        picture.draw(voter?.pixels ?? null);
        setText(called, digit === undefined ? "\u00a0" : digit > 9 ? "?" : String(digit));
        setText(share, voter ? (words.wholePercent?.format(voter.share) ?? "") : "\u00a0");
        if (voter && digit !== undefined && digit < 10) {
          shares[digit] = (shares[digit] ?? 0) + voter.share;
          item.style.setProperty("--hue", `${hueOf(digit)}`);
        }
      });
      const best = argmax(shares);
      const percent = words.wholePercent?.format(shares[best] ?? 0) ?? "";
      const some = (ten?.voters.length ?? 0) > 0;
      const key = !some ? "ten.draw.waiting" : (shares[best] ?? 0) > 0 ? "ten.draw.says" : "ten.draw.none";
      setText(says, words.t(key, { digit: String(best), percent }));
    },
  };
}
