// The other ways to need few labels, live and as recorded.

export default {
  "ways.title": "What else makes do with *few labels*?",
  "ways.lede":
    "Self-supervision is one of a family. All of these see the same digits, get the same few labels and are asked about the same 10,000 test images. They differ in what else they are given.",

  "ways.map": "Ten digits: given what, and how right",
  "ways.map.transfer": "Digits 5 to 9, after what was learned on 0 to 4",
  "ways.map.method": "Method",
  "ways.map.given": "given",
  "ways.map.given.images": "unlabelled images",
  "ways.map.given.labels": "few labels",
  "ways.map.given.source": "other digits’ labels",
  "ways.map.labels": "{labels} labels",
  "ways.map.key":
    "Test accuracy; hollow: 10 labels, full: 100. Recorded: mean and 95% interval over {seeds} seeds, each of which draws its labels. Unlabelled images: 10,000, in the second table the digits 0 to 4 alone; there a guess is right in 20%, in the first in 10%.",

  "ways.live": "Try them here",
  "ways.labels": "Labels",
  "ways.run": "Work it out",
  "ways.progress": "Pretraining",
  "ways.running": "at work",
  "ways.waits": "waits",
  "ways.phase.idle": "The first one pretrains a network without labels: some seconds, and all others use it too.",
  "ways.phase.loading": "Fetching the digits",
  "ways.phase.waiting": "Waiting for the experiment to end",
  "ways.phase.training": "Pretraining without labels: which two views are of one digit?",
  "ways.cells": "At work on what follows: {left} left",
  "ways.ready": "Pretrained, with no label",
  "ways.failed": "It has failed: {message}",

  "ways.idle": "Not worked out yet with {labels} labels.",
  "ways.working": "{done} of {of} are done.",

  "ways.table.mode": "Method",
  "ways.table.accuracy": "Accuracy",
  "ways.table.purity": "Purity",
  "ways.table.nmi": "NMI",
  "ways.table.classes": "Images of 0 to 9 in each cluster",
  "ways.table.round": "Round",
  "ways.table.taken": "Pseudo-labels",
  "ways.table.wrong": "Wrong ones",

  "ways.family.unsupervised": "Unsupervised: no labels, and no question either",
  "ways.family.unsupervised.about":
    "What lies together is called one thing. Nobody says what should count as alike, so it is the distance that decides; labels come in at the very end, to say which cluster is which digit.",
  "ways.clusters": "Clusters",
  "ways.clusters.about":
    "Ten clusters of 10,000 images, by k-means or by Gaussians that are fitted to them. A perfect table would have one dark square in each row and column.",
  "ways.clusters.caption": "Test images of each digit in each cluster",
  "ways.clusters.read":
    "A row is a cluster, a column a digit; dark: most of the cluster. What the two tables to its right lack is what pretraining has brought, without a label.",
  "ways.clusters.method": "Found by",
  "ways.clusters.kmeans": "k-means",
  "ways.clusters.mixture": "Gaussian mixture",
  "ways.clusters.measures": "purity {purity}, NMI {nmi}; named by the labels {accuracy} right",

  "ways.makers.run": "Train it",
  "ways.makers.idle": "Not trained yet.",
  "ways.makers.making": "Live while it trains; what it comes to is told at the end.",
  "ways.makers.phase.idle": "Trains without labels, then gets 1,000 to be probed with: about half a minute.",
  "ways.makers.phase.loading": "Fetching the digits",
  "ways.makers.phase.waiting": "Waiting for the experiment to end",
  "ways.makers.phase.ready": "Trained, probed and compared",
  "ways.makers.probing": "Trained; now the probe and its controls, with 1,000 labels",
  "ways.makers.counting": "Working out the last figures",
  "ways.makers.scores": "Test accuracy with 1,000 labels",
  "ways.makers.scores.read":
    "The probe sees nothing but what the frozen encoder makes of an image. Pale: the same encoder untrained, and the whole network trained on the labels alone.",
  "ways.makers.vae": "Linear probe, the VAE’s encoder",
  "ways.makers.gan": "Linear probe, the discriminator’s encoder",
  "ways.makers.random": "Linear probe, untrained encoder",
  "ways.makers.supervised": "Supervised from scratch",

  "ways.vae": "Variational autoencoder (VAE)",
  "ways.vae.about":
    "Each image must pass through two numbers, blurred by noise, and is drawn again from these. Nobody says which digit it is; but because of the noise, images that look alike had better lie side by side. The plane of all pairs of numbers can be walked through.",
  "ways.vae.caption": "The plane of two numbers: {images} test images on it, and what is drawn of each place",
  "ways.vae.read":
    "A numeral is a test image, where its two numbers put it; colours are labels that the network never saw. Drag through the plane, or use the arrow keys. The control is the same network before training.",
  "ways.vae.training": "Training: which two numbers does each image come down to?",
  "ways.vae.keys": "Plane of the two numbers: arrow keys move through it, with shift farther",
  "ways.vae.codes": "Test images on the plane",
  "ways.vae.grid": "What each place is drawn as",
  "ways.vae.drawn": "Drawn here",
  "ways.vae.untrained": "Control: untrained",
  "ways.vae.at": "At {x} and {y}.",
  "ways.vae.told": "At {x} and {y}: our classifier takes it for a {digit}.",

  "ways.gan": "Generative adversarial network (GAN)",
  "ways.gan.about":
    "A generator makes images of random numbers; a discriminator tells them from real ones, and each learns from the other. To do so the discriminator has to know what digits look like: its encoder is what is probed. Adam’s β₁ is how much earlier gradients count. With the usual 0.9 both chase each other, and the generator may end with one image for all numbers: mode collapse.",
  "ways.gan.caption": "What the generator makes of the same 64 draws, and which digits that is",
  "ways.gan.read":
    "Columns: which digits {images} made images are, as our classifier says, the one from scratch below: it is right about {right} of test images, and has to choose a digit even for a blank one. Lines: what it says of test images. One tall column alone is mode collapse.",
  "ways.gan.training": "Training: is it real, or made?",
  "ways.gan.beta1": "Adam’s β₁",
  "ways.gan.counts": "Which digits, as our classifier says",
  "ways.gan.counted": "With β₁ = {beta1}: {digits} of 10 digits are made, most often {digit}, {most}.",

  "ways.table.digit": "Digit",
  "ways.table.made": "Of made images",
  "ways.table.tests": "Of test images",
  "ways.table.code": "Mean place",
  "ways.table.untrained": "Mean place, untrained",

  "ways.family.semi": "Semi-supervised: few labels, many images",
  "ways.family.semi.about":
    "Here the labels and the images without any are learned from together. Inductive methods end with a classifier of any image; a graph is transductive: it labels the images that are in it, and others only by their neighbours there.",
  "ways.rounds": "Self-training",
  "ways.rounds.about":
    "A classifier labels those images of which it is 95% sure, and learns from them as if they were true; five rounds. What it takes wrongly it learns too, and is surer of in the next round: confirmation bias.",
  "ways.rounds.caption": "Pseudo-labels by round, of 10,000 images",
  "ways.rounds.read":
    "Height: images that were taken for labelled in rounds 1 to 5. Red: taken wrongly, which only we can see.",
  "ways.rounds.verdict":
    "Last round: {taken} taken, {wrong} of them wrong. Test accuracy {before} before, {after} after.",
  "ways.graph": "Labels over a graph",
  "ways.graph.about":
    "Each image is joined to its ten nearest ones, and labels flow along. [Label ten digits yourself](#/ten) to watch it.",
  "ways.graph.caption": "Test accuracy with {labels} labels",
  "ways.graph.read": "Pale: the same over other likenesses. It is the encoder that makes the graph.",
  "ways.consistency": "Consistency: FixMatch",
  "ways.consistency.about":
    "What a slightly shifted image is surely taken for should also be said of the same image changed strongly. The control learns from the same changed images, labels alone.",
  "ways.consistency.caption": "Test accuracy with {labels} labels",
  "ways.consistency.read": "Pale: without pretraining, and without the images that have no label.",

  "ways.mode.kmeans": "k-means, pretrained encoder",
  "ways.mode.kmeans_random": "k-means, untrained encoder",
  "ways.mode.kmeans_pixels": "k-means on pixels",
  "ways.mode.mixture": "Gaussians, pretrained encoder",
  "ways.mode.mixture_random": "Gaussians, untrained encoder",
  "ways.mode.mixture_pixels": "Gaussians on pixels",
  "ways.mode.self_training": "Self-training, pretrained encoder",
  "ways.mode.self_training_random": "Self-training, untrained encoder",
  "ways.mode.self_training_scratch": "Self-training from scratch",
  "ways.mode.probe": "Linear probe, pretrained encoder",
  "ways.mode.probe_random": "Linear probe, untrained encoder",
  "ways.mode.supervised": "Supervised from scratch",
  "ways.mode.supervised_augmented": "Supervised from scratch, augmented",
  "ways.mode.propagation": "Graph, equal shares, pretrained encoder",
  "ways.mode.poisson": "Graph, plain (Poisson learning)",
  "ways.mode.propagation_random": "Graph, equal shares, untrained encoder",
  "ways.mode.propagation_pixels": "Graph, equal shares, on pixels",
  "ways.mode.fixmatch": "FixMatch, pretrained encoder",
  "ways.mode.fixmatch_scratch": "FixMatch from scratch",

  "ways.transfer.supervised.fine_tune": "Source labels, nothing frozen",
  "ways.transfer.supervised.partial": "Source labels, block 1 frozen",
  "ways.transfer.supervised.probe": "Source labels, both blocks frozen",
  "ways.transfer.contrastive.fine_tune": "Contrastive, nothing frozen",
  "ways.transfer.contrastive.partial": "Contrastive, block 1 frozen",
  "ways.transfer.contrastive.probe": "Contrastive, both blocks frozen",
};
