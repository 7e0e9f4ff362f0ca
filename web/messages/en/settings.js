// The settings of an experiment.

export default {
  "setting.title": "More settings",
  "setting.now": "These make up the next run. The presets set all of them.",
  "setting.later": "A run is under way. Changes here wait for the next start.",
  "setting.range": "{from} to {to}",
  "setting.data.unlabelled.count": "Images without labels",
  "setting.data.labelled.count": "Images with labels",
  "setting.data.pixels": "Pixel scale",
  "setting.pretext.epochs": "Pretext: epochs",
  "setting.pretext.batch": "Pretext: batch",
  "setting.pretext.optimiser": "Pretext: optimiser",
  "setting.pretext.learning_rate": "Pretext: learning rate",
  "setting.transfer.epochs": "Probe: at most, epochs",
  "setting.transfer.optimiser": "Probe: optimiser",
  "setting.transfer.learning_rate": "Probe: learning rate",
  "setting.supervised.epochs": "Supervised: at most, epochs",
  "setting.supervised.optimiser": "Supervised: optimiser",
  "setting.supervised.learning_rate": "Supervised: learning rate",
  "setting.workers": "Workers",
  "setting.workers.hint": "1 to 8; this device has {cores} cores. Changes speed, never results.",

  "option.unit": "0 to 1",
  "option.raw": "0 to 255",
  "option.adam": "Adam",
  "option.sgd": "SGD",
};
