// The walk of one batch through the network and back.

export default {
  "batch.caption": "One step of training, from inside",
  "batch.waiting": "Train on one batch to see the numbers of the digit on show.",
  "batch.label": "Stages of a step",
  "batch.previous": "Previous stage",
  "batch.next": "Next stage",
  "batch.train": "Train on one batch",
  "batch.where": "{at} of {of}: {name}",
  "batch.image": "image",
  "batch.turn": "turn",
  "batch.convolution": "convolution",
  "batch.pooling": "ReLU and pooling",
  "batch.logits": "logits and softmax",
  "batch.loss": "loss",
  "batch.gradient": "gradient",
  "batch.update": "update",
  "batch.image.text":
    "The digit on show, as one of a batch. To the network it is only numbers: 0 is paper, 255 is ink.",
  "batch.turn.text":
    "It is turned by 90°, and that is its target. In a real batch each of the {batch} examples has its own turn.",
  "batch.convolution.text":
    "A filter is laid on the framed pixels: each is multiplied by its weight, and the products are added up with a bias. This is the filter that answers loudest to this image, where it does.",
  "batch.pooling.text":
    "ReLU makes negative sums 0. Of neighbouring places only the largest value goes on, here the marked one.",
  "batch.logits.text":
    "Two more layers make four numbers, the logits, one for each turn. Softmax makes them probabilities: powers of e, divided by their sum.",
  "batch.loss.text":
    "The loss is the surprise at the truth: minus the logarithm of the probability of the true turn. Blind guessing has 1.386.",
  "batch.gradient.text":
    "How much would the loss rise if a number rose a little? For the logits that is the probability, less 1 at the truth. Backpropagation carries it back to every weight.",
  "batch.update.text":
    "The optimiser moves each weight against its gradient, which is the mean over all {batch} examples of the batch, not this image's alone.",
  "batch.pixels": "framed pixels",
  "batch.pixel": "Pixel",
  "batch.value": "Value",
  "batch.turned": "Turned by {angle}°: the target that costs nothing.",
  "batch.inputs": "inputs",
  "batch.weights": "weights",
  "batch.products": "products",
  "batch.sum": "Products {products} + bias {bias} = {sum}",
  "batch.sums": "sums at neighbouring places",
  "batch.relu": "after ReLU",
  "batch.winner": "The largest goes on; the network itself has {value}.",
  "batch.place": "Place",
  "batch.turns": "turn",
  "batch.logit": "logit z",
  "batch.exp": "exp z",
  "batch.p": "p",
  "batch.y": "truth y",
  "batch.dlogits": "∂L/∂z",
  "batch.loss.is": "L = −log {p} = {loss}",
  "batch.gradient.weight": "Back at weight {weight} of filter {filter}, the steepest of the nine: ∂L/∂w = {value}",
  "batch.before": "weight before",
  "batch.after": "weight after",
  "batch.change": "change",
  "batch.adam":
    "Adam: change = −{rate} · m / (√v + ε), with running means m of the gradient and v of its square. So a step is at most about {rate}, and nearly that in the first one.",
  "batch.sgd": "SGD with momentum {momentum}: change = {momentum} · the last change − {rate} · gradient.",
  "batch.summary.image": "Exact: the pixels under the frame, row by row.",
  "batch.summary.convolution": "Filter {filter} of layer 1, recomputed here from pixels and weights as they are now.",
  "batch.summary.pooling": "Recomputed here; the network's own value stands below.",
  "batch.summary.logits": "As the network computes them for this image; the true turn is marked.",
  "batch.summary.loss": "The loss of this one image. A batch has the mean over its images.",
  "batch.summary.gradient": "Gradients of this one image's loss, by the weights as they are now.",
  "batch.summary.update": "Measured: the same weight before and after the last step, which was on a batch of {batch}.",
  "batch.summary.step": "Train on one batch to see this weight before and after.",
};
