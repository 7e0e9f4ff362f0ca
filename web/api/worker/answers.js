// What a worker answers to each request of the protocol.

import { PretextError } from "../error.js";
import { readOwnFile } from "../data/own-data.js";
import { readPacked } from "../data/packed-data.js";
import { unwrap } from "./outcome.js";

/** @import {Request, Place, Wasm} from "../protocol.js" */
/** @import {Runner} from "./runner.js" */

const RECEIVED_MS = 100;

/** @type {{[T in Request["type"]]: (runner: Runner, request: Extract<Request, {type: T}>) => unknown}} */
const ANSWERS = {
  init: (runner, { wasm, subject }) => runner.init(wasm, subject),
  fetch: (runner, { from, folder }) => fetchPacked(runner, from, folder),
  read: (_, { name, file }) => readOwnFile(name, file),
  batches: async (_, { files }) => (await import("../data/cifar.js")).readBatches(files), // not loaded before it is needed
  texts: async (_, { name, file, tokenizer }) =>
    (await import("../text/own-texts.js")).readOwnTexts(name, file, tokenizer),
  load: ({ core }, { files, classes, domains }) => load(core, files, classes, domains),
  describe: ({ module }, { spec, shape, classes }) =>
    JSON.parse(unwrap(module.describeSpec(JSON.stringify(spec), ...shape, classes))),

  open: ({ core, loop }, { spec, extent }) =>
    loop.open(core, { unit: 0 }, () => core.open(JSON.stringify(spec), extent)),
  resume: ({ core, loop }, saved) => loop.open(core, saved, () => core.resume(saved.file)),
  join: ({ loop }, place) => loop.mesh.join(place),
  run: ({ loop }, { once }) => (once ? loop.step() : loop.run()),
  halt: ({ loop }) => loop.halt(),
  close: ({ loop }) => loop.close(),
  save: ({ loop }) => loop.save(),

  predict: ({ core }, { model, pixels }) => core.predict(model, pixels),
  predictions: ({ core }, { model }) => core.predictions(model),
  weights: ({ core }, { model }) => core.weightsFile(model),
  tensors: ({ core }, { model }) => core.tensors(model),
  dissect: ({ core }, { model, pixels, target }) => core.dissect(model, pixels, target),
  answer: ({ core }, { model, pixels, number, draw }) => core.answer(model, pixels, number, draw),
  features: ({ core }, { model, rows }) => core.features(model, rows),
  map: ({ core }, { model, rows }) => core.map(model, rows),
  near: ({ core }, { model, rows }) => core.vicinity(model, rows),
  health: ({ core }) => core.health(),
  shortcuts: ({ core }) => core.shortcuts(),
  typical: ({ core }, { clusters }) => core.typical(clusters),
  located: ({ core }) => core.located(),
  checkpoints: ({ core }) => core.checkpoints(),
  score: ({ core }, { model }) => core.score(model),
  show({ core }, { model, weights }) {
    if (!weights) core.hide(model);
    else if ("file" in weights) unwrap(core.show(model, weights.file));
    else unwrap(core.showEpoch(weights.epoch));
  },

  cell: ({ loop }, cell) => loop.cell(cell),
  generate: ({ core }, { prompt, most, temperature, top_k: topK, seed }) =>
    unwrap(core.generate(prompt, most, temperature, topK, seed)),
  fill: ({ core }, { text, place, most }) => unwrap(core.fill(text, place, most)),
  decode: ({ core }, { codes }) => unwrap(core.decode(codes)),
  localise: ({ core }, { rows, pictures }) => unwrap(core.localise(rows, pictures)),
  sample: ({ core }, { images, seed }) => unwrap(core.sample(images, seed)),
  attend: ({ core }, { text }) => unwrap(core.attend(text)),
  voters: ({ core }, { pixels }) => core.voters(pixels),
  ping: ({ loop, memory }) => ({ unit: loop.unit, mode: loop.mode, memory }),
};

/**
 * @param {Runner} runner
 * @param {Request} request
 */
export function answer(runner, request) {
  if (!Object.hasOwn(ANSWERS, request.type))
    throw new PretextError({ code: "unsupported", message: "The worker does not know this request." });
  return ANSWERS[request.type](runner, /** @type {any} */ (request));
}

/**
 * @param {Runner} runner
 * @param {Place} from
 * @param {string} folder
 */
function fetchPacked(runner, from, folder) {
  let told = 0;
  return readPacked({
    open: (name) => runner.openData(from, folder + name),
    onProgress(fraction) {
      if (fraction < 1 && performance.now() - told < RECEIVED_MS) return;
      told = performance.now();
      runner.post({ event: "received", fraction });
    },
  });
}

/**
 * @param {Runner["core"]} core
 * @param {Record<string, Blob>} files
 * @param {number} classes
 * @param {{train: number[], test: number[]}} [domains]
 */
async function load(core, files, classes, domains = { train: [], test: [] }) {
  for (const [role, file] of Object.entries(files)) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    core.file(role, bytes.length).set(bytes);
  }
  unwrap(core.readData(classes, domains.train, domains.test));
}
