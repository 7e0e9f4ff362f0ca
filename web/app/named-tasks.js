/** @typedef {import("../api/spec.js").Task} Task */

const views = [{ op: "affine" }, { op: "pen" }];

/** What each name stands for. @type {Record<string, Task>} */
export const namedTasks = {
  rotation: { transform: [{ op: "turn" }], predict: "choice" },
  jigsaw: { transform: [{ op: "tiles" }, { op: "permute" }, { op: "paste" }], predict: "choice" },
  jigsaw_tiles: { transform: [{ op: "tiles" }, { op: "permute" }], predict: "choice" },
  context: { transform: [{ op: "neighbour" }], predict: "choice" },
  inpainting: { transform: [{ op: "erase" }], predict: "changed" },
  masked: { transform: [{ op: "mask" }], predict: "changed" },
  super_resolution: { transform: [{ op: "shrink" }], predict: "source" },
  denoising: { transform: [{ op: "noise" }], predict: "source" },
  contrastive: { transform: [{ op: "twice" }, ...views], predict: "pair" },
  next_frame: { transform: [{ op: "drift" }], predict: "source" },
  autoencoder: { transform: [], predict: "source" },
  supervised: { transform: [], predict: "label" },
  supervised_augmented: { transform: views, predict: "label" },
};
