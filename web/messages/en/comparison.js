// How the models compare.

export default {
  "compare.caption": "Accuracy on unseen digits",
  "compare.model": "Model",
  "compare.images": "{n} images",
  "compare.interval": "± {points}",
  "compare.waiting": "The three rows fill when the run is done.",
  "compare.plot": "Accuracy with 95% intervals",
  "compare.control.more": "Pretraining bought {points} points over an encoder that was never trained.",
  "compare.control.less": "Pretraining did not help: the untrained encoder is {points} points better.",
  "compare.control.close": "Pretraining bought nothing that these tests can tell from an untrained encoder.",
  "compare.supervised.behind": "It stays {points} points behind training the whole network on the labels.",
  "compare.supervised.ahead": "It is {points} points ahead of training the whole network on the labels.",
  "compare.supervised.close": "Against training the whole network on the labels it is too close to call.",
  "compare.balanced": "As the mean over classes, which are not equally frequent: {list}.",
  "compare.note":
    "Ranges are 95% intervals (Wilson) for the choice of test images. With {n} images they are wide; another seed moves every number too.",
  "compare.protocol.study":
    "A fixed number of updates and nothing held out, as on the bench and in the study below: with {labels} labels and this seed a model has the same number there.",
  "compare.protocol.own":
    "These models were trained by this setting's own protocol, not by that of the bench and of the study below, where their numbers differ.",

  "race.caption": "Who confuses what",
  "race.summary":
    "Each row is a digit, each column an answer, red where they differ. The self-supervised model finds {digit} hardest ({percent}).",
  "race.waiting": "Each row will be a digit, each column an answer, on all test images, when the run is done.",
  "race.perDigit": "Accuracy on each digit",
  "race.digit": "Digit",
  "race.cell": "{label} read as {said}: {n}",

  "disagree.caption": "Where they disagree",
  "disagree.choice": "Which disagreements",
  "disagree.bought": "Self-supervised right, control wrong",
  "disagree.lost": "Control right, self-supervised wrong",
  "disagree.ahead": "Self-supervised right, supervised wrong",
  "disagree.behind": "Supervised right, self-supervised wrong",
  "disagree.nobody": "All three wrong",
  "disagree.summary":
    "{n} test digits; the first {shown} are shown. Below each, what the self-supervised, supervised and control models say. Choose one to ask all three.",
  "disagree.waiting": "The test digits on which the three differ, when the run is done.",
  "disagree.label": "Label",
  "disagree.one": "Digit {row}, labelled {label}; the models say {said}",

  "verdict.two": "two seeds are too few to judge by; add a third",
  "verdict.none": "nothing to compare yet",
  "verdict.same": "no difference: with this one seed both are right on the very same images",
  "verdict.one.ahead":
    "ahead by {points} points on these {images} images (exact McNemar test, p {p}), but with one seed nobody knows how much is luck",
  "verdict.one.behind":
    "behind by {points} points on these {images} images (exact McNemar test, p {p}), but with one seed nobody knows how much is luck",
  "verdict.one.level":
    "level on these {images} images (exact McNemar test, p {p}), but with one seed nobody knows how much is luck",
  "verdict.one.blind.ahead": "ahead by {points} points, but with one seed nobody knows how much is luck",
  "verdict.one.blind.behind": "behind by {points} points, but with one seed nobody knows how much is luck",
  "verdict.one.blind.level": "level, but with one seed nobody knows how much is luck",
  "verdict.exact.ahead": "ahead by exactly {points} points with each of {seeds} seeds",
  "verdict.exact.behind": "behind by exactly {points} points with each of {seeds} seeds",
  "verdict.exact.level": "exactly level with each of {seeds} seeds",
  "verdict.clear.ahead": "ahead by {points} points, 95% interval {low} to {high}: more than noise with {seeds} seeds",
  "verdict.clear.behind": "behind by {points} points, 95% interval {low} to {high}: more than noise with {seeds} seeds",
  "verdict.noise.ahead":
    "ahead by {points} points, 95% interval {low} to {high}: not more than noise with {seeds} seeds",
  "verdict.noise.behind":
    "behind by {points} points, 95% interval {low} to {high}: not more than noise with {seeds} seeds",
  "verdict.noise.level":
    "level on average, 95% interval of the difference {low} to {high}: no difference to be seen with {seeds} seeds",

  "pays.unknown": "with one seed nobody knows whether pretraining pays",
  "pays.never": "pretraining is not convincingly ahead with any number of labels",
  "pays.up_to": "pretraining pays up to {labels} labels",
  "pays.always": "pretraining still pays at {labels} labels, the most that were tried",

  "luck.title": "More than luck?",
  "luck.one":
    "One run is one draw: other initial weights and other labelled images would have given other numbers. So run it again with another seed, and again.",
  "luck.many":
    "Each seed pretrains anew, then learns from several numbers of labels in several ways, always tested on the same images. Bars are 95% intervals over seeds; a single run is hollow, with the interval of its images alone.",
  "luck.read":
    "The verdict compares, seed by seed, fine-tuning after a linear probe with training from scratch. It says “more than noise” only when the interval of the differences leaves out zero.",
};
