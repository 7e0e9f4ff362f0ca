// Questions about the models of a run, while it trains and after.

/** @import {Answered, Description, Dissection, Fit, Health, Localisation, Located, MadeImages, Score, Shortcuts, Tensor, Vicinity} from "../protocol.js" */

export class Models {
  #ask;

  /** @param {(question: import("./channel.js").Question) => Promise<any>} ask  a worker */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * What a model as it is now makes of an image: class probabilities, by "pretext" those of its task, by the others of ten
   * digits; empty before it exists.
   * @param {Fit} model
   * @param {Uint8Array} pixels  28 x 28
   * @returns {Promise<Float32Array>}
   */
  predict(model, pixels) {
    return this.#ask({ type: "predict", model, pixels });
  }

  /**
   * The predicted class of each test image, once the model has been tested; empty before.
   * @param {Fit} model
   * @returns {Promise<Uint8Array>}
   */
  predictions(model) {
    return this.#ask({ type: "predictions", model });
  }

  /** How the embeddings of a contrastive task lie as they are now. @returns {Promise<Health>} */
  health() {
    return this.#ask({ type: "health" });
  }

  /** How well the answers of the run's task are told without learning anything. @returns {Promise<Shortcuts>} */
  shortcuts() {
    return this.#ask({ type: "shortcuts" });
  }

  /**
   * The most typical unlabelled images of so many clusters, by their numbers among them; empty before they are located.
   * @param {number} clusters
   * @returns {Promise<number[]>}
   */
  typical(clusters) {
    return this.#ask({ type: "typical", clusters });
  }

  /** Which unlabelled images are near which, once a run of extent "graph" is done. @returns {Promise<Located | undefined>} */
  located() {
    return this.#ask({ type: "located" });
  }

  /**
   * A model's tensors as a safetensors file; empty before it exists.
   * @param {Fit} model
   * @returns {Promise<Uint8Array>}
   */
  weights(model) {
    return this.#ask({ type: "weights", model });
  }

  /**
   * A model's weights as they are now, in Keras layouts; empty before it exists.
   * @param {Fit} model
   * @returns {Promise<Tensor[]>}
   */
  tensors(model) {
    return this.#ask({ type: "tensors", model });
  }

  /**
   * One image's way through a model as it is now, and back from the loss.
   * @param {Fit} model
   * @param {Uint8Array} pixels  28 x 28
   * @param {number} target  by "pretext": the number of the example that its task makes of the image; by the others: the digit
   * @returns {Promise<Dissection | undefined>}
   */
  dissect(model, pixels, target) {
    return this.#ask({ type: "dissect", model, pixels, target });
  }

  /**
   * How a model as it is now answers one of the examples that its task makes of an image.
   * @param {Fit} model
   * @param {Uint8Array} pixels  28 x 28
   * @param {number} number  below Description.examples_per_row
   * @param {number} draw  another one draws what is left to chance anew
   * @returns {Promise<Answered | undefined>}
   */
  answer(model, pixels, number, draw) {
    return this.#ask({ type: "answer", model, pixels, number, draw });
  }

  /**
   * What a spec comes to, whether or not it is that of the run.
   * @param {import("../spec.js").Spec} spec
   * @param {[number, number, number]} shape  of an image: height, width, channels
   * @param {number} classes  that labels tell apart
   * @returns {Promise<Description>}
   */
  describe(spec, shape, classes) {
    return this.#ask({ type: "describe", spec, shape, classes });
  }

  /**
   * The encoder's output for the first `rows` test images, rows x features; "pixels" gives the pixels.
   * @param {Fit | "pixels"} model
   * @param {number} rows
   * @returns {Promise<Float32Array>}
   */
  features(model, rows) {
    return this.#ask({ type: "features", model, rows });
  }

  /**
   * The same features in two dimensions, rows x 2: their principal components.
   * @param {Fit | "pixels"} model
   * @param {number} rows
   * @returns {Promise<Float32Array>}
   */
  map(model, rows) {
    return this.#ask({ type: "map", model, rows });
  }

  /**
   * How the same features lie among each other: which images are nearest to which, and for how many these tell the class;
   * undefined before the model exists.
   * @param {Fit | "pixels"} model
   * @param {number} rows
   * @returns {Promise<Vicinity | undefined>}
   */
  near(model, rows) {
    return this.#ask({ type: "near", model, rows });
  }

  /**
   * Epochs of pretext training whose weights have been kept: 0, 1, 2, 3, 5, 10 and so on, and the last one.
   * @returns {Promise<number[]>}
   */
  checkpoints() {
    return this.#ask({ type: "checkpoints" });
  }

  /**
   * Lets all that asks about a model see other weights than the run's own, which go on untouched; null ends that.
   * @param {Fit} model
   * @param {{epoch: number} | {file: Uint8Array} | null} weights  epoch: one of checkpoints(), for "pretext" alone; file: as
   *   weights() gave it
   * @returns {Promise<void>}
   */
  show(model, weights) {
    return this.#ask({ type: "show", model, weights });
  }

  /**
   * How well a model does on all test images, as it is now or is shown; 0 of 0 before it exists.
   * @param {Fit} model
   * @returns {Promise<Score>}
   */
  score(model) {
    return this.#ask({ type: "score", model });
  }

  /**
   * The images that the pretext model makes of codes, if it is one that does.
   * @param {number[]} codes  one after another, of as many numbers each as the task's `latent` has units
   * @returns {Promise<MadeImages>}
   */
  decode(codes) {
    return this.#ask({ type: "decode", codes });
  }

  /**
   * Where it looks for the images that its task puts on canvases, if it does that.
   * @param {number} rows  test images, the first ones, at most 1,000
   * @param {number} pictures  of how many of them the canvas is told
   * @returns {Promise<Localisation>}
   */
  localise(rows, pictures) {
    return this.#ask({ type: "localise", rows, pictures });
  }

  /**
   * Those that it makes of codes drawn from the standard normal distribution.
   * @param {number} images
   * @param {number} seed
   * @returns {Promise<MadeImages>}
   */
  sample(images, seed) {
    return this.#ask({ type: "sample", images, seed });
  }

  /**
   * How the pretext model goes on with a text, if it has learned to tell the next token.
   * @param {import("../protocol.js").Generation} generation
   * @returns {Promise<number[]>}
   */
  generate(generation) {
    return this.#ask({ type: "generate", ...generation });
  }

  /**
   * What may stand at a place of a text whose own token there is hidden, by a model that tells hidden tokens.
   * @param {number[]} text  numbers of tokens
   * @param {number} place
   * @param {number} most
   * @returns {Promise<{token: number, probability: number}[]>}
   */
  fill(text, place, most) {
    return this.#ask({ type: "fill", text, place, most });
  }

  /**
   * How much each place of a text, start and end included, looks at each, by each head of the pretext model.
   * @param {number[]} text  numbers of tokens
   * @returns {Promise<Float32Array>} blocks x heads x places x places; those of a place add up to 1
   */
  attend(text) {
    return this.#ask({ type: "attend", text });
  }
}
