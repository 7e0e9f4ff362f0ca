#include "planning/variational_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "pretext/layers.hpp"

namespace pretext {

namespace {

constexpr const char* latent_name = "latent";

const Item* term_of(const Task& task, std::string_view kind) {
  const auto found = std::ranges::find(task.loss, kind, &Item::kind);
  return found == task.loss.end() ? nullptr : &*found;
}

/// The place of the layer of that name.
int place_of(const Sequence& layers, std::string_view name) {
  int place = 0;
  while (layers.step(place).name != name) ++place;
  return place;
}

}  // namespace

bool is_variational(const Task& task) {
  const bool values = term_of(task, "bernoulli") != nullptr && task.predict != Predict::mask;
  return values || term_of(task, "kl") != nullptr ||
         std::ranges::find(task.head, latent_name, &Item::kind) != task.head.end();
}

Failure check_variational(const Spec& spec, const ExampleForm& form) {
  const Task& task = spec.task;
  const bool bernoulli = term_of(task, "bernoulli") != nullptr;
  const bool squared = term_of(task, "squared") != nullptr;
  if (task.predict != Predict::source || form.chroma) {
    return refused("task.predict", "'latent', 'kl' and 'bernoulli' need 'source', the whole image.");
  }
  if (term_of(task, "kl") == nullptr || task.loss.size() != 2 || bernoulli == squared) {
    return refused("task.loss", "'latent' needs 'kl', and 'bernoulli' or 'squared' beside it.");
  }
  if (std::ranges::count(task.head, latent_name, &Item::kind) != 1 || task.head.back().kind == latent_name) {
    return refused("task.head", "'kl' needs one layer 'latent', and others behind it.");
  }
  if (bernoulli && task.head.back().kind != "sigmoid") {
    return refused("task.head", "'bernoulli' needs 'sigmoid' as the last layer.");
  }
  if (bernoulli && spec.data.pixels == "raw") {
    return refused("task.loss", "'bernoulli' needs values from 0 to 1, expected 'unit' as 'data.pixels'.");
  }
  if (squared && term_of(task, "squared")->values[0] != 1) {
    return refused("task.loss", "beside 'kl' the weight of 'squared' is 1; weigh 'kl' instead.");
  }
  return {};
}

void plan_variational(const Task& task, std::unique_ptr<Sequence> whole, std::unique_ptr<Sequence> again,
                      PretextPlan& plan) {
  const int most = plan.network->max_batch();
  const int place = place_of(*whole, latent_name);
  const int latents = static_cast<int>(plan.network->layers().step(place).plan.out.size());
  whole->truncate(place);
  whole->add(latent_name, dense(2 * latents));
  plan.coder = std::make_unique<Network>(std::move(whole), plan.network->in(), most);
  const bool bernoulli = term_of(task, "bernoulli") != nullptr;
  if (bernoulli) again->truncate(again->length() - 1);  // the loss takes logits
  again->skip(place + 1);
  plan.decoder = std::make_unique<Network>(std::move(again), Shape{1, 1, latents}, most);
  plan.variational = {.coder = plan.coder.get(),
                      .decoder = plan.decoder.get(),
                      .bernoulli = bernoulli,
                      .kl = static_cast<float>(term_of(task, "kl")->values[0])};
}

}  // namespace pretext
