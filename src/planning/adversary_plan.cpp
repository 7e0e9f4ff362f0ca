#include "planning/adversary_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "pretext/layers.hpp"

namespace pretext {

namespace {

const Item* imitation_of(const Task& task) {
  const auto found = std::ranges::find(task.transform, "imitate", &Item::kind);
  return found == task.transform.end() ? nullptr : &*found;
}

}  // namespace

bool is_adversarial(const Task& task) { return imitation_of(task) != nullptr; }

Failure check_adversary(const Spec& spec, const ExampleForm& form) {
  const Task& task = spec.task;
  if (imitation_of(task) != &task.transform.back()) {
    return refused("task.transform", "'imitate' must be the last op: what it puts in is not changed any more.");
  }
  if (task.predict != Predict::choice || form.classes != 2) {
    return refused("task.predict", "'imitate' needs 'choice', and no other op that chooses.");
  }
  if (spec.data.pixels == "raw") {
    return refused("task.transform", "'imitate' makes values from 0 to 1, expected 'unit' as 'data.pixels'.");
  }
  return {};
}

void plan_generator(const Task& task, PretextPlan& plan) {
  const Item& item = *imitation_of(task);
  const auto codes = static_cast<int>(item.values[0]);
  const auto filters = static_cast<int>(item.values[1]);
  const Shape image = plan.network->in();
  const auto half = [](int side) { return (side + 1) / 2; };
  const Shape halved{half(image.h), half(image.w), filters};
  auto layers = std::make_unique<Sequence>();
  layers->add("generator1", dense(Shape{half(halved.h), half(halved.w), filters}));
  layers->add("", relu());
  layers->add("generator2", resized_conv_block(halved.h, halved.w, {.filters = filters, .kernel = 3, .exact = true}));
  layers->add("generator3",
              resized_conv_block(image.h, image.w, {.filters = image.c, .kernel = 3, .relu = false, .exact = true}));
  layers->add("", sigmoid());
  plan.decoder = std::make_unique<Network>(std::move(layers), Shape{1, 1, codes}, plan.network->max_batch());
  plan.params.append(plan.decoder->params());
}

}  // namespace pretext
