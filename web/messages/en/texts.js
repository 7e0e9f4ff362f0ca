// Training on texts.

export default {
  "places.texts": "Texts",
  "texts.tasks": "Tasks of texts",
  "texts.next_token": "Next token",
  "texts.masked_tokens": "Hidden tokens",
  "texts.next_sentence": "Does it follow?",
  "texts.next_token.title": "Read on. What comes next?",
  "texts.next_token.lede":
    "GPT's pretext task. A small transformer reads 40,657 dictionary definitions and guesses each next piece of a word. Nobody tells it what a word means, nor what kind of thing is defined.",
  "texts.masked_tokens.title": "Hide a word. What stood there?",
  "texts.masked_tokens.lede":
    "BERT's pretext task. In each of 40,657 dictionary definitions some pieces of words are hidden, and a small transformer guesses them from both sides.",
  "texts.next_sentence.title": "Cut a text in two. Do the halves belong together?",
  "texts.next_sentence.lede":
    "BERT's second pretext task, trained along with hidden tokens. In half of all definitions another one's second half stands in place of its own, of exactly the same length: otherwise the two lengths alone would give it away.",
  "texts.atlas": "Map of definitions",
  "texts.atlas.first":
    "{n} test definitions by an untrained model: words that are alike lie together already. How does it look once it is trained?",
  "texts.atlas.both":
    "{n} test definitions by the two principal components of the model’s features, which has never been told what they define. The percentage counts: how many are told by their ten nearest neighbours in the whole space.",
  "texts.atlas.trained": "Pretrained",
  "texts.atlas.untrained": "Untrained",
  "texts.atlas.keys": "Map of definitions. Arrow keys go from one to the next.",
  "texts.attention": "What it looks at",
  "texts.attention.none": "Choose a text in the map, by a click or Enter: here stands what each head looks at in it.",
  "texts.attention.about":
    "Each square is a head: a row for each token, in colour where it looks. Below, what the chosen token looks at. Only what differs from the untrained model has been learned.",
  "texts.attention.head": "Block {block}, head {head}",
  "texts.attention.most": "{head}: “{token}” looks most at “{most}”.",
  "texts.attention.column.head": "Head",
  "texts.attention.column.self": "At itself",
  "texts.attention.column.before": "At the token before",
  "texts.attention.column.start": "At the start",
  "texts.class": "Class",
  "texts.start": "Pretrain",
  "texts.again": "Pretrain anew",
  "texts.pause": "Pause",
  "texts.resume": "Go on",
  "texts.stop": "End it",
  "texts.steps": "Steps",
  "texts.steps.of": "{steps} steps",
  "texts.progress": "Progress of pretraining",
  "texts.idle":
    "Texts and their code, about 1.3 MB, are fetched when you begin. Nothing that you type leaves this page.",
  "texts.loading": "Fetching the texts: {percent}",
  "texts.step": "Step {step} of {steps}",
  "texts.test": "Testing on texts that it has not seen",
  "texts.done": "Pretrained in {time}, with no label",
  "texts.failed": "That did not work: {message}",

  "texts.samples": "What it writes",
  "texts.samples.recorded":
    "Recorded: a run of 3,162 steps goes on with “{prompt}”, each time with the same random numbers. Pretrain one yourself.",
  "texts.samples.about":
    "It goes on with “{prompt}”, with the same random numbers each time: only what it has learned differs.",
  "texts.after": "{step} steps",
  "texts.text": "Text",
  "texts.prompt": "Go on with",
  "texts.temperature": "Temperature (0 to 5)",
  "texts.top_k": "Likeliest only (0: all)",
  "texts.seed": "Seed",
  "texts.write": "Write",
  "texts.wrong.prompt": "None of these characters are among those that the model has seen: type something in English.",
  "texts.wrong.prompt.long": "The beginning is too long: it may have up to 29 tokens.",

  "texts.guesses": "What it takes the hidden word for",
  "texts.guesses.recorded":
    "Recorded, after 3,162 steps: the likeliest pieces of words in place of the brackets of “{sentence}”. Pretrain one yourself.",
  "texts.guesses.about": "The five likeliest pieces of words in place of the brackets: “{sentence}”.",
  "texts.probability": "Probability",
  "texts.sentence": "A sentence with one word in [brackets]",
  "texts.prepared": "For example:",
  "texts.fill": "Ask",
  "texts.wrong.sentence": "Put one word in [brackets] and leave some English words around it.",
  "texts.wrong.sentence.long": "The sentence is too long: it may have up to 29 tokens.",

  "texts.loss": "Loss, nats a token",
  "texts.loss.none": "There are {vocabulary} tokens. Whoever knows nothing at all has a loss of {blind}.",
  "texts.loss.recorded":
    "Recorded, over {steps} steps: from that of whoever knows nothing, {blind}, to {loss} nats a token. Pretrain one yourself.",
  "texts.loss.now": "Now {loss} nats a token, over the last batches.",
  "texts.loss.told": "On unseen texts {loss} nats a token; {accuracy} of the hidden tokens are told right.",
  "texts.loss.bits": "On unseen texts {loss} nats a token, which is {bits} bits per character.",

  "texts.ladder": "Bits per character",
  "texts.ladder.unigram": "Frequency of tokens",
  "texts.ladder.xz": "Packed by xz",
  "texts.ladder.bigram": "Counted pairs",
  "texts.ladder.trigram": "Counted triples",
  "texts.ladder.fivegram": "Counted fives",
  "texts.ladder.model": "This model",
  "texts.ladder.about":
    "Fewer bits: the next token of unseen texts comes as less of a surprise. All have read the same texts; counting three tokens in a row is hard to beat.",
  "texts.ladder.recorded":
    "Fewer bits: the next token of unseen texts comes as less of a surprise. The model's is recorded, after 3,162 steps: ahead of counted pairs and of xz, behind counted triples.",
  "texts.ladder.writes": "What counting five tokens in a row writes: “{text}”",

  "texts.shallow": "Does it follow? Without reading",
  "texts.shallow.about":
    "Both halves of a text are about as long, so if another one’s second half may have any length, the two lengths alone nearly tell. Here it has exactly the same length: what the model is ahead of chance, it has from the words. Recorded on test texts.",
  "texts.shallow.any.lengths": "Any length: the two lengths",
  "texts.shallow.any.overlap": "Any length: shared words",
  "texts.shallow.same.lengths": "Same length: the two lengths",
  "texts.shallow.same.overlap": "Same length: shared words",
  "texts.shallow.model": "Same length: this model",
  "texts.bought": "What did it buy?",
  "texts.bought.none":
    "Once it is pretrained: which of eight kinds of things does a definition define, learned from so few labels?",
  "texts.bought.ready":
    "Which of eight kinds of things does a definition define? Learn it from {labels} labels, and compare.",
  "texts.bought.weighing": "Learning from {labels} labels, the controls first.",
  "texts.bought.about":
    "Test accuracy from {labels} labels, one draw of them: no interval, so small differences say nothing. Chance is 12.5%.",
  "texts.weigh": "Compare",
  "texts.mode": "Method",
  "texts.accuracy": "Accuracy",
  "texts.mode.probe_random": "Probe, untrained encoder",
  "texts.mode.naive_bayes": "Counted tokens, naive Bayes",
  "texts.mode.tf_idf": "Counted tokens, tf-idf",
  "texts.mode.lsa": "Probe, 64 directions of tf-idf (LSA)",
  "texts.mode.probe": "Probe, this encoder",
  "texts.mode.lp_ft": "Probe, then fine-tune",
  "texts.board": "Which task transfers?",
  "texts.board.about":
    "Test accuracy from {labels} labels. Recorded: mean and 95% interval over {seeds} seeds, each with labels of its own. Full: after pretraining; hollow: controls, without any. Chance is 12.5%.",
  "texts.board.here":
    "Test accuracy from {labels} labels. Recorded: mean and 95% interval over {seeds} seeds, each with labels of its own; small: yours. Full: after pretraining; hollow: controls, without any. Chance is 12.5%.",
  "texts.board.labels": "Labels that were learned from",
  "texts.board.own": "Here",
  "texts.board.name": "{task} · {mode}",
  "texts.board.probe": "probe",
  "texts.board.lp_ft": "probe, then fine-tune",
  "texts.board.supervised.next_token": "From scratch, reading forwards",
  "texts.board.supervised.masked_tokens": "From scratch, reading both ways",
  "texts.board.probe_random.next_token": "Probe, untrained, reading forwards",
  "texts.board.probe_random.masked_tokens": "Probe, untrained, reading both ways",
  "texts.pytorch": "The same loss in PyTorch",
  "texts.pytorch.about":
    "Give this program the weights of the model and the texts: it reads all test texts and comes to the loss above.",
  "texts.save.weights": "Save the weights",
  "texts.save.texts": "Save the texts",
  "texts.honest":
    "The definitions are WordNet 3.1's. The model has 235,138 weights, far too few to know anything; what it shows is the way. Counting words is a strong control: look at it before you believe the others.",

  // Of the reader's own.
  "texts.next_token.lede.own":
    "GPT's pretext task. A small transformer reads your texts and guesses each next piece of one. Nobody tells it what they mean.",
  "texts.masked_tokens.lede.own":
    "BERT's pretext task. In each of your texts some pieces are hidden, and a small transformer guesses them from both sides.",
  "texts.next_sentence.lede.own":
    "BERT's second pretext task, trained along with hidden tokens. In half of your texts another one's second half stands in place of its own, of exactly the same length where there is one.",
  "texts.atlas.first.own":
    "{n} test texts by an untrained model: words that are alike lie together already. How does it look once it is trained?",
  "texts.atlas.both.own":
    "{n} test texts by the two principal components of the model’s features, which has never been told their classes. The percentage counts: how many are told by their ten nearest neighbours in the whole space.",
  "texts.honest.own":
    "A model this small can know little; what it shows is the way. Counting words is a strong control: look at it before you believe the others.",
  "texts.idle.own":
    "The code, about 0.2 MB, is fetched when you begin. Your texts and what you type never leave this page.",
  "texts.bought.none.own": "Once it is pretrained: which class does a text belong to, learned from so few labels?",
  "texts.bought.ready.own": "Which class does a text belong to? Learn it from {labels} labels, and compare.",
  "texts.bought.weighing.own": "Learning from {labels} labels, the controls first.",
  "texts.bought.about.own":
    "Test accuracy from {labels} labels, one draw of them: no interval, so small differences say nothing. With classes of the same size chance is {chance}.",

  "texts.atlas.own": "Map of texts",
  "texts.samples.none": "Pretrain it, and here stands what it writes, with the same random numbers each time.",
  "texts.guesses.none": "Pretrain it, and here stands what it takes a hidden word for.",
  "texts.source": "Texts: {whose}",
  "texts.source.next": "Texts: {whose}; {next} at the next start",
  "texts.set": "Texts",
  "texts.about": "{pretext} texts to learn from, {test} to test; {vocabulary} tokens.",
  "texts.about.none": "Without classes: nothing is transferred.",
  "texts.about.definitions": "40,657 definitions of WordNet 3.1 to learn from, 1,600 to test, 8 classes; 2,048 tokens.",
  "texts.file": "A file of your own",
  "texts.file.hint":
    "A .txt with a text a line, or a .csv: texts in its first column or one called “text”, classes in its second or one called “label”, or none. UTF-8, up to 20 MB, 20 texts or more; a tenth of them is kept for the test. Or drop it on the page.",
  "texts.tokenizer": "Cut into",
  "texts.tokenizer.bpe": "Pieces of words (BPE, up to 2,048)",
  "texts.tokenizer.bytes": "Bytes",
  "texts.tokenizer.hint":
    "Of your own texts. Pieces are learned from them; bytes need nothing to be learned, know every character, and make texts several times as long.",
};
