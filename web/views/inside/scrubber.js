import { h, setAttribute, setText } from "../../app/dom.js";
import { createTurnBars } from "../bars/bars.js";

const beat = 700;

/**
 * Goes through the kept epochs of pretraining, the last place being the weights as they are now.
 *
 * @param {import("../../app/view.js").Ui} ui
 */
export function createScrubber({ words, send }) {
  /** @type {(number | null)[]} null: as they are now */
  let places = [null];
  let trained = -1;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;

  /** @param {number} place */
  const go = (place) => send({ type: "epoch", epoch: places[place] ?? null });

  /** @param {number} place */
  function say(place) {
    const epoch = places[place] ?? trained;
    const key = epoch < 0 ? "inside.now" : epoch === 0 ? "inside.untrained" : "inside.after";
    const text = words.t(key, { epoch });
    setAttribute(slider, "aria-valuetext", text);
    setText(where, places.length > 1 ? text : "");
  }

  function stop() {
    clearInterval(playing);
    playing = undefined;
    setAttribute(play, "data-t", "inside.play");
    setText(play, words.t("inside.play"));
  }

  function start() {
    setAttribute(play, "data-t", "controls.pause");
    setText(play, words.t("controls.pause"));
    const last = places.length - 1;
    let at = slider.valueAsNumber === last ? 0 : slider.valueAsNumber;
    go(at);
    playing = setInterval(() => {
      go(++at);
      if (at >= last) stop();
    }, beat);
  }

  const play = h("button", {
    type: "button",
    class: "inside-play",
    "data-t": "inside.play",
    click: () => (playing ? stop() : start()),
  });
  const slider = h("input", {
    type: "range",
    min: 0,
    max: 0,
    step: 1,
    "data-t-label": "inside.epoch",
    input() {
      stop();
      // At once: a screen reader reads it out with the key.
      say(slider.valueAsNumber);
      go(slider.valueAsNumber);
    },
  });
  const where = h("output", { class: "inside-where" });
  const bars = createTurnBars();
  const names = [0, 1, 2, 3].map(() => h("span"));

  return {
    element: h(
      "div",
      { class: "inside-time" },
      h("div", { class: "scrubber" }, play, slider, where),
      h(
        "div",
        { class: "inside-turns", "data-only": "rotation" },
        bars.element,
        h("span", { class: "wheel-names" }, ...names),
      ),
    ),
    /**
     * @param {number[]} kept  epochs
     * @param {number | null} epoch  on show; null: as they are now
     * @param {number | null} finished  epochs of pretraining, once it is over
     * @param {Float32Array | null | undefined} turns
     */
    draw(kept, epoch, finished, turns) {
      places = [...kept.filter((one) => one !== finished), null];
      trained = finished ?? -1;
      const usable = places.length > 1;
      if (!usable && playing) stop();
      slider.disabled = play.disabled = !usable;
      setAttribute(slider, "max", places.length - 1);
      const place = Math.max(0, places.indexOf(epoch));
      if (slider.valueAsNumber !== place) slider.valueAsNumber = place;
      say(place);
      bars.draw(turns, 0);
      names.forEach((name, k) => {
        const percent = turns ? (words.wholePercent?.format(turns[k] ?? 0) ?? "") : "–";
        setText(name, `${words.t("turns.angle", { angle: 90 * k })} ${percent}`);
      });
    },
  };
}
