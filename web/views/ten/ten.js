import { h, setAttribute, setText } from "../../app/dom.js";

/** @typedef {import("../../app/ten/control.js").Ten} Ten */

/**
 * Ten labels by hand. What stands here before the reader begins is little: the rest is fetched with the first press, into
 * places that are kept for it.
 *
 * @type {import("../../app/view.js").CreateView}
 */
export function createTen(host, ui) {
  const { words, send } = ui;
  let busy = false;
  const begin = h("button", {
    type: "button",
    class: "primary",
    "data-t": "ten.start",
    click() {
      if (busy) return send({ type: "ten", act: { kind: "stop" } });
      // The places of what is to come are made at once, by the reader's own hand: nothing moves by itself later.
      setAttribute(host, "data-begun", true);
      send({
        type: "ten",
        act: { kind: "start", length: /** @type {import("../../app/ten/control.js").Length} */ (length.value) },
      });
    },
  });
  const length = h(
    "select",
    { "data-t-label": "ten.length" },
    h("option", { value: "quick", "data-t": "ten.length.quick" }),
    h("option", { value: "full", "data-t": "ten.length.full" }),
    h("option", { value: "long", "data-t": "ten.length.long" }),
  );
  const status = h("p", { class: "ten-status" });
  const done = h("i");
  const bar = h("div", { class: "ten-bar", role: "progressbar", "data-t-label": "ten.progress" }, done);
  const steps = /** @type {const} */ (["ten.step.1", "ten.step.2", "ten.step.3"]);
  const work = h(
    "div",
    { class: "ten-work" },
    h("ol", { class: "ten-panel ten-steps" }, ...steps.map((key) => h("li", { "data-t": key }))),
  );
  const map = h("div", { class: "ten-map" }, h("p", { class: "ten-empty" }, h("span", { "data-t": "ten.map.empty" })));
  const beside = h("div", { class: "ten-beside" });
  const region = h("div", { class: "visually-hidden", role: "status" });
  host.append(
    h("div", { class: "ten-begin" }, begin, length, h("div", { class: "ten-how" }, status, bar)),
    work,
    map,
    beside,
    region,
  );
  /** @type {import("./scene.js").Scene | null} */
  let scene = null;
  let asked = false;

  /** @param {Ten | null} ten */
  function say(ten) {
    if (!ten) return words.t("ten.idle");
    const { phase, progress } = ten;
    if (phase === "failed") return words.t("ten.failed", { message: ten.message ?? "" });
    if (phase === "ready" || phase === "waiting" || !progress) return words.t(`ten.${doing(ten)}`);
    if (progress.activity !== "train") return words.t(progress.activity === "locate" ? "ten.locate" : "ten.test");
    const step = Math.min(ten.steps, progress.epoch * progress.steps + progress.step);
    return words.t("ten.train", { step, steps: ten.steps });
  }

  /** @param {Ten} ten */
  const doing = ({ phase }) => (phase === "ready" ? "ready" : phase === "waiting" ? "waiting" : "loading");

  /** @type {import("../../app/view.js").View} */
  const view = {
    // The host itself has no box: what is in it stands in the section's own grid.
    element: host.parentElement ?? host,
    on: ({ ten }) => [ten],
    draw(now) {
      const { ten } = now;
      setText(status, say(ten));
      busy = ten !== null && ten.phase !== "ready" && ten.phase !== "failed";
      const key = busy ? "ten.stop" : ten?.phase === "ready" ? "ten.again" : "ten.start";
      setAttribute(begin, "class", busy || ten?.phase === "ready" ? null : "primary");
      setAttribute(begin, "data-t", key);
      setText(begin, words.t(key));
      const fraction = ten?.phase === "ready" ? 1 : (ten?.progress?.fraction ?? 0);
      setAttribute(bar, "aria-valuenow", Math.round(100 * fraction));
      done.style.transform = `scaleX(${fraction.toFixed(3)})`;
      setAttribute(host, "data-phase", ten?.phase ?? "idle");
      if (ten && !asked) {
        asked = true;
        import("./scene.js").then(
          ({ createScene }) => {
            work.replaceChildren();
            scene = createScene({ work, map, beside, region }, ui);
            words.label(host);
            view.draw(now);
          },
          () => (asked = false), // the page has said so; the next press tries again
        );
      }
      scene?.draw(now);
    },
  };
  return view;
}
