// The page itself: its head, foot and appearance, times, and what all figures have.

export default {
  "page.title": "Pretext: self-supervised learning in a browser tab",
  "page.description":
    "Pretrain a small network on digits without labels, by guessing how each was turned, and see live what that buys when labels are scarce.",
  "page.unstarted":
    "The page’s script has not started. Was this opened as a file? Browsers start no module from a file: serve its folder instead, or open the page where it is hosted. Otherwise allow scripts here, or use a browser from 2023 or later.",
  "page.skip": "Skip to the experiment",
  "page.name": "Pretext",
  "page.tagline": "Self-supervised learning in a browser tab",
  "page.lede":
    "Labels are expensive; images are not. A small network first looks at {unlabelled} digits that nobody has labelled and learns to tell how each was turned. Then it is given {labelled} labels. What was the head start worth?",
  "page.lab": "The experiment",
  "page.footer.data":
    "Digits: MNIST (LeCun, Cortes, Burges). Emoji: Google Noto (Apache-2.0), Twemoji (CC BY 4.0). Texts: WordNet 3.1. All is computed on this device; nothing leaves it.",

  "offline.ready": "Works offline.",

  "language.label": "Language",

  "theme.label": "Appearance",
  "theme.system": "System",
  "theme.light": "Light",
  "theme.dark": "Dark",

  "time.seconds": "{s} s",
  "time.minutes": "{m} min {s} s",

  "figure.table": "Numbers, picture",
  "figure.png": "Picture",
  "figure.png.label": "Save as PNG",
  "figure.epoch": "Epoch",
  "figure.loss": "Loss",
  "figure.accuracy": "Accuracy",
  "figure.waiting": "Nothing yet: press Start.",

  "ref.title": "References",
};
