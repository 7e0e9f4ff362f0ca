// What the pretext tasks and their parts are called, and what is said of whichever runs.
export default {
  "controls.task": "Task",
  "task.composed": "Composed",
  "task.composed.of": "Own: {ops}",
  "task.rotation": "Rotation",
  "task.rotation.about":
    "Turn every image by 0°, 90°, 180° or 270° and let the network guess which. No label is needed.",
  "task.jigsaw": "Jigsaw",
  "task.jigsaw.about":
    "Cut every image into nine pieces, lay them out in one of 72 orders, and let the network say which (after Noroozi and Favaro, 2016).",
  "task.jigsaw_tiles": "Jigsaw, tile by tile",
  "task.jigsaw_tiles.about":
    "The same puzzle, but the encoder sees each of the nine pieces by itself, as Noroozi and Favaro (2016) did.",
  "task.context": "Context",
  "task.context.about":
    "Cut out the middle and one piece beside it. On which of eight sides did that lie? (Doersch, Gupta and Efros, 2015)",
  "task.inpainting": "Inpainting",
  "task.inpainting.about":
    "Paint over a rectangle of every image and let the network draw what was there (Pathak et al., 2016).",
  "task.masked": "Masked patches",
  "task.masked.about":
    "Paint over 37 of 49 patches of every image and let the network draw what was behind them (after He et al., 2022).",
  "task.super_resolution": "Super-resolution",
  "task.super_resolution.about": "Make every image coarse and let the network draw it sharp (after Dong et al., 2014).",
  "task.denoising": "Denoising",
  "task.denoising.about":
    "Paint over every other pixel by chance and let the network draw the image without that (Vincent et al., 2008).",
  "task.contrastive": "Contrastive",
  "task.contrastive.about":
    "Make two views of every image. Each has to find the other among those of all images (SimCLR: Chen et al., 2020).",
  "task.contrastive_colour": "Contrastive, in colour",
  "task.contrastive_colour.about":
    "Two views of each image, turned and shifted, and with other colours: which two belong together?",
  "task.colourisation": "Colourisation",
  "task.colourisation.about":
    "The network sees how light the pixels are, and tells the colours as classes, of which rare ones weigh more. Blends of what it finds likely stay lively.",
  "task.colourisation_squared": "Colourisation by numbers",
  "task.colourisation_squared.about":
    "The same question with squared error: the best answer to that is the mean of all likely colours, a brownish grey.",
  "task.next_frame": "Next frame",
  "task.next_frame.about":
    "Let every digit move, show two frames, and let the network draw the third (after Srivastava et al., 2015).",
  "task.autoencoder": "Autoencoder (control)",
  "task.autoencoder.about": "A control: nothing is hidden, and the image itself is asked for.",
  "task.vae": "Variational autoencoder",
  "task.vae.about":
    "Let the network boil every image down to two numbers, blurred a little, and draw the image from these (Kingma and Welling, 2014).",
  "task.gan": "Generative adversarial network",
  "task.gan.about":
    "Let a generator draw images of random numbers, and the network tell them from real ones; each learns from the other (Goodfellow et al., 2014).",
  "task.supervised": "Supervised (control)",
  "task.supervised.about": "A control, not a pretext task: all images of pretraining come with their labels.",
  "task.weakly_supervised": "Weakly supervised",
  "task.weakly_supervised.about":
    "A digit lies somewhere on a larger canvas, among pieces of others. Which digit it is is given, and where it is is not.",
  "task.box": "Box (given)",
  "task.box.about": "A digit lies somewhere on a larger canvas. The box around it is given, and has to be told.",
  "task.mask": "Segmentation (given)",
  "task.mask.about": "A digit lies somewhere on a larger canvas. Which pixels are its is given, and has to be told.",
  "task.supervised_augmented": "Supervised, augmented (control)",
  "task.supervised_augmented.about":
    "A control, not a pretext task: all images come with their labels, changed as for the contrastive task.",
  "task.composed.about": "What is done to every image: {ops}. What is asked: {question}.",

  "op.none": "nothing",
  "op.turn": "turned by quarters",
  "op.flip": "flipped or not",
  "op.tiles": "cut into tiles",
  "op.permute": "its tiles put in another order",
  "op.paste": "its tiles pasted into one image",
  "op.neighbour": "its middle and a piece beside it cut out",
  "op.erase": "a rectangle painted over",
  "op.mask": "patches painted over",
  "op.noise": "pixels painted over by chance",
  "op.shrink": "made coarse",
  "op.blur": "blurred",
  "op.lightness": "shown without their colour",
  "op.clutter": "put on a canvas among pieces of others",
  "op.colours": "with other colours",
  "op.grey": "made grey",
  "op.affine": "turned, scaled, sheared and shifted a little",
  "op.elastic": "bent",
  "op.pen": "its strokes made thicker or thinner",
  "op.drift": "moved, two frames shown of three",
  "op.imitate": "half of them replaced by what a generator makes",
  "op.twice": "shown in two views",
  "predict.choice": "which of {choices} ways it was done",
  "predict.source": "the whole original",
  "predict.changed": "the original where it was changed",
  "predict.pair": "which view comes from the same image",
  "predict.label": "its label",
  "predict.box": "the box around it",
  "predict.mask": "which pixels are its",

  "choice.number": "no. {n}",
  "choice.imitate.0": "an original",
  "choice.imitate.1": "made",
  "choice.flip.0": "as it was",
  "choice.flip.1": "flipped",
  "example.shown": "Shown",
  "example.says": "The network says",
  "example.truth": "The truth",
  "example.number": "Example",
  "example.shared": "IoU {shared}",
  "example.overlap": "Intersection over union (IoU)",
  "example.error": "Squared error",
  "example.decibels": "PSNR, dB",
  "example.probability": "Probability of the truth",
  "example.nearest": "Nearest view",
  "example.own": "its own partner",
  "example.other": "one of example {n}",
  "example.right": "{said}, {percent}",
  "example.wrong": "{said}, not {truth}",
  "example.drawn": "{decibels} dB",
  "watch.choice.caption": "One digit, four questions",
  "watch.image.caption": "Shown, said, true",
  "watch.pair.caption": "One digit, two views, four times",
  "examples.caption": "Twelve test digits, live",
  "watch.choice.summary":
    "{right} of {n} named right; the truth gets {percent} on average. Blind guessing among {choices} answers gives {blind}.",
  "watch.box.caption": "Some test canvases, and where the network says the digit is",
  "watch.box.summary":
    "Solid: the true box, dashed: the one that is told. Mean IoU {shared}; {right} of {n} have 0.5 or more.",
  "watch.image.summary":
    "Left what the network is shown, then what it draws, then the original. Error {error} on average, {decibels} dB (PSNR).",
  "watch.image.summary.changed":
    "Left what the network is shown, then what it draws into the tinted part, then the original. Error there {error} on average, {decibels} dB (PSNR).",
  "watch.pair.summary": "{right} of {n} pairs find each other first, among the {views} views here.",
  "watch.waiting": "The network answers as soon as training has begun.",

  "stage.transfer.about.others":
    "Throw the task’s head away, freeze the encoder, and fit one linear layer to the labels.",
  "curves.task.caption": "{task}: how it goes",
  "curves.task.choice":
    "After epoch {epoch}: loss {loss}, {accuracy} right. Blind guessing among {choices} answers gives {blind}.",
  "curves.task.image": "After epoch {epoch}: squared error {loss}, a signal-to-noise ratio (PSNR) of {decibels} dB.",
  "curves.task.judged": "After epoch {epoch}: loss {loss}, which counts more than squared error alone.",
  "curves.task.pair": "After epoch {epoch}: loss {loss}; {accuracy} of the images of a batch find their partner first.",
  "curves.task.waiting": "The loss should fall; how far, depends on what can be known.",
  "figure.decibels": "PSNR, dB",
  "network.head": "task’s head",
  "network.waiting": "Shapes and numbers of weights appear once the core has been asked.",
  "inside.views":
    "The encoder sees each view by itself; what it makes of a whole digit can be seen when pretraining is over.",
  "load.result.task": "{name} ({task}), from {file}: {percent} of {n} test examples right. Look inside.",
  "load.result.error": "{name} ({task}), from {file}: {decibels} dB (PSNR) on {n} test examples. Look inside.",
  "map.summary.label": "The first {n} test digits by {by}. This encoder has seen labels: it is a control.",
  "trouble.address.task":
    "The address asks for a task that is impossible ({message}), so rotation is shown. All else is as the address says.",
  "trouble.task": "This task can’t be run: {message}",
  "share.lock.task": "task",

  "page.lede.others":
    "Labels are expensive; images are not. A small network first looks at digits that nobody has labelled and solves a task that is made from the images alone. Then it is given labels. What was the head start worth?",
  "act.2.idea.others":
    "Change an image by a rule of our own, and ask about what was changed. We know the answer, because the change was ours. No one had to label anything.",
  "act.2.learn.others":
    "To answer, a network has to know what digits look like: strokes, loops, open ends, and where they belong. That is the point of a *pretext task*. Nobody needs the answers; what counts is what must be learnt on the way.",
  "act.2.idea.label":
    "This task is a control: it gives the network the labels of all its images, as if somebody had paid for them. It shows what there is to be won at most.",
  "act.3.probe.others":
    "Now the task’s head goes, the encoder is frozen, and one linear layer on its outputs is trained with the few labels. This is a *linear probe*. It can only draw flat borders, so if it separates the digits, the encoder has done the work.",
};
