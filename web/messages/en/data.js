// The images and labels, whoever has brought them.

export default {
  "data.title": "Data: {whose}",
  "data.title.next": "Data: {whose}; {next} at the next start",
  "data.own": "your own files, {train} images to train on, {test} to test",
  "data.set": "Data set",
  "data.set.mnist": "MNIST",
  "data.set.emoji": "Emoji",
  "data.set.own": "your own files",
  "data.set.definitions": "Definitions",
  "data.about": "{train} images to train on, {test} to test, {size}, {classes} classes.",
  "data.about.names": "Classes: {classes}.",
  "data.about.licence": "Licence: {licence}.",
  "data.choose": "Files of your own",
  "data.hint":
    "Four IDX files laid out as MNIST, plain or .gz, such as Fashion-MNIST, KMNIST or EMNIST, or CIFAR-10 in its binary form, as files or .tar.gz: 8 to 64 pixels a side, grey or in colour, 2 to 256 classes. Choose them here or drop them anywhere on the page. They stay on this device. Of more than 60,000 training or 10,000 test images the first are used.",
  "data.reading": "Reading",
  "data.refused": "Not taken: {message}",
  "data.missing": "Still missing: {list}.",
  "data.train_images": "training images",
  "data.train_labels": "training labels",
  "data.test_images": "test images",
  "data.test_labels": "test labels",
  "data.given": "{name}, {rows} rows",
  "data.classes": "Its classes",
  "data.classes.digits": "Digits, or numbers 0 to 9",
  "data.classes.clothes": "Clothes of Fashion-MNIST",

  "classes.clothes": "T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot",

  "wall.caption": "Labels on the wall: {labelledOnWall} of {onWall}",
  "wall.summary": "The others are all that the pretext task gets to see.",
  "wall.digits": "Digits",
  "wall.here": "On the wall",
  "wall.run": "In the run",
  "wall.labelled": "with a label",
  "wall.unlabelled": "without",
};
