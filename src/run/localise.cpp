#include "pretext/localise.hpp"

#include <algorithm>

#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

constexpr std::uint32_t most_rows = 1000;

Error refused_question(const char* sentence) {
  return {ErrorCode::bad_spec, std::string("localise: expected ") + sentence};
}

/// Whether the head ends as class activation maps need it.
bool pools_before_classes(const Task& task) {
  const std::size_t n = task.head.size();
  return task.predict == Predict::label && n >= 2 && task.head[n - 2].kind == "average_pool" &&
         task.head[n - 1].kind == "dense";
}

/// Appends the class activation map of a class: of `map`, c values for each place, by `kernel` (c x classes).
void add_activation(std::span<const float> map, std::span<const float> kernel, std::size_t classes, std::size_t of,
                    std::vector<float>& maps) {
  const std::size_t channels = kernel.size() / classes;
  for (std::size_t at = 0; at < map.size(); at += channels) {
    float sum = 0;
    for (std::size_t c = 0; c < channels; ++c) sum += map[at + c] * kernel[c * classes + of];
    maps.push_back(sum);
  }
}

}  // namespace

Result<Localisation> Session::localise(std::uint32_t rows, std::uint32_t pictures) const {
  Task task = run_->spec().task;
  const bool looks = pools_before_classes(task);
  const bool boxes = task.predict == Predict::box;
  if (!looks && !boxes && task.predict != Predict::mask) {
    return refused_question(
        "a task that predicts 'box' or 'mask', or 'label' by a head that ends with 'average_pool' and 'dense'.");
  }
  const Dataset& data = run_->test(Model::pretext);
  const Source& source = run_->source(Model::pretext);
  task.predict = Predict::box;
  const auto where =
      plan_source(task, data.form(), data.scale == PixelScale::raw ? 255.0f : 1.0f, source.examples_per_row());
  if (!where) return refused_question("a task that puts images on a canvas, as 'clutter' does last.");
  const std::vector<float> seen = weights(Model::pretext);
  if (seen.empty() || rows > std::min(most_rows, data.rows) || pictures > rows) {
    return refused_question("a network, up to 1000 rows, and no more pictures than rows.");
  }
  const Network& network = run_->network(Model::pretext);
  Workspace workspace(network, Workspace::Use::training);
  workspace.set_weights(run_->of_network(Model::pretext, seen));
  const int mapped = network.layers().length() - 3;
  Localisation all{.canvas = network.in(), .shown = {}, .map = {0, 0, 1}, .maps = {}, .told = {}, .truths = {}};
  if (!boxes) all.map = looks ? network.layers().step(mapped).plan.out : network.in();
  all.map.c = 1;
  TargetBuffers targets((*where)->form(), 1);
  for (const std::uint32_t example : tested_examples(source, rows)) {
    const Batch batch = targets.batch(workspace.inputs(1), 1);
    (*where)->fill(data, {&example, 1}, 0, 0, batch);
    const std::size_t at = all.truths.size() / batch.targets.size();
    all.truths.insert(all.truths.end(), batch.targets.begin(), batch.targets.end());
    if (at < pictures) all.shown.insert(all.shown.end(), batch.inputs.begin(), batch.inputs.end());
    const std::span<const float> outputs = workspace.forward(1, true);
    if (looks) {
      const Param& kernel = *(network.params().table().end() - 2);  // of the last layer, before its bias
      const auto told = std::ranges::max_element(outputs) - outputs.begin();
      add_activation(workspace.output(mapped, 1), std::span(seen).subspan(kernel.offset, kernel.size), outputs.size(),
                     static_cast<std::size_t>(told), all.maps);
      all.told.push_back(static_cast<float>(told));
    } else {
      std::vector<float>& to = boxes ? all.told : all.maps;
      to.insert(to.end(), outputs.begin(), outputs.end());
    }
  }
  return all;
}

}  // namespace pretext
