// The wall of all pretext tasks, and the ways to the other screens.

export default {
  "places.label": "Screens",
  "places.gallery": "Tasks",
  "places.board": "Board",
  "places.compose": "Compose",
  "places.ten": "Ten labels",
  "places.story": "Story",
  "places.notebook": "Notebook",

  "trouble.route": "There is no screen {name} here, so here are all tasks.",

  "gallery.question": "Hide something from a network and let it guess. *What has it learned?*",
  "gallery.ten": "Label ten digits yourself",
  "gallery.ten.about": "and watch the other ten thousand follow.",
  "gallery.epoch": "Trained for",
  "gallery.epoch.number": "epoch {epoch}",
  "gallery.untrained": "not at all",
  "gallery.labels": "Labels afterwards",
  "gallery.race": "Race all",
  "gallery.key":
    "Left to right: shown, said by the network, true. Bar: test accuracy of a linear classifier on what it has learned, with the labels chosen; pale: on an untrained network. Recorded, mean and 95% interval over seeds.",
  "gallery.percent": "{mean}%",
  "gallery.percent.interval": "{mean} ± {half}%",
  "gallery.right": "{said} ✓",
  "gallery.wrong": "{said} ✗",
  "gallery.compose": "Your own",
  "gallery.compose.about": "Put a task together.",

  "triptych.own": "found the other view",
  "triptych.other": "took another digit for it",

  "gallery.rotation": "Which way up?",
  "gallery.jigsaw": "In which order do the pieces lie?",
  "gallery.jigsaw_tiles": "The same, piece by piece",
  "gallery.context": "Where was the second piece?",
  "gallery.inpainting": "What was in the hole?",
  "gallery.masked": "What was behind the patches?",
  "gallery.denoising": "What was there before the noise?",
  "gallery.super_resolution": "What does it look like up close?",
  "gallery.next_frame": "Where will it be next?",
  "gallery.contrastive": "Which one is the same digit?",
  "gallery.autoencoder": "A control: nothing is hidden",
};
