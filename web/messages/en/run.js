// Running the experiment: its controls, how it goes, and what is said aloud.

export default {
  "controls.label": "Run",
  "controls.start": "Start",
  "controls.pause": "Pause",
  "controls.resume": "Resume",
  "controls.step": "Step",
  "controls.step.hint": "Train on one batch",
  "controls.stop": "Stop",
  "controls.reset": "Reset",
  "controls.preset": "Preset",
  "controls.seed": "Seed",
  "controls.nextStart": "Takes effect at the next start.",

  "preset.fair": "Fair comparison",
  "preset.notebook": "Course notebook",
  "preset.board": "Board",
  "preset.board.about": "What the recorded results were made with: {images} images, {epochs} epochs.",
  "preset.quick": "Quick look",
  "preset.fair.about": "{images} images, {epochs} epochs; the same updates for every model as on bench and board.",
  "preset.ten_labels": "Ten labels",
  "preset.ten_labels.about": "{images} images, two views of each, 800 steps; then labels flow along a graph.",
  "preset.ten_labels_long": "Ten labels, longer",
  "preset.ten_labels_long.about": "{images} images, two views of each, 2,500 steps.",
  "preset.notebook.about": "{images} images, {epochs} epochs; raw pixels, plain SGD and the protocol of the course.",
  "preset.emoji": "Emoji in colour",
  "preset.emoji.about":
    "{images} images in two styles of drawing, {epochs} epochs; art: Noto Emoji (Apache-2.0) and Twemoji (CC BY 4.0).",
  "preset.cifar10": "Photos (CIFAR-10)",
  "preset.cifar10.about": "{images} of your own images, {epochs} epochs; drop CIFAR-10's files on the page first.",
  "preset.nin": "Network in network",
  "preset.nin.about": "{images} of your own images, {epochs} epochs: days of work, for the command line.",
  "preset.nin_small": "Network in network, small",
  "preset.nin_small.about": "{images} of your own images, {epochs} epochs; the same kind of network in minutes.",
  "preset.quick.about": "{images} images, {epochs} epochs; for a first try or a slow phone.",

  "slow.text": "About {time} on this device.",
  "slow.take": "Quick look instead",
  "slow.stay": "Stay",

  "progress.label": "Progress of the run",
  "progress.idle": "Ready",
  "progress.loading": "Fetching the digits",
  "progress.preparing": "Preparing",
  "progress.paused": "Paused",
  "progress.stopped": "Stopped after {time}",
  "progress.done": "Done in {time}",
  "progress.failed": "The run has ended early",
  "progress.pretext": "Pretraining, epoch {epoch} of {epochs}",
  "progress.fit": "{name}, epoch {epoch}",
  "progress.encode": "{name}: computing features",
  "progress.test": "{name}: testing",
  "progress.measuring": "measuring speed",
  "progress.left": "{time} left",
  "progress.speed": "{ms} ms per step",

  "announce.started": "The run has started.",
  "announce.stage.pretrain": "Stage 1: pretraining.",
  "announce.stage.transfer": "Stage 2: training with labels.",
  "announce.stage.compare": "Stage 3: comparing.",
  "announce.percent": "{percent} done.",
  "announce.paused": "Paused.",
  "announce.resumed": "Resumed.",
  "announce.stopped": "Stopped.",
  "announce.done":
    "Done. Accuracy on {images} test images: self-supervised {self_supervised}, supervised {supervised}, random control {random}.",

  "unfinished.text":
    "The run {name}, seed {seed}, of {time} was left at {percent}%. This browser keeps it ({size} MB).",
  "unfinished.goOn": "Go on with it",
  "unfinished.forget": "Forget it",

  "trouble.title": "That did not work.",
  "trouble.retry": "Try again",
  "trouble.address": "The address asks for something impossible ({message}), so the default settings are shown.",
  "trouble.edit": "Not changed: {message}",
  "trouble.workers": "the number of workers must be a whole number from 1 to 8.",
  "trouble.dismiss": "Dismiss",
  "trouble.renewed":
    "This page has been renewed since it was opened here, and the rest of the old one is gone. Reload it to go on.",
  "trouble.reload": "Reload",
  "trouble.lacking":
    "This browser has no {names}, which training needs. Chrome, Edge and Firefox have it from 2023 on, Safari from 16.4.",
  "trouble.part": "A part of the page could not be fetched. Check the connection and try again.",
  "trouble.sandbox":
    "If no file was saved: this frame may save none unless its sandbox says allow-downloads. The page by itself saves it.",

  "fit.pretext": "Pretraining",

  "stage.pretrain": "Pretrain",
  "stage.pretrain.about":
    "Turn every image by 0°, 90°, 180° or 270° and let the network guess which. No label is needed.",
  "stage.transfer": "Transfer",
  "stage.transfer.about": "Throw the rotation head away, freeze the encoder, and fit one linear layer to the labels.",
  "stage.compare": "Compare",
  "stage.compare.about": "Three models saw the same labels. Only one of them had the head start.",
};
