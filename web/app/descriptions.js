import { dataSets, setOf } from "../api/spec.js";
import { watchedSpec, shownSpec } from "./task.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Snapshot} Snapshot */
/** @typedef {import("../api/spec.js").Spec} Spec */
/** @typedef {import("../api/protocol.js").Description} Description */
/** @typedef {{description: Description | null, refusal: string | null}} Described  refusal: why the spec can't be run */

/** @typedef {Pick<Snapshot, "data">} Shown */

/**
 * Specs that differ in nothing else are described alike, of images of one shape.
 * @param {Shown} now @param {Spec} spec
 */
const keyOf = (now, spec) => JSON.stringify([{ ...spec, name: "", seed: 0 }, imageShape(now), now.data?.about.classes]);

/** Whether the images at hand are those that a spec means. @param {Shown} now @param {Spec} spec */
const meansThese = ({ data }, spec) => data?.own || setOf(spec) === (data?.about.set ?? dataSets[0]);

/** What a spec comes to, as far as it is known. @param {Shown & Pick<Snapshot, "described">} now @param {Spec} spec */
export const described = (now, spec) => now.described[keyOf(now, spec)]?.description ?? null;

/** Why it can't be run, if that is known. @param {Shown & Pick<Snapshot, "described">} now @param {Spec} spec */
export const refusalOf = (now, spec) => now.described[keyOf(now, spec)]?.refusal ?? null;

/** Height, width and channels of the images at hand. @param {Pick<Snapshot, "data">} now @returns {[number, number, number]} */
export const imageShape = ({ data }) => [data?.test.height ?? 28, data?.test.width ?? 28, data?.test.channels ?? 1];

/**
 * Keeps finding out what the specs at hand come to, one after another, and says so when the next one can't be run.
 *
 * @param {Store} store
 * @param {(spec: Spec) => Promise<Description>} ask
 * @param {(now: Snapshot) => boolean} allowed  whether anybody may be asked now
 * @param {(message: string) => void} refuse
 */
export function keepDescribing(store, ask, allowed, refuse) {
  let asking = false;

  /** @param {Snapshot} now */
  const next = (now) =>
    [now.spec, shownSpec(now), watchedSpec(now)].find(
      (spec) => meansThese(now, spec) && !Object.hasOwn(now.described, keyOf(now, spec)),
    );

  async function pump() {
    if (asking) return;
    asking = true;
    for (let spec = next(store.get()); spec && allowed(store.get()); spec = next(store.get())) {
      const key = keyOf(store.get(), spec);
      /** @type {Described} */
      let found = { description: null, refusal: null };
      try {
        found = { ...found, description: await ask(spec) };
      } catch (error) {
        const { code, message } = /** @type {{code?: string, message: string}} */ (error);
        if (code === "bad_spec") found = { ...found, refusal: message };
      }
      store.set({ described: { ...store.get().described, [key]: found } });
      if (found.refusal && store.get().phase === "idle" && store.get().spec === spec) refuse(found.refusal);
    }
    asking = false;
  }

  store.subscribe((now, before) => {
    if (now.spec !== before.spec || now.runSpec !== before.runSpec || now.guest !== before.guest) void pump();
    if (now.phase !== before.phase || now.data !== before.data || now.screen !== before.screen) void pump();
  });
  return () => void pump();
}
