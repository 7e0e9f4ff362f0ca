// Experiment specs: the presets, and the check of a spec against the one schema.

import checkSpec from "#check-spec";
import { isLikeMnist } from "./data/data.js";
import { grammar, taskNamed } from "./grammar.js";
import schema from "../presets/spec.schema.json" with { type: "json" };
import canvas from "../presets/canvas.json" with { type: "json" };
import board from "../presets/board.json" with { type: "json" };
import definitions from "../presets/definitions.json" with { type: "json" };
import fair from "../presets/fair.json" with { type: "json" };
import notebook from "../presets/notebook.json" with { type: "json" };
import emoji from "../presets/emoji.json" with { type: "json" };
import cifar10 from "../presets/cifar10.json" with { type: "json" };
import nin from "../presets/nin.json" with { type: "json" };
import ninSmall from "../presets/nin_small.json" with { type: "json" };
import tenLabels from "../presets/ten_labels.json" with { type: "json" };
import tenLabelsLong from "../presets/ten_labels_long.json" with { type: "json" };
import quick from "../presets/quick.json" with { type: "json" };

/** @import {Failure} from "./protocol.js" */

/**
 * @typedef {Record<string, string | number>} Item  an op, layer or loss term: its kind under "op", "layer" or "term", and
 *   the numbers of that kind
 *
 * @typedef {object} Task  a description of a pretext task; what is left out is as `predict` has it
 * @property {Item[]} [transform]
 * @property {"choice" | "source" | "changed" | "pair" | "label" | "box" | "mask"} predict
 * @property {Item[]} [head]
 * @property {Item[]} [loss]
 *
 * @typedef {object} Rows  `count` rows of a split, beginning with row `from`
 * @property {number} from
 * @property {number} count
 *
 * @typedef {object} Training
 * @property {"adam" | "sgd" | "adamw"} optimiser
 * @property {number} learning_rate
 * @property {number} momentum
 * @property {number} batch
 * @property {number} micro_batch
 * @property {number} epochs
 * @property {number} [steps]  at most; no limit if it is left out, as in specs of before there was one
 * @property {number} [weight_decay]  of adamw
 * @property {"constant" | "cosine" | "linear"} [schedule]  of the learning rate after the warm-up; constant if left out
 * @property {number} [warm_up]  share of the steps
 * @property {"shuffled" | "stored" | "first_last" | "dealt"} order
 * @property {boolean} [standardise]
 * @property {number} held_out
 * @property {"never" | "training_accuracy" | "validation_loss"} stop
 * @property {number} patience
 *
 * @typedef {object} Spec
 * @property {string} name
 * @property {number} seed
 * @property {string | Task} task  a name, or a description
 * @property {{set?: "mnist" | "emoji" | "definitions" | "own", unlabelled: Rows, labelled: Rows, test: Rows, pixels: "unit" | "raw"}} data
 *   set: MNIST if it is left out
 * @property {"label" | "box" | "mask"} [downstream]  what a study's cells learn; labels if it is left out
 * @property {{filters: number, kernel: number, stride: number, pool: number}[]} encoder
 * @property {{width?: number, blocks?: number, heads?: number, inner?: number, context?: number}} [transformer]  in place of
 *   the encoder where texts are looked at
 * @property {Training} pretext
 * @property {Training} transfer
 * @property {Training} supervised
 *
 * @typedef {{minimum: number, maximum: number, default: number}} Bounds
 */

/** The names of the pretext tasks of images that have one, and those of texts. @type {string[]} */
export const namedTasks = grammar.tasks.map(({ name }) => name);
export const namedTextTasks = grammar.text_tasks.map(({ name }) => name);

/** @type {Record<string, unknown>} */
const written = {
  board,
  canvas,
  fair,
  notebook,
  quick,
  ten_labels: tenLabels,
  ten_labels_long: tenLabelsLong,
  emoji,
  cifar10,
  nin,
  nin_small: ninSmall,
  definitions,
};

/** The presets by name, each with every field filled in. */
export const presets = /** @type {Record<string, Spec>} */ (
  Object.fromEntries(Object.entries(written).map(([name, preset]) => [name, completed(preset)]))
);

const byName = new Map(Object.entries(presets));

/**
 * Whether a run trains its classifiers as a study trains its cells with all labels, so that both have the same numbers: as
 * one of the presets that do, which say by the number of labels how often weights are updated.
 * @param {Spec} spec
 */
export function asInStudies({ data, transfer, supervised }) {
  /** @param {Training} one @param {Training} other */
  const same = (one, other) => Object.entries(other).every(([field, value]) => Reflect.get(one, field) === value);
  return [presets.fair, presets.emoji].some(
    (study) =>
      data.labelled.count === study.data.labelled.count &&
      same(transfer, study.transfer) &&
      same(supervised, study.supervised),
  );
}

/** The sets that a spec's data.set may name. @type {string[]} */
export const dataSets = schema.properties.data.properties.set.enum;

/** The name of the set that a spec means. @param {Spec} spec */
export const setOf = ({ data: { set } }) => set ?? dataSets[0];

/** Of few texts: more would be learned by heart. */
const MOST_EPOCHS = 50;

/** Of what is cut into bytes: they say less than pieces of words. */
const BYTES_OF_CONTEXT = 64;

/**
 * The preset that goes with data: their own, or one whose rows are as many as there are. Files that are like MNIST's have
 * the default one.
 * @param {import("./data/data.js").Data | import("./text/texts.js").TextData} of
 * @returns {Spec}
 */
export function presetFor(of) {
  if ("texts" in of) {
    const [pretext, , tested] = of.texts.splits;
    if (!of.own) return presets.definitions;
    const few = withRows(presets.definitions, pretext, tested);
    const { batch, epochs, steps = 0 } = few.pretext;
    const often = Math.min(MOST_EPOCHS, Math.max(epochs, Math.ceil(steps / Math.ceil(pretext / batch))));
    const spec = withField(few, "pretext.epochs", often);
    return of.texts.vocabulary.bytes ? withField(spec, "transformer.context", BYTES_OF_CONTEXT) : spec;
  }
  const { about, train, test } = of;
  const own = about.set === dataSets[0] ? presets.fair : presetNamed(about.set);
  const { fair } = presets;
  const { labelled, test: tested } = fair.data;
  const enough = train.rows >= labelled.from + labelled.count && test.rows >= tested.from + tested.count;
  if (own ?? (isLikeMnist(of) && enough)) return own ?? { ...fair, data: { set: "own", ...fair.data } };
  return withRows(presets.cifar10, train.rows, test.rows);
}

/**
 * A preset for the reader's own data, whose splits have so many rows; its own ones begin with the first.
 * @param {Spec} preset @param {number} train @param {number} test
 * @returns {Spec}
 */
function withRows({ data, ...rest }, train, test) {
  const least = (/** @type {Rows} */ rows, /** @type {number} */ count) => ({
    ...rows,
    count: Math.min(rows.count, count),
  });
  return {
    ...rest,
    data: {
      ...data,
      set: "own",
      unlabelled: least(data.unlabelled, train),
      labelled: least(data.labelled, train),
      test: least(data.test, test),
    },
  };
}

/** A preset by a name that anybody may have written. @param {string} name */
export const presetNamed = (name) => byName.get(name);

/**
 * Checks a spec and fills in what it leaves out.
 * @param {unknown} value  such as parsed JSON; it is not changed
 * @returns {{ok: true, spec: Spec} | {ok: false, error: Failure}}
 */
export function readSpec(value) {
  const spec = structuredClone(value);
  if (checkSpec(spec)) return { ok: true, spec: completed(spec) };
  const error = /** @type {import("ajv").ErrorObject} */ (checkSpec.errors?.[0]);
  return { ok: false, error: { code: "bad_spec", message: sentence(error, value) } };
}

/**
 * A copy of a spec with one field set, such as ("pretext.epochs", 3); the result is to be checked with readSpec(). A field of
 * a task that is a name, such as ("task.transform.0.margin", 4), is set in what the name stands for.
 * @param {Spec} spec
 * @param {string} path
 * @param {unknown} value
 */
export function withField(spec, path, value) {
  const copy = structuredClone(spec);
  const keys = path.split(".");
  const last = /** @type {string} */ (keys.pop());
  if (keys[0] === "task" && typeof copy.task === "string")
    copy.task = structuredClone(taskNamed(copy.task)?.description ?? copy.task);
  let place = /** @type {any} */ (copy);
  for (const key of keys) place = partAt(place, key);
  // A path that names no place is left at the top, to be refused as an unknown key.
  const none = place === null || typeof place !== "object";
  if (none || (Array.isArray(place) && partAt(place, last) === undefined)) return { ...copy, [path]: value };
  // Defined rather than assigned: "__proto__" is a key like any other, to be refused as unknown.
  Object.defineProperty(place, last, { value, writable: true, enumerable: true, configurable: true });
  return copy;
}

/**
 * A member of an object by its name or of a list by its number, and nothing else that objects and lists have.
 * @param {any} place
 * @param {string} key
 */
function partAt(place, key) {
  if (place === null || typeof place !== "object" || !Object.hasOwn(place, key)) return undefined;
  return Array.isArray(place) && !/^\d+$/.test(key) ? undefined : place[key];
}

/**
 * Least, most and default value of a numeric field.
 * @param {string} path  such as "pretext.epochs"
 * @returns {Bounds}
 */
export function bounds(path) {
  const { minimum, maximum, default: fallback } = /** @type {any} */ (schemaAt(path.split(".")));
  return { minimum, maximum, default: fallback };
}

/**
 * @param {string[]} keys
 * @param {unknown} [value]  the spec, where items of several kinds may stand on the way
 * @returns {any} the part of the schema that describes the field
 */
function schemaAt(keys, value) {
  let place = /** @type {any} */ (schema);
  let found = /** @type {any} */ (value);
  for (const key of keys) {
    found = found?.[key];
    if (place.then) place = place.then;
    if (!/^\d+$/.test(key)) place = place.properties[key];
    else place = (place.items.oneOf && kindOf(place.items, found)) || place.items;
  }
  return place;
}

/**
 * The part of the schema that describes an item's kind, if it is known.
 * @param {any} part  with `oneOf` and `discriminator`
 * @param {any} item
 */
function kindOf({ oneOf, discriminator: { propertyName } }, item) {
  return oneOf.find((/** @type {any} */ kind) => kind.properties[propertyName].const === item?.[propertyName]);
}

/**
 * The spec with the schema's defaults for what it leaves out.
 * @param {unknown} spec
 * @returns {Spec}
 */
function completed(spec) {
  /** @type {(value: any, part: any) => any} */
  const fill = (value, part) => {
    if (part.then)
      return value !== null && typeof value === "object" ? fill(value, part.then) : (value ?? part.default);
    if (part.items?.oneOf) return value?.map((/** @type {any} */ item) => fill(item, kindOf(part.items, item)));
    if (part.const) return part.const;
    if (part.items) return (value ?? part.default ?? []).map((/** @type {any} */ item) => fill(item, part.items));
    if (!part.properties) return value ?? part.default;
    const said = value ?? part.default;
    const fields = Object.entries(part.properties).map(([key, inner]) => [key, fill(said?.[key], inner)]);
    const filled = fields.filter(([, field]) => field !== undefined);
    return value === undefined && filled.length === 0 ? undefined : Object.fromEntries(filled);
  };
  return fill(spec, schema);
}

/**
 * What is wrong, with the field's name and what was expected.
 * @param {import("ajv").ErrorObject} error
 * @param {unknown} value
 */
function sentence(error, value) {
  const keys = error.instancePath.split("/").slice(1);
  const path = keys.join(".");
  const found = keys.reduce(partAt, /** @type {any} */ (value));
  if (error.keyword === "additionalProperties") {
    const astray = keys.length === 0 && wayTo(error.params.additionalProperty, value);
    if (astray) return astray;
    const part = schemaAt(keys, value);
    const unknown = [...keys, String(error.params.additionalProperty).slice(0, 40)].join(".");
    return `spec: unknown key '${unknown}'; expected one of ${quoted(Object.keys((part.then ?? part).properties))}.`;
  }
  const tag = error.params.tag ?? error.params.missingProperty;
  const kinds = tag && schemaAt(keys.slice(0, -1), value).items?.oneOf;
  if (kinds) {
    const names = kinds.map((/** @type {any} */ kind) => kind.properties[tag].const);
    return `spec: '${path}.${tag}' must be one of ${quoted(names)}, found ${shown(found?.[tag])}.`;
  }
  if (error.keyword === "required") {
    const missing = [...keys, tag];
    return `spec: '${missing.join(".")}' is missing; expected ${expected(schemaAt(missing, value))}.`;
  }
  if (path === "") return "spec: expected a JSON object.";
  return `spec: '${path}' must be ${expected(schemaAt(keys, value))}, found ${shown(found)}.`;
}

/**
 * Where a path with dots, which names nothing in the spec, goes astray; nothing if its first key does.
 * @param {string} path
 * @param {unknown} value
 */
function wayTo(path, value) {
  const keys = path.split(".");
  const gone = keys.findIndex((_, i) => keys.slice(0, i + 1).reduce(partAt, /** @type {any} */ (value)) === undefined);
  if (gone < 1) return undefined;
  const place = keys.slice(0, gone).reduce(partAt, /** @type {any} */ (value));
  const [name, unknown] = [
    keys.slice(0, gone).join("."),
    keys
      .slice(0, gone + 1)
      .join(".")
      .slice(0, 60),
  ];
  if (Array.isArray(place)) {
    const there = `'${name}' is a list of ${place.length}, '${name}.0' to '${name}.${place.length - 1}'`;
    return `spec: unknown key '${unknown}'; ${place.length === 0 ? `'${name}' is an empty list` : there}.`;
  }
  if (place === null || typeof place !== "object")
    return `spec: unknown key '${unknown}'; '${name}' is ${shown(place)} and has no parts.`;
  return `spec: unknown key '${unknown}'; expected one of ${quoted(Object.keys(place))}.`;
}

/** @param {string[]} names */
const quoted = (names) => names.map((name) => `'${name}'`).join(", ");

/** @param {unknown} value */
function shown(value) {
  if (value === undefined) return "nothing";
  if (value !== null && typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  return String(JSON.stringify(value)).slice(0, 60);
}

/** @param {any} part  of the schema */
function expected(part) {
  if (part.else) return `one of ${quoted(part.else.enum)}, or a description`;
  if (part.enum) return `one of ${quoted(part.enum)}`;
  switch (part.type) {
    case "integer":
      return `a whole number from ${part.minimum} to ${part.maximum}`;
    case "number":
      return `a number from ${part.minimum} to ${part.maximum}`;
    case "boolean":
      return "true or false";
    case "string":
      return `a text of at most ${part.maxLength} characters`;
    case "array":
      return `a list of ${part.minItems ? `${part.minItems} to` : "at most"} ${part.maxItems} objects`;
    default:
      return "an object";
  }
}
