#include "planning/pretext_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "planning/adversary_plan.hpp"
#include "planning/networks.hpp"
#include "planning/variational_plan.hpp"
#include "pretext/layers.hpp"
#include "pretext/op.hpp"
#include "sources/composed.hpp"

namespace pretext {

namespace {

/// A row's four examples: its four turns, or four draws of whatever else is done to it.
constexpr std::uint32_t examples_of_row = 4;

/// What classes and predictions are kept in: a byte.
constexpr int most_choices = 256;

/// Colours that 'colour_classes' tells apart.
constexpr int colour_classes = std::tuple_size_v<ColourWeights>;

/// What variants of inputs may be told apart while none of them is asked about, so that counting them ends.
constexpr int most_variants = 65536;

/// Whether what is asked can be asked of what the ops make.
Failure check_question(const Task& task, const Form& form) {
  const auto refuse = [](const std::string& sentence) { return refused("task.predict", sentence); };
  switch (task.predict) {
    case Predict::choice:
      if (form.choices == 1) return refuse("'choice' needs an op that chooses, such as 'turn'.");
      if (form.choices <= most_choices) break;
      return refuse("the ops choose among " + std::to_string(form.choices) + " variants, expected at most " +
                    std::to_string(most_choices) + ".");
    case Predict::changed:
      if (form.in_place && !task.transform.empty()) break;
      return refuse("'changed' needs ops that change pixels and leave them where they are, such as 'erase'.");
    case Predict::pair:
      if (form.views == 2) break;
      return refuse("'pair' needs two views of an image, such as 'twice' makes; found " + std::to_string(form.views) +
                    ".");
    case Predict::token:
      if (form.vocabulary > 0 && !task.transform.empty()) break;
      return refuse("'token' needs an op that asks for tokens, such as 'shift'.");
    case Predict::box:
    case Predict::mask:
      if (form.placed) break;
      return refuse("'" + std::string(name(task.predict)) +
                    "' needs an image on a canvas, such as 'clutter' makes as the last op.");
    case Predict::source:
    case Predict::label: break;
  }
  return {};
}

int at(const Item& item, std::size_t field) { return static_cast<int>(item.values[field]); }

/// Whether colours are told apart as classes.
bool tells_colours(const Task& task) { return !task.loss.empty() && task.loss[0].kind == "colour_classes"; }

/// What an outermost dense layer has to give.
int asked_values(const Task& task, const ExampleForm& form) {
  if (tells_colours(task)) return form.target.h * form.target.w * colour_classes;
  constexpr int embedding = 64;
  switch (task.predict) {
    case Predict::choice:
    case Predict::label: return form.classes;
    case Predict::source:
    case Predict::changed:
    case Predict::box:
    case Predict::mask: return static_cast<int>(form.target.size());
    case Predict::pair: return embedding;
    case Predict::token: break;
  }
  return 0;
}

/// Ever finer convolutions, the last of which tells each pixel of a square of that side (after Long, Shelhamer and
/// Darrell, "Fully convolutional networks for semantic segmentation", CVPR 2015).
std::vector<Item> mask_head(int side) {
  const int half = side / 2;
  const int quarter = side / 4;
  return {{"resize", {static_cast<double>(quarter)}}, {"conv", {32, 3, 1, 1, 1}},
          {"resize", {static_cast<double>(half)}},    {"conv", {16, 3, 1, 1, 1}},
          {"resize", {static_cast<double>(side)}},    {"conv", {1, 3, 1, 1, 0}}};
}

std::vector<Item> head_of(const Task& task, const ExampleForm& form) {
  if (!task.head.empty()) return task.head;
  const double asked = 0;
  switch (task.predict) {
    case Predict::choice:
      if (form.views == 1) return {{"conv", {16, 3, 2, 1, 1}}, {"dense", {asked}}};
      return {{"dense", {64}}, {"relu", {}}, {"dense", {asked}}};
    case Predict::box: return {{"dense", {64}}, {"relu", {}}, {"dense", {asked}}};
    case Predict::mask: return mask_head(form.target.h);
    case Predict::pair: return {{"dense", {256}}, {"relu", {}}, {"dense", {asked}}};
    case Predict::source: {
      if (!form.chroma) break;
      const double side = form.target.h;
      const int half_side = form.target.h / 2;
      const double half = half_side;
      const double values = tells_colours(task) ? colour_classes : 2;
      return {{"resize", {half}},
              {"conv", {32, 3, 1, 1, 1}},
              {"resize", {side}},
              {"conv", {32, 3, 1, 1, 1}},
              {"conv", {values, 1, 1, 1, 0}}};
    }
    case Predict::changed:
    case Predict::label:
    case Predict::token: break;
  }
  return {{"dense", {asked}}};
}

/// Heads and critics see what encoders and decoders make, which is as uneven as raw pixels.
ConvSpec conv_of(const Item& item) {
  return {.filters = at(item, 0),
          .kernel = at(item, 1),
          .stride = at(item, 2),
          .relu = at(item, 4) != 0,
          .pool = at(item, 3),
          .exact = true};
}

std::unique_ptr<Layer> layer_of(const Item& item, int asked) {
  if (item.kind == "conv") return conv_block(conv_of(item));
  if (item.kind == "resize") return resize(at(item, 0), at(item, 0));
  if (item.kind == "average_pool") return global_average_pool();
  if (item.kind == "relu") return relu();
  if (item.kind == "sigmoid") return sigmoid();
  if (item.kind == "latent") return latent(at(item, 0));
  return dense(at(item, 0) == 0 ? asked : at(item, 0));
}

/// The side that a conv layer leaves of one, 0 or less if nothing.
int side_after(const Item& item, int side) { return (side + at(item, 2) - 1) / at(item, 2) / at(item, 3); }

/// Whether what is predicted can be trained in that way.
Failure check_training(const Spec& spec) {
  const bool values = spec.task.predict == Predict::source || spec.task.predict == Predict::changed;
  const std::string predicted = "where '" + std::string(name(spec.task.predict)) + "' is predicted";
  if (spec.task.predict == Predict::pair && spec.pretext.batch < 2) {
    return Error{ErrorCode::bad_spec, "spec: 'pretext.batch' must be at least 2 " + predicted + "."};
  }
  if (values && spec.pretext.stop == "training_accuracy") {
    return Error{ErrorCode::bad_spec,
                 "spec: 'pretext.stop' can't be 'training_accuracy' " + predicted + ": it has no accuracy."};
  }
  return {};
}

/// Whether the head takes what the encoder gives it and gives what is asked.
Failure check_head(const Task& task, const ExampleForm& form, Shape in) {
  const std::vector<Item> head = head_of(task, form);
  const int asked = asked_values(task, form);
  Shape shape = in;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const Item& item = head[i];
    if (item.kind == "conv") {
      shape = {side_after(item, shape.h), side_after(item, shape.w), at(item, 0)};
    } else if (item.kind == "resize") {
      shape = {at(item, 0), at(item, 0), shape.c};
    } else if (item.kind == "average_pool") {
      shape = {1, 1, shape.c};
    } else if (item.kind == "latent") {
      shape = {1, 1, at(item, 0)};
    } else if (item.kind == "dense") {
      shape = {1, 1, at(item, 0) == 0 ? asked : at(item, 0)};
    }
    const std::string field = "task.head." + std::to_string(i);
    if (shape.h <= 0 || shape.w <= 0) {
      return refused(field, "'" + item.kind + "' leaves nothing; expected a smaller stride or pool.");
    }
    if (shape.size() > 65536) {
      return refused(field,
                     "'" + item.kind + "' gives " + std::to_string(shape.size()) + " values, expected at most 65536.");
    }
  }
  const bool any = task.predict == Predict::pair;
  if (any || shape.size() == static_cast<std::size_t>(asked)) return {};
  return refused("task.head",
                 "it gives " + std::to_string(shape.size()) + " values, expected " + std::to_string(asked) + ".");
}

bool reconstructs(std::string_view term) { return term == "squared" || term == "content" || term == "adversarial"; }

/// How much a term counts; 0 if it is not among those of the task.
float weight_of(const Task& task, std::string_view term) {
  const auto found = std::ranges::find(task.loss, term, &Item::kind);
  return found == task.loss.end() ? 0.0f : static_cast<float>(found->values[0]);
}

/// The critic of whole images: convolutions 32/2 and 32 with pools, one output.
std::unique_ptr<Sequence> critic_layers() {
  auto layers = std::make_unique<Sequence>();
  layers->add("critic1", conv_block({.filters = 32, .kernel = 3, .stride = 2, .pool = 2, .exact = true}));
  layers->add("critic2", conv_block({.filters = 32, .kernel = 3, .stride = 1, .pool = 2, .exact = true}));
  layers->add("critic3", dense(1));
  return layers;
}

/// Plans the networks that the terms of a reconstruction need beside the one that reconstructs.
Failure plan_terms(const Spec& spec, DataForm data, PretextPlan& plan) {
  const Task& task = spec.task;
  const Shape image = data.image;
  const int most = plan.network->max_batch();
  plan.terms.pixels = task.loss.empty() ? 1.0f : weight_of(task, "squared");
  plan.terms.content = weight_of(task, "content");
  plan.terms.adversarial = weight_of(task, "adversarial");
  if (plan.source->form().chroma && (plan.terms.adversarial > 0 || plan.terms.content > 0)) {
    return refused("task.loss", "'content' and 'adversarial' judge whole images, but only their chroma is asked for.");
  }
  if (plan.terms.adversarial > 0) {
    if (std::min(image.h, image.w) < 8) return refused("task.loss", "'adversarial' needs images of at least 8 x 8.");
    plan.critic = std::make_unique<Network>(critic_layers(), image, most);
    plan.params.append(plan.critic->params());
  }
  if (plan.terms.content > 0) {
    auto block = encoder_layers(spec);
    block->truncate(1);
    plan.content = std::make_unique<Network>(std::move(block), image, most);
    Spec rotation = spec;
    rotation.task = Spec{}.task;
    Result<PretextPlan> teacher = plan_pretext(rotation, data);
    if (!teacher) return teacher.error();
    plan.teacher = std::make_unique<PretextPlan>(std::move(*teacher));
  }
  return {};
}

}  // namespace

Error refused(const std::string& field, const std::string& sentence) {
  return {ErrorCode::bad_spec, "spec: '" + field + "': " + sentence};
}

Result<Loss> loss_of(const Task& task, const ExampleForm& form, float white) {
  std::string expected;
  const Item* first = task.loss.empty() ? nullptr : task.loss.data();
  switch (task.predict) {
    case Predict::choice:
    case Predict::label:
      if (first == nullptr || (task.loss.size() == 1 && first->kind == "cross_entropy")) return Loss(CrossEntropy{});
      expected = "'cross_entropy' alone";
      break;
    case Predict::box:
      if (first == nullptr || (task.loss.size() == 1 && *first == Item{"squared", {1}})) return Loss(BoxError{});
      expected = "'squared' of weight 1 alone";
      break;
    case Predict::mask:
      if (first == nullptr || (task.loss.size() == 1 && first->kind == "bernoulli")) return Loss(MaskError{});
      expected = "'bernoulli' alone";
      break;
    case Predict::source:
    case Predict::changed:
      if (std::ranges::all_of(task.loss, [](const Item& term) { return reconstructs(term.kind); })) {
        return Loss(SquaredError{});
      }
      if (tells_colours(task) && task.loss.size() == 1) {
        if (form.chroma) return Loss(ColourClasses{nullptr, white});
        return refused("task.loss", "'colour_classes' tells chroma, which 'source' asks for after 'lightness' alone.");
      }
      if (is_variational(task)) return Loss(SquaredError{});
      expected = "'squared', 'content' or 'adversarial'";
      break;
    case Predict::pair:
      if (first == nullptr) return Loss(Contrast{});
      if (task.loss.size() == 1 && (first->kind == "nt_xent" || first->kind == "dcl")) {
        return Loss(Contrast{first->kind == "dcl", static_cast<float>(first->values[0])});
      }
      expected = "'nt_xent' or 'dcl' alone";
      break;
    case Predict::token:
      if (first == nullptr) return Loss(CrossEntropy{});
      expected = "nothing: the loss of tokens is always the same";
      break;
  }
  return refused("task.loss",
                 "where '" + std::string(name(task.predict)) + "' is predicted, expected " + expected + ".");
}

std::unique_ptr<Objective> PretextPlan::objective(const Spec::Training& training,
                                                  std::span<const float> content_weights) const {
  if (heads) return heads->objective(*source);
  if (const Contrast* terms = std::get_if<Contrast>(&loss)) {
    return contrast(*network, *source, *terms, training.batch, training.micro_batch);
  }
  if (coder) return pretext::variational(*network, *source, variational);
  if (decoder) return adversary(*network, *source, *decoder);
  const bool plain = terms.pixels == 1 && !critic && !content;
  if (!std::holds_alternative<SquaredError>(loss) || plain) return prediction(*network, *source, loss);
  Reconstruction judged = terms;
  judged.critic = critic.get();
  judged.content_network = content.get();
  judged.content_weights = content_weights;
  return reconstruction(*network, *source, judged);
}

const Source& PretextPlan::asked(std::span<const float> weights, std::unique_ptr<Source>& made) const {
  if (!adversarial()) return *source;
  made = imitations(*source, *decoder, weights.last(decoder->params().floats()));
  return *made;
}

Failure check_encoder(const Spec& spec, Shape image, const char* what) {
  int side = std::min(image.h, image.w);
  for (std::size_t i = 0; i < spec.encoder.size(); ++i) {
    const Spec::Block& block = spec.encoder[i];
    side = (side + block.stride - 1) / block.stride / block.pool;
    if (side == 0) {
      return Error{ErrorCode::bad_spec, "spec: 'encoder." + std::to_string(i) + "' leaves nothing of " + what +
                                            "; expected a smaller stride or pool."};
    }
  }
  return {};
}

Result<std::unique_ptr<Source>> plan_source(const Task& task, DataForm data, float white,
                                            std::uint32_t examples_per_row, int vocabulary) {
  Form form;
  form.view = form.source = data.image;
  form.white = white;
  form.vocabulary = vocabulary;
  const Form original = form;
  std::size_t largest = form.size();
  std::vector<std::unique_ptr<Op>> ops;
  for (std::size_t i = 0; i < task.transform.size(); ++i) {
    const Item& item = task.transform[i];
    const auto is_it = [&](const OpEntry& entry) { return entry.kind.name == item.kind; };
    if (vocabulary > 0 && std::ranges::none_of(text_ops(), is_it)) {
      return refused("task.transform." + std::to_string(i), "'" + item.kind + "' is for images, not for texts.");
    }
    std::unique_ptr<Op> op = op_named(item.kind)->make(item.values);
    form.placed = false;  // whatever moves pixels moves the image away from where it was noted
    const Result<Form> planned = op->plan(form);
    if (!planned) {
      return refused("task.transform." + std::to_string(i), "'" + item.kind + "' " + planned.error().message);
    }
    form = *planned;
    if (form.choices > most_variants) {
      return refused("task.transform." + std::to_string(i),
                     "the ops up to here choose among " + std::to_string(form.choices) +
                         " variants, expected at most " + std::to_string(most_variants) + ".");
    }
    largest = std::max(largest, form.size());
    ops.push_back(std::move(op));
  }
  if (const Failure failure = check_question(task, form)) return *failure;
  return std::unique_ptr<Source>(std::make_unique<Composed>(std::move(ops), original, form, largest, task.predict,
                                                            examples_per_row, data.classes));
}

void add_head(Sequence& layers, const Spec& spec, const ExampleForm& form, int blocks) {
  const std::vector<Item> head = head_of(spec.task, form);
  const auto dense_layers = std::ranges::count(head, "dense", &Item::kind);
  int convs = blocks;
  int denses = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const bool resized = head[i].kind == "resize" && i + 1 < head.size() && head[i + 1].kind == "conv";
    const int side = resized ? at(head[i++], 0) : 0;
    const Item& item = head[i];
    std::string name;
    if (item.kind == "conv") name = "conv" + std::to_string(++convs);
    if (item.kind == "latent") name = item.kind;
    if (item.kind == "dense") name = dense_layers == 1 ? "dense" : "dense" + std::to_string(++denses);
    layers.add(std::move(name),
               resized ? resized_conv_block(side, side, conv_of(item)) : layer_of(item, asked_values(spec.task, form)));
  }
}

Task written_out(const Task& task, const ExampleForm& form) {
  Task whole = task;
  whole.head = head_of(task, form);
  if (!task.loss.empty()) return whole;
  const auto term = [&](std::string_view name) {
    const auto kind = std::ranges::find(term_kinds(), name, &Kind::name);
    whole.loss = {{kind->name, fallbacks(*kind)}};
  };
  switch (task.predict) {
    case Predict::choice:
    case Predict::label: term("cross_entropy"); break;
    case Predict::source:
    case Predict::changed:
    case Predict::box: term("squared"); break;
    case Predict::mask: term("bernoulli"); break;
    case Predict::pair: term("nt_xent"); break;
    case Predict::token: term("cross_entropy"); break;
  }
  return whole;
}

Result<PretextPlan> plan_pretext(const Spec& spec, DataForm data) {
  const Shape image = data.image;
  if (const Failure failure = check_training(spec)) return *failure;
  const float white = spec.data.pixels == "raw" ? 255.0f : 1.0f;
  Result<std::unique_ptr<Source>> source = plan_source(spec.task, data, white, examples_of_row);
  if (!source) return source.error();
  const ExampleForm form = (*source)->form();
  const Shape view{form.input.h / form.views, form.input.w, form.input.c};
  if (const Failure failure = check_encoder(spec, view, view == image ? "the image" : "a view")) return *failure;
  Result<Loss> loss = loss_of(spec.task, form, white);
  if (!loss) return loss.error();

  const bool coded = is_variational(spec.task);
  if (coded) {
    if (const Failure failure = check_variational(spec, form)) return *failure;
  }
  if (is_adversarial(spec.task)) {
    if (const Failure failure = check_adversary(spec, form)) return *failure;
  }

  const bool one_by_one = spec.task.predict == Predict::pair;
  const Shape encoded = Network(encoder_layers(spec), view, 1).out();
  const int together = one_by_one ? 1 : form.views;
  if (const Failure failure = check_head(spec.task, form, {together * encoded.h, encoded.w, encoded.c})) {
    return *failure;
  }
  const auto whole = [&] {
    auto layers = encoder_layers(spec);
    const int blocks = layers->length();
    if (together > 1) {
      auto all = std::make_unique<Sequence>();
      all->add("", each(together, std::move(layers)));
      layers = std::move(all);
    }
    add_head(*layers, spec, form, blocks);
    return layers;
  };

  const int samples = (one_by_one ? form.views : 1) * spec.pretext.micro_batch;
  PretextPlan plan;
  if (auto* const told = std::get_if<ColourClasses>(&*loss)) {
    plan.colours = std::make_unique<ColourWeights>();
    plan.colours->fill(1.0f);
    told->weights = plan.colours.get();
  }
  plan.image = image;
  plan.source = std::move(*source);
  plan.loss = *loss;
  plan.network = std::make_unique<Network>(whole(), one_by_one ? view : form.input, std::max(samples, rows_per_pass));
  plan.params = plan.network->params();
  if (coded) plan_variational(spec.task, whole(), whole(), plan);
  if (is_adversarial(spec.task)) plan_generator(spec.task, plan);
  if (const Failure failure = plan_terms(spec, data, plan)) return *failure;
  return plan;
}

}  // namespace pretext
