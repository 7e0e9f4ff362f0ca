// The acts of the story, and what to take away.

export default {
  "act.1": "Act one",
  "act.1.title": "Labels are expensive",
  "act.1.need":
    "To teach a network to read digits, we need digits that somebody has already read. That takes people, and people take time and money. Images without labels are nearly free.",
  "act.1.here":
    "We play this imbalance out with [MNIST](#ref-mnist): {unlabelled} images stay without labels, another {labelled} come with them. The wall keeps that proportion, as far as whole digits can. Labels on its {onWall} digits: {labelledOnWall}.",
  "act.1.question": "Can a network learn something useful from the {restOnWall} before it sees the {labelledOnWall}?",
  "act.2": "Act two",
  "act.2.title": "Make your own labels",
  "act.2.idea":
    "Take an image and turn it by a quarter, a half, three quarters, or not at all. Then ask which. We know the answer, because the turning was ours. No one had to label anything.",
  "act.2.learn":
    "To name the turn, a network has to know what upright looks like: strokes, loops, open ends, and where they belong. That is the point of a *pretext task*. Nobody needs the turns; what counts is what must be learnt on the way. Turning images is the idea of [Gidaris, Singh and Komodakis](#ref-rotnet).",
  "act.2.formula":
    "The encoder f has weights θ and survives. The rotation head g has weights φ and is thrown away later. R turns an image by 90°, k times. The loss is the cross-entropy of the true turn, over N images in all four turns. Blind guessing scores log 4, about 1.386.",
  "act.2.unknowable":
    "Some turns cannot be known. A 0, a 1 or an 8 may look the same upside down, and a 6 upside down is a 9. After a run, see which digits the mistakes come from, and how many of them are half turns.",
  "act.2.inside":
    "The filters begin as noise. Watch what becomes of them, and of one digit on its way through both layers.",
  "act.3": "Act three",
  "act.3.title": "What did it buy?",
  "act.3.probe":
    "Now the rotation head goes, the encoder is frozen, and one linear layer on its outputs is trained with the {labelled} labels. This is a *linear probe*. It can only draw flat borders, so if it separates the digits, the encoder has done the work.",
  "act.3.formula":
    "W and b are the only weights that move. The star says that the encoder stays as pretraining left it. x and y are the M labelled images and their labels.",
  "act.3.rivals":
    "Two rivals keep it honest. *Supervised* trains the whole network from scratch on the same labels. The *random control* puts the same probe on an encoder that was never trained. Random convolutions already make usable features, so only the distance from the control says what pretraining bought.",
  "act.3.look":
    "One number hides a lot. Look at which digits are confused, where the three disagree, and how the features lie. Then draw something that none of them has seen.",
  "act.3.beyond":
    "Digits are easy, and this network is small. How far such tasks carry on photographs and video is the subject of the survey by [Jing and Tian](#ref-survey).",

  "take.title": "Take it with you",
  "take.about":
    "The address of this page holds the whole set-up, so a link is a run. The core adds its numbers in one fixed order: the same set-up gives the same weights in every browser, with any number of workers, and in the terminal.",
  "take.link": "Copy link",
  "take.copied": "Link copied.",
  "take.report": "Report (JSON)",
  "take.curves": "Curves (CSV)",
  "take.weights": "Weights (safetensors)",
  "take.which": "Which model",
  "take.digest": "SHA-256 of all final weights",
  "take.command": "The same run in a terminal",
  "take.afterRun": "after a run",
};
