// The curves of training.

export default {
  "curves.pretext.caption": "Guessing the turn",
  "curves.pretext.summary":
    "After epoch {epoch}: loss {loss}, {accuracy} of turns guessed right. Blind guessing gives 25%.",
  "curves.pretext.waiting": "Loss should fall from 1.386, which is blind guessing, as accuracy rises from 25%.",
  "curves.transfer.caption": "Learning from {labels} labels",
  "curves.transfer.summary.held": "On labels held out of training: {list}.",
  "curves.transfer.summary.all": "On the labels learned from: {list}.",
  "curves.transfer.summary.mixed": "On held-out labels, but supervised on its training labels: {list}.",
  "curves.transfer.waiting": "The three models are trained one after another, on the same labels.",
  "curves.table.fit": "Model",
};
