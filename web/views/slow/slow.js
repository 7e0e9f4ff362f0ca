import { h, setText } from "../../app/dom.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/view.js").Ui} Ui */

const LONG_SECONDS = 60;
const SMALL = "quick";

/**
 * Once the speed of this device is known, offers a smaller experiment where the run would take long. It takes the place
 * of the line about the preset, so that nothing moves, and it never switches by itself.
 *
 * @param {Ui} ui
 */
export function createSlow({ words, send }) {
  /** @type {{run: object | null, seconds: number, answered: boolean}} */
  let measured = { run: null, seconds: 0, answered: false };
  const text = h("span", { role: "status" });
  const take = h("button", {
    type: "button",
    "data-t": "slow.take",
    click: () => {
      send({ type: "preset", name: SMALL });
      send({ type: "start" });
    },
  });
  const stay = h("button", {
    type: "button",
    "data-t": "slow.stay",
    click: () => {
      measured.answered = true;
      element.hidden = true;
      onAnswer();
    },
  });
  const element = h("div", { class: "slow", hidden: true }, text, take, stay);
  let onAnswer = () => {};
  return {
    element,
    /** @param {Snapshot} now @param {() => void} answered  when the reader stays with the run @returns {boolean} whether it offers anything */
    draw({ phase, runSpec, timeLeft }, answered) {
      onAnswer = answered;
      const busy = phase === "running" || phase === "paused";
      if (runSpec !== measured.run) measured = { run: runSpec, seconds: 0, answered: false };
      // As foretold first: an offer that comes and goes would be worse than none.
      measured.seconds ||= timeLeft ?? 0;
      const offers = busy && !measured.answered && runSpec?.name !== SMALL && measured.seconds > LONG_SECONDS;
      element.hidden = !offers;
      setText(text, offers ? words.t("slow.text", { time: words.duration(measured.seconds) }) : "");
      return offers;
    },
  };
}
