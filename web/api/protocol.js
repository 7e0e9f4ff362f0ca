/**
 * What crosses between the page (or Node) and the workers, and what a run looks like from outside. Everything here is
 * plain data that survives structured cloning.
 *
 * Requests `{id, type, ...}` get exactly one reply: `{id, ok: true, value}` or `{id, ok: false, error}`. Events carry no id.
 *
 * @typedef {"bad_file" | "bad_spec" | "bad_data" | "diverged" | "worker_lost" | "unsupported" | "dropped" |
 *   "trap"} ErrorCode
 * @typedef {{code: ErrorCode, message: string, fatal?: boolean}} Failure  one sentence; fatal: the worker must be replaced
 *
 * @typedef {"self_supervised" | "supervised" | "random"} Arm  the three rows of the comparison
 * @typedef {"pretext" | Arm} Fit  what can be trained in a run
 * @typedef {"pretrain" | "transfer" | "compare"} Stage  the three stages of the page
 *
 * @typedef {object} Epoch  one finished epoch of a fit
 * @property {number} loss  mean over the epoch: cross-entropy in nats, squared error, or what else the task lowers
 * @property {number | null} accuracy  0 to 1; null where nothing is right or wrong, as in drawn images
 * @property {number} [validation_loss]  on the held-out labels, where there are any
 * @property {number} [validation_accuracy]
 *
 * @typedef {object} Progress
 * @property {Stage} stage
 * @property {Fit} fit  the fit under way, or the last one
 * @property {"train" | "encode" | "test" | "prepare" | "locate"} activity
 * @property {number} epoch  finished epochs of this fit
 * @property {number} epochs  at most this many
 * @property {number} step  finished steps in this epoch
 * @property {number} steps  steps in an epoch
 * @property {number} loss  running mean over the epoch under way
 * @property {number | null} accuracy  likewise
 * @property {number} fraction  of the whole run, 0 to 1, never falling
 * @property {number} seconds  spent running, pauses not counted
 * @property {number | null} seconds_left  null before the first measurement
 * @property {number} ms_per_step  mean over the current fit
 * @property {Record<Fit, Epoch[]>} history  all finished epochs of all fits
 *
 * @typedef {object} Score  accuracy on the spec's test rows and, in `full`, on all test images
 * @property {number} accuracy
 * @property {number} loss
 * @property {number} correct
 * @property {number} n
 *
 * @typedef {Score & {full: Score & Partial<import("./study/scores.js").Balanced>, epochs: number, trainable: number, params: number}} ArmResult
 *
 * @typedef {object} Result
 * @property {import("./spec.js").Spec} spec
 * @property {number} seed
 * @property {string} build  what made the numbers: version of the core
 * @property {{steps: number, epochs: Epoch[], test_accuracy: number | null, test_psnr?: number, test_loss: number, test_n: number, test_head_accuracy?: number,
 *   ms_per_step: number, seconds: number}} pretext  test_accuracy: null where the task asks for no class; then test_psnr, in decibels
 * @property {Record<Arm, ArmResult>} results
 * @property {string} digest  SHA-256 over all final weights, in hexadecimal
 * @property {number} seconds
 *
 * @typedef {"running" | "halted" | "stepping"} Mode
 *
 * @typedef {{index: number, count: number, generation: number, ports: (MessagePort | null)[]}} Mesh  one worker's place
 *   among its peers: `ports[i]` leads to peer i; `generation` tells the messages of this mesh from those of an earlier one
 *
 * @typedef {WebAssembly.Module | Uint8Array<ArrayBuffer>} Wasm  compiled, or its bytes
 * @typedef {"images" | "texts"} Subject  what a module is for
 *
 * @typedef {{base: string, script?: string}} Place  a folder's address; script: where its files are in a script instead, for
 *   frames that may fetch nothing
 *
 * @typedef {object} Saved
 * @property {Uint8Array<ArrayBuffer>} file  of the core
 * @property {number} unit  finished units
 * @property {import("./worker/clock.js").ClockState} clock
 *
 * @typedef {{name: string, shape: number[], values: Float32Array}} Tensor  row-major
 * @typedef {object} Dissection  one image's way through a model, and back from the loss
 * @property {Float32Array} input  28 x 28, as the network gets it
 * @property {Tensor[]} layers  what each layer makes of it: height x width x channels; the last one are the logits
 * @property {Float32Array} probabilities
 * @property {number} loss  in nats
 * @property {Tensor[]} gradients  of the loss by each of the network's tensors
 *
 * @typedef {object} Answered  one example as a model sees it, and what it answers
 * @property {[number, number, number]} input  height, width and channels of all views, one below another
 * @property {number} views
 * @property {Float32Array} shown  the input
 * @property {[number, number, number]} target
 * @property {Float32Array} wanted  the values that are asked for; empty where a class is, or another view
 * @property {Float32Array} asked  how much each of them weighs; empty if all weigh the same
 * @property {number} choice  the class that is asked for; -1 where none is
 * @property {Float32Array} outputs  class probabilities; else what the network gives, for each view that it sees
 * @property {number} loss
 *
 * @typedef {{name: string, shape: [number, number, number], weights: number}} LayerShape  shape of what it makes
 * @typedef {object} Description  what a spec comes to for images of one shape
 * @property {[number, number, number]} input  height, width and channels of all views, one below another
 * @property {number} views
 * @property {number} choices  answers to choose among; 0 where none is chosen
 * @property {[number, number, number]} target
 * @property {number} examples_per_row
 * @property {import("./spec.js").Task["predict"]} predict
 * @property {"accuracy" | "psnr"} measure
 * @property {LayerShape[]} encoder  as it sees a view
 * @property {LayerShape[]} head
 * @property {LayerShape[]} image_encoder  as it sees a whole image
 * @property {LayerShape[]} classifier
 * @property {number} weights  all that pretext training moves
 * @property {number} features
 *
 * @typedef {"all" | "pretext" | "graph"} Extent  how much of an experiment is run: all of it; pretext training and its test
 *   alone; or these, and then what a graph of the images takes
 *
 * @typedef {object} Cell  one cell of a study: what is learned from how many labels, starting from which pretraining
 * @property {string} mode  a name of the table in modes.js
 * @property {number} labels  labelled images to learn from; 0 for the mode "pretext", which needs none
 * @property {number | null} [epoch]  of pretext training whose weights are meant; the last ones if left out
 * @property {GivenLabel[]} [given]  for modes that propagate labels: these in place of the data's own
 *
 * @typedef {{row: number, label: number}} GivenLabel  a training row, and the class that somebody says it has
 *
 * @typedef {object} Flow  how far labels have come over a graph
 * @property {number} located  0 to 1, of the images' places in the graph
 * @property {number} sweep
 * @property {number} sweeps  in all; 0 while images are located
 * @property {Uint8Array} classes  of each unlabelled image, 255 where no label has come yet
 * @property {number} accuracy  on all test images, which are in no graph
 *
 * @typedef {object} Health  of 256 test images, in two views each
 * @property {number} images  0 where the task has no pairs
 * @property {number} alignment  mean squared distance of the two views of an image, 0 to 4; lower is better
 * @property {number} uniformity  log of the mean of e^(-2 d^2) over pairs of images, -8 to 0; lower is better
 * @property {number} effective_rank  dimensions that are made use of, 1 to their number
 * @property {number} neighbours_alike  0 to 1: images whose nearest other one has the same label, which training never sees
 *
 * @typedef {object} Shortcuts  of a task that asks for a choice, by the ten nearest of `known` images
 * @property {number} answers  there are to choose from; 0 where no choice is asked, and nothing else counts
 * @property {number} known  unlabelled images whose answers are known
 * @property {number} asked  test images
 * @property {number} pixels  of these told right by all that is shown
 * @property {number} edges  by nothing but which pixels at the edges of the views are blank
 * @property {{asked: number, right: number}[]} classes  `pixels`, for the images of each class
 *
 * @typedef {object} Nearness  of n images; empty if they are too few
 * @property {Float32Array} rows  n x 10, the numbers of each one's nearest others
 * @property {Float32Array} similarities  n x 10, how similar these are (cosine)
 *
 * @typedef {Nearness & {map: Float32Array}} Located  the unlabelled images, in their order; map: n x 2, the first two principal
 *   components of their features
 *
 * @typedef {Nearness & {right: number}} Vicinity  of some test images; right: how many are told by the labels of those nearest
 *   to them, each voting by its similarity
 *
 * @typedef {{point: number, similarity: number, share: number}} Voter  an unlabelled image, by its number among them, that
 *   has a say in what another one is
 *
 * @typedef {object} CellResult  Score on all test images (on all of the task's examples of them for the mode "pretext")
 * @property {string} mode
 * @property {number} labels
 * @property {number} [epoch]  where something pretrained is used
 * @property {number | null} accuracy  null for a pretext task that asks for no class
 * @property {number} [psnr]  given then, in decibels
 * @property {number} [loss]  nearest neighbours have none
 * @property {number} correct
 * @property {number} n
 * @property {number} trainable  weights that were trained
 * @property {number} updates
 * @property {number} [purity]  of clusters: the share of test images that are of their cluster's most frequent class
 * @property {number} [nmi]  normalised mutual information of cluster and class
 * @property {number[][]} [clusters]  test images of each class in each cluster
 * @property {{taken: number, wrong: number}[]} [pseudo_labels]  of self-training, by round
 * @property {Uint8Array} predictions  the predicted class of each test image; empty where no class is asked
 *
 * @typedef {object} Generation
 * @property {number[]} prompt  numbers of tokens
 * @property {number} most  tokens
 * @property {number} temperature  0 for the most likely token each time
 * @property {number} top_k  only among so many of the most likely ones; 0 for all
 * @property {number} seed
 *
 * @typedef {object} MadeImages  by a model, one after another
 * @property {[number, number, number]} shape  of each: height, width, channels
 * @property {Float32Array} values  as the data have them, 0 to 1 for most
 *
 * @typedef {object} Localisation  where a network looks for the images that its task puts on canvases, in some examples one after
 *   another; boxes are left, top, right and bottom as shares of a canvas's sides
 * @property {[number, number, number]} canvas  height, width, channels
 * @property {Float32Array} shown  the first canvases, as many as were asked for
 * @property {[number, number, number]} map  height and width of a map; 0 where a box is told
 * @property {Float32Array} maps  the class activation map of the class that each is taken for, or the logits of a mask
 * @property {Float32Array} told  the box that is told of each; or else its class
 * @property {Float32Array} truths  the box around the image's ink
 *
 * Requests to a worker, each with what it answers:
 * - init: takes the module and what it is for -> the core's version
 * - fetch: fetches the packed data in a folder of a place, unpacks and checks them -> {files: IdxFile by role, about: About}
 * - read: reads an IDX file of the reader's own -> OwnFile
 * - batches: reads the reader's own files in CIFAR-10's binary form -> as fetch
 * - texts: reads texts of the reader's own -> a file of the set that they make, and its SHA-256
 * - load: takes the four IDX files by role, how many classes labels tell apart, and the first rows of parts that differ in kind -> nothing
 * - describe: what a spec comes to for images of a shape and so many classes -> Description, or the field that does not fit
 * - open: begins the run of a spec, or of a part of it -> nothing;  resume: goes on from a saved state -> nothing
 * - join: takes its place in a mesh -> nothing
 * - run: goes on -> nothing; or does one unit (`once`) -> nothing, when it is done
 * - halt: stops after the unit under way -> {unit}, -1 where there is no run
 * - close: forgets the run -> nothing
 * - save: the run's state, at any time -> Saved
 * - predict: class probabilities of an image by a model as it is now; empty before it exists -> Float32Array
 * - predictions: predicted class of each test image, empty before the test -> Uint8Array
 * - weights: a model's tensors as safetensors -> Uint8Array
 * - tensors: a model's weights as they are now; empty before it exists -> Tensor[]
 * - dissect: one image's way through a model and back -> Dissection, undefined before the model exists
 * - answer: how a model answers the example `number` that is made of an image, drawn by `draw` -> Answered, undefined before
 *   the model exists
 * - features: the encoder's output for the first `rows` test images -> Float32Array, rows x features; the model "pixels"
 *   gives their pixels
 * - map: the same, reduced to two principal components -> Float32Array, rows x 2
 * - near: how the same features lie among each other -> Vicinity, undefined before the model exists
 * - health: how the embeddings of a contrastive task lie as they are now -> Health
 * - shortcuts: how well the answers of the pretext task are told without learning anything -> Shortcuts
 * - typical: the most typical unlabelled images of so many clusters, by their numbers among them -> number[], empty before they
 *   are located
 * - located: which unlabelled images are near which, once a run of extent "graph" is done -> Located, undefined before
 * - checkpoints -> number[], the epochs of pretext training whose weights have been kept
 * - show: lets all questions about a model see the weights of a kept epoch or of a file; null: the run's own again
 * - score: a model's Score on all test images, as it is now or is shown; 0 of 0 before it exists
 * - cell: works out a cell of the study that goes with the run, alone, between other requests -> CellResult; another cell or
 *   the end of the run drops it
 * - generate: numbers of tokens that go on with those of a prompt, by the pretext model as it is now -> number[]
 * - fill: what may stand at a place of a text (numbers of tokens) whose own token there is hidden -> {token, probability}[], the
 *   likeliest first
 * - decode: the images that the pretext model as it is now makes of codes, one after another -> MadeImages
 * - localise: where it looks for the images that its task puts on canvases, in the first `rows` test images -> Localisation
 * - sample: those that it makes of so many codes, drawn from the standard normal distribution by a seed -> MadeImages
 * - attend: how much each place of a text, start and end included, looks at each, by the pretext model as it is now or as it is shown ->
 *   Float32Array of blocks x heads x places x places
 * - voters: the unlabelled images that tell the class of an image, by the last cell of this worker that propagated labels ->
 *   Voter[], the most similar one first; empty where there is none
 * - ping -> {unit, mode, memory}: memory in bytes, of the module
 *
 * @typedef {{id: number} & (
 *   | {type: "init", wasm: Wasm, subject: Subject}
 *   | {type: "fetch", from: Place, folder: string}
 *   | {type: "read", name: string, file: Blob}
 *   | {type: "batches", files: {name: string, file: Blob}[]}
 *   | {type: "texts", name: string, file: Blob, tokenizer: import("./text/own-texts.js").Tokenizer}
 *   | {type: "load", files: Record<string, Blob>, classes: number, domains?: {train: number[], test: number[]}}
 *   | {type: "describe", spec: import("./spec.js").Spec, shape: [number, number, number], classes: number}
 *   | {type: "open", spec: import("./spec.js").Spec, extent: Extent}
 *   | ({type: "resume"} & Saved)
 *   | ({type: "join"} & Mesh)
 *   | {type: "run", once?: boolean}
 *   | {type: "halt"} | {type: "close"} | {type: "save"} | {type: "ping"}
 *   | {type: "predict", model: Fit, pixels: Uint8Array}
 *   | {type: "predictions", model: Fit}
 *   | {type: "weights", model: Fit}
 *   | {type: "tensors", model: Fit}
 *   | {type: "dissect", model: Fit, pixels: Uint8Array, target: number}
 *   | {type: "answer", model: Fit, pixels: Uint8Array, number: number, draw: number}
 *   | {type: "features", model: Fit | "pixels", rows: number}
 *   | {type: "map", model: Fit | "pixels", rows: number}
 *   | {type: "near", model: Fit | "pixels", rows: number}
 *   | {type: "health"}
 *   | {type: "shortcuts"}
 *   | {type: "typical", clusters: number}
 *   | {type: "located"}
 *   | {type: "checkpoints"}
 *   | {type: "show", model: Fit, weights: {epoch: number} | {file: Uint8Array} | null}
 *   | {type: "score", model: Fit}
 *   | ({type: "cell"} & Cell)
 *   | ({type: "generate"} & Generation)
 *   | {type: "fill", text: number[], place: number, most: number}
 *   | {type: "decode", codes: number[]}
 *   | {type: "localise", rows: number, pictures: number}
 *   | {type: "sample", images: number, seed: number}
 *   | {type: "attend", text: number[]}
 *   | {type: "voters", pixels: Uint8Array}
 * )} Request
 *
 * Events of a worker: received (the share of the data that has arrived), progress (from the first worker of a mesh alone,
 * at most ten a second, and at each halt), flow (of a cell that propagates given labels: at most ten a second while images
 * are located, then after each of the first sweeps, after ever fewer of the others, and after the last one), done, failed
 * (the run ended early, such as by divergence), trap (the worker can't be used any more).
 * @typedef {{event: "received", fraction: number}
 *   | {event: "progress", unit: number, progress: Progress}
 *   | {event: "done", result: Omit<Result, "digest">, weights: Float32Array<ArrayBuffer>}
 *   | {event: "flow", flow: Flow}
 *   | {event: "failed", error: Failure}
 *   | {event: "trap", error: Failure}} WorkerEvent
 */

export {};
