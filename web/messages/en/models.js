// The three models, their network, and what they say of a digit.

export default {
  "arm.self_supervised": "Self-supervised",
  "arm.supervised": "Supervised",
  "arm.random": "Random control",
  "arm.self_supervised.about": "frozen pretrained encoder",
  "arm.supervised.about": "all weights, from scratch",
  "arm.random.about": "frozen untrained encoder",

  "mode.lp_ft": "linear probe, then fine-tuning",
  "mode.supervised": "supervised from scratch",
  "mode.probe": "linear probe",
  "mode.knn": "k nearest neighbours",
  "mode.probe_random": "linear probe, random encoder",
  "mode.probe_pixels": "linear probe on pixels",

  "network.caption": "Kept and thrown away",
  "network.image": "image",
  "network.encoder": "encoder",
  "network.encoder.frozen": "encoder, frozen",
  "network.rotation": "rotation head",
  "network.linear": "linear layer",
  "network.kept": "kept",
  "network.turns": "4 turns",
  "network.digits": "10 digits",
  "network.summary": "Of {params} parameters, only the {trainable} of the linear layer are trained on labels.",

  "load.open": "Open weights",
  "load.back": "Back to this page’s models",
  "load.about": "Weights that this page has saved can be opened again: choose the .safetensors file, or drop it here.",
  "load.result": "{name}, from {file}: {percent} of {n} test images right. Draw your own, and look inside.",
  "load.result.turns":
    "{name}, from {file}: {percent} of {n} turned test images right. Draw your own, and look inside.",
  "load.answers": "{name} comes from {file}.",

  "draw.caption": "Draw your own",
  "draw.pad": "Square to draw a digit in. Arrow keys move, space lowers or lifts the pen, delete clears.",
  "draw.clear": "Clear",
  "draw.seen": "What the models see",
  "draw.turn": "Which way up?",
  "draw.summary": "Your digit is scaled and centred by its mass, as MNIST’s were, and all models answer as you draw.",
  "draw.noModel": "There is no model to ask yet: press Start.",
  "draw.waiting":
    "Draw a digit with mouse, finger or pen; or move with the arrow keys, space lowers and lifts the pen.",
  "draw.unfit": "What is drawn is grey and has 28 × 28 pixels; these networks have seen other images.",

  "digit.caption": "Ask all three about one test digit",
  "digit.previous": "Previous digit",
  "digit.next": "Next digit",
  "digit.which": "Digit {index}",
  "digit.label": "labelled {label}",
  "digit.says": "{digit}, {percent}",
  "digit.class": "Class",
  "digit.summary": "Each column: how likely one model finds each of the {classes} classes.",
  "digit.summary.waiting": "Answers appear as soon as each model has begun to learn.",
};
