// Looking into the encoder.

export default {
  "inside.caption": "Inside the encoder",
  "inside.filters": "Layer 1: the {n} filters, 3 × 3 each",
  "inside.maps": "Layer {layer}: {n} feature maps of the digit on show, {side} × {side} each",
  "inside.summary":
    "Ink is positive, blue is negative. After a ReLU nothing is negative; an empty map means that its filter found nothing.",
  "inside.waiting": "Filters and feature maps appear when training begins.",
  "inside.epoch": "Epoch of pretraining",
  "inside.play": "Play",
  "inside.now": "as it is now",
  "inside.untrained": "untrained, before the first epoch",
  "inside.after": "after epoch {epoch}",
  "inside.layer": "Layer",
  "inside.shape": "Output",
  "inside.params": "Parameters",
  "inside.state": "State",
  "inside.frozen": "frozen",
  "inside.trainable": "trainable",
  "inside.dropped": "thrown away",

  "map.caption": "Feature space",
  "map.summary":
    "The first {n} test digits by {by}. The encoder has seen no label; where equal digits lie together, that is its own doing.",
  "map.waiting":
    "The first {n} test digits will be placed by the two principal components of their features, after each epoch.",
  "map.by.pca": "the two principal components of the encoder’s features",
  "map.by.umap":
    "a UMAP of the encoder’s features (McInnes et al., 2018), which keeps who is near whom, but not how far groups lie apart",
  "map.umap.waits": "When the run stands still, UMAP lays them out.",
  "map.layout": "Laid out by",
  "map.pca": "Principal components",
  "map.umap": "UMAP",
  "map.right":
    "With it stand the same images by an encoder that has learned nothing, and by their pixels: such maps look tidy, too. The percentage is what counts: how many of these digits their ten nearest neighbours tell in the whole space, with all of its dimensions.",
  "map.trained": "By the encoder as it is now",
  "map.untrained": "Untrained encoder",
  "map.pixels": "Pixels",
  "map.keys": "Map of digits. Arrow keys go from digit to digit, Enter chooses one.",
  "map.focus": "Emphasise a digit",
  "map.all": "All",
  "map.count": "Test images",
  "map.first": "Mean on axis 1",
  "map.second": "Mean on axis 2",

  "near.caption": "Nearest neighbours",
  "near.pretext": "Self-supervised features",
  "near.untrained": "Untrained encoder’s features",
  "near.supervised": "Supervised features",
  "near.pixels": "Pixels",
  "near.summary": "The test digits closest to digit {index}, labelled {label}, in each space: {list}.",
  "near.share": "{name}, {same} of {n} with its label",
  "near.waiting":
    "As soon as a run has begun, the closest neighbours of a digit in each space are shown here. Choose one on the map.",
  "near.place": "Place",
  "near.far": "Digit {index} is not among the first {n} test digits. Choose one on the map.",
};
