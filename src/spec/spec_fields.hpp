#pragma once

#include <initializer_list>

#include "pretext/op.hpp"
#include "pretext/spec.hpp"

namespace pretext {

using Choices = std::initializer_list<const char*>;

inline constexpr Choices predictions{"choice", "source", "changed", "pair", "label", "box", "mask", "token"};

/// The kinds of ops as words of the grammar.
inline std::vector<Kind> op_kinds() {
  std::vector<Kind> kinds;
  for (const OpEntry& entry : ops()) kinds.push_back(entry.kind);
  for (const OpEntry& entry : text_ops()) kinds.push_back(entry.kind);
  return kinds;
}

/// The fields of a composed task.
template <class Visitor>
void visit_task(Visitor& v, Task& task) {
  v.items("transform", "op", op_kinds(), task.transform, 16, "what is done to an image, one after another");
  std::string predict = name(task.predict);
  v.required_choice("predict", predict, predictions, "what is asked about it");
  for (const Predict each : all_predictions) task.predict = predict == name(each) ? each : task.predict;
  v.items("head", "layer", layer_kinds(), task.head, 12, "layers that are thrown away; as 'predict' has it if empty");
  v.items("loss", "term", term_kinds(), task.loss, 3, "what is lowered; as 'predict' has it if empty");
}

/// The one list of a spec's fields with their bounds. A visitor reads, writes or describes them: it has text(),
/// integer(), real(), flag(), choice(), required_choice(), object(), array(), items(), task() and later(): fields that
/// older specs do not have are written only where they say something, so that those keep their text and its digest.
template <class Visitor>
void visit_rows(Visitor& v, Spec::Rows& rows) {
  v.integer("from", rows.from, 0, 59999, "first row of the split");
  v.integer("count", rows.count, 1, 60000, "number of rows");
}

enum class Training { pretext, transfer, supervised };

template <class Visitor>
void visit_training(Visitor& v, Spec::Training& t, Training of) {
  v.choice("optimiser", t.optimiser, {"adam", "sgd", "adamw"}, "update rule");
  v.real("learning_rate", t.learning_rate, 1e-7, 1000.0, "step size");
  v.real("momentum", t.momentum, 0.0, 0.999, "of sgd");
  v.later(t.beta1 != 0, [&](Visitor& f) {
    f.real(
        "beta1", t.beta1, 0.0, 0.999,
        "of adam: how much earlier gradients count; 0: 0.9, or 0.5 where a generator is trained against the network");
  });
  v.later(t.optimiser == "adamw" && t.weight_decay != Spec::Training{}.weight_decay, [&](Visitor& f) {
    f.real("weight_decay", t.weight_decay, 0.0, 1.0,
           "of adamw: how much of matrices goes with each step, times the rate");
  });
  v.integer("batch", t.batch, 1, 1024, "rows per update");
  v.integer("micro_batch", t.micro_batch, 1, 64, "rows of one pass; the order of summation depends on it");
  v.integer("epochs", t.epochs, 1, 1000, "passes over the training rows, at most");
  // Who says how to train and names no limit of updates wants none, as before there was one by default.
  v.only_by_default("steps", t.steps);
  v.later(t.steps != 0,
          [&](Visitor& f) { f.integer("steps", t.steps, 0, 1000000, "updates, at most; 0 for no limit"); });
  v.later(t.schedule != "constant", [&](Visitor& f) {
    f.choice("schedule", t.schedule, {"constant", "cosine", "linear"},
             "how the learning rate goes on after the warm-up");
  });
  v.later(t.warm_up != 0, [&](Visitor& f) {
    f.real("warm_up", t.warm_up, 0.0, 0.5, "share of the steps in which the learning rate rises");
  });
  if (of == Training::pretext) {
    v.choice("order", t.order, {"shuffled", "stored", "first_last"}, "order of the rows in an epoch");
  } else {
    v.choice("order", t.order, {"shuffled", "stored", "first_last", "dealt"},
             "order of the rows in an epoch; dealt: drawn by the seed as in a study, and shuffled");
  }
  if (of == Training::transfer)
    v.flag("standardise", t.standardise, "features by their mean and deviation over the unlabelled images");
  v.real("held_out", t.held_out, 0.0, 0.9, "last part of the rows that is kept for validation");
  v.choice("stop", t.stop, {"never", "training_accuracy", "validation_loss"},
           "what must improve for training to go on");
  v.integer("patience", t.patience, 1, 1000, "epochs without improvement after which training stops");
}

template <class Visitor>
void visit_spec(Visitor& v, Spec& spec) {
  v.text("name", spec.name, 40, "what to call the experiment");
  v.integer("seed", spec.seed, 0, 4294967295u, "all random numbers follow from it");
  v.task("task", spec.task, "pretext task: a name, or a description");
  v.object("data", [&](Visitor& data) {
    data.object("unlabelled", [&](Visitor& rows) { visit_rows(rows, spec.data.unlabelled); });
    data.object("labelled", [&](Visitor& rows) { visit_rows(rows, spec.data.labelled); });
    data.object("test", [&](Visitor& rows) { visit_rows(rows, spec.data.test); });
    data.later(spec.data.set != "mnist", [&](auto& f) {
      f.choice("set", spec.data.set, {"mnist", "emoji", "definitions", "own"},
               "the set of images, or of texts; own: the reader's");
    });
    data.choice("pixels", spec.data.pixels, {"unit", "raw"}, "0 to 1, or 0 to 255");
  });
  v.later(spec.downstream != "label", [&](Visitor& f) {
    f.choice("downstream", spec.downstream, {"label", "box", "mask"},
             "what a study's cells learn after pretraining: labels, or where images lie on canvases");
  });
  v.array("encoder", spec.encoder, 1, 12, [](auto& item, Spec::Block& block) {
    item.integer("filters", block.filters, 1, 256, "output channels");
    item.integer("kernel", block.kernel, 1, 7, "side of the convolution kernel");
    item.integer("stride", block.stride, 1, 4, "of the convolution");
    item.integer("pool", block.pool, 1, 4, "side and stride of the pooling window, 1 for none");
  });
  v.later(of_texts(spec.task), [&](Visitor& f) {
    f.object("transformer", [&](Visitor& t) {
      Spec::Transformer& of = spec.transformer;
      t.integer("width", of.width, 8, 256, "of a place's vector; a multiple of 8 and of the heads");
      t.integer("blocks", of.blocks, 1, 6, "of attention and two dense layers");
      t.integer("heads", of.heads, 1, 16, "of attention");
      t.integer("inner", of.inner, 8, 1024, "units of a block's first dense layer");
      t.integer("context", of.context, 8, 256, "places of a text, start and separator included");
    });
  });
  v.object("pretext", [&](Visitor& t) { visit_training(t, spec.pretext, Training::pretext); });
  v.object("transfer", [&](Visitor& t) { visit_training(t, spec.transfer, Training::transfer); });
  v.object("supervised", [&](Visitor& t) { visit_training(t, spec.supervised, Training::supervised); });
}

}  // namespace pretext
