// More seeds.

export default {
  "study.add": "Add a seed",
  "study.progress": "Progress of this seed",
  "study.running": "Seed {seed}, in the background",
  "study.busy": "The run above shares the processor with it.",
  "study.idle": "About half a minute each, on workers of its own.",
  "study.caption": "Accuracy for few and many labels",
  "study.waiting": "Add a seed to see the first points.",
  "study.description": "Mean accuracy on {images} test images over {seeds} seed(s), with 95% intervals.",
  "study.labels": "labelled images",
  "study.accuracy": "test accuracy, %",
  "study.single": "{mean} ({low} to {high})",
  "study.line": "{labels} labels: {verdict}.",
  "study.conclusion": "In one line: {pays}.",
};
