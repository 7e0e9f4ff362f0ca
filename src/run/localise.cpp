#include "pretext/localise.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/logistic.hpp"
#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

/// Share of the hottest value from which on a place is within the box (Zhou et al., 2016).
constexpr float hot = 0.2f;
constexpr std::uint32_t most_rows = 10'000;
constexpr std::uint32_t most_pictures = 24;

Error refused_question(const std::string& sentence) { return {ErrorCode::bad_spec, "localise: " + sentence}; }

Box scaled(const Box& box, float x, float y) { return {box.left * x, box.top * y, box.right * x, box.bottom * y}; }

bool within(const Box& box, Point point) {
  return point.x >= box.left && point.x < box.right && point.y >= box.top && point.y < box.bottom;
}

Point middle(const Box& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

/// A box as large as `size` whose free space is shared out by `at`, 0 to 1.
Box box_at(Point size, Point at) {
  const float left = at.x * (1 - size.x);
  const float top = at.y * (1 - size.y);
  return {left, top, left + size.x, top + size.y};
}

void add(Localisation::Measures& sums, const Box& truth, const Box& found, Point peak) {
  const float shared = overlap(truth, found);
  sums.pointing += within(truth, peak) ? 1 : 0;
  sums.overlap += static_cast<double>(shared);
  sums.localised += shared >= 0.5f ? 1 : 0;
}

/// Reads a heat map at the canvas's size: where it is hottest, and the box of what is hot. Ends with 1 as its peak.
void read_heat(std::vector<float> heat, Shape canvas, float least, Found& found) {
  const auto hottest = std::ranges::max_element(heat);
  const int at = static_cast<int>(hottest - heat.begin());
  const float w = static_cast<float>(canvas.w), h = static_cast<float>(canvas.h);
  found.peak = {(static_cast<float>(at % canvas.w) + 0.5f) / w, (static_cast<float>(at / canvas.w) + 0.5f) / h};
  found.found = scaled(box_of_largest(heat, canvas.h, canvas.w, least * *hottest), 1 / w, 1 / h);
  const float peak = *hottest > 0 ? *hottest : 1;
  for (float& value : heat) value = std::max(value, 0.0f) / peak;
  found.heat = std::move(heat);
}

/// What finds images on canvases of a task, with the network's weights.
class Locator {
 public:
  Locator(const PretextPlan& plan, Predict predict, std::span<const float> weights)
      : plan_(plan), predict_(predict), network_(*plan.network), workspace_(network_, Workspace::Use::training) {
    workspace_.set_weights(weights);
    if (predict != Predict::label) return;
    const Param& kernel = *(network_.params().table().end() - 2);  // of the last layer, before its bias
    kernel_ = weights.subspan(kernel.offset, kernel.size);
  }

  /// Of one example, whose truth is known.
  void find(const Dataset& data, std::uint32_t example, Found& found) {
    const Shape canvas = network_.in();
    const Batch batch = targets_.batch(workspace_.inputs(1), 1);
    plan_.source->fill(data, {&example, 1}, 0, 0, batch);
    found.shown.assign(batch.inputs.begin(), batch.inputs.end());
    const std::span<const float> outputs = workspace_.forward(1, predict_ == Predict::label);
    if (predict_ == Predict::box) {
      found.found = {outputs[0], outputs[1], outputs[2], outputs[3]};
      found.peak = middle(found.found);
    } else if (predict_ == Predict::mask) {
      std::vector<float> heat(outputs.size());
      kernels::sigmoid(outputs.data(), heat.data(), static_cast<int>(heat.size()));
      read_heat(std::move(heat), canvas, 0.5f, found);
    } else {
      const auto told = static_cast<std::size_t>(std::ranges::max_element(outputs) - outputs.begin());
      const int mapped = network_.layers().length() - 3;
      const Shape shape = network_.layers().step(mapped).plan.out;
      const std::vector<float> heat =
          class_activation(workspace_.output(mapped, 1), shape, kernel_, outputs.size(), told);
      found.told = static_cast<std::int32_t>(told);
      read_heat(enlarged(heat, shape, canvas.h, canvas.w), canvas, hot, found);
    }
  }

 private:
  const PretextPlan& plan_;
  Predict predict_;
  const Network& network_;
  Workspace workspace_;
  TargetBuffers targets_{plan_.source->form(), 1};
  std::span<const float> kernel_;
};

/// The boxes that are true of the examples that a test looks at, of the same draws as the task's own.
std::vector<Box> true_boxes(const Source& source, const Dataset& data, std::span<const std::uint32_t> examples) {
  TargetBuffers targets(source.form(), 1);
  std::vector<float> input(source.form().input.size());
  std::vector<Box> boxes;
  boxes.reserve(examples.size());
  for (const std::uint32_t example : examples) {
    const Batch batch = targets.batch(input, 1);
    source.fill(data, {&example, 1}, 0, 0, batch);
    boxes.push_back({batch.targets[0], batch.targets[1], batch.targets[2], batch.targets[3]});
  }
  return boxes;
}

Point mean_size(std::span<const Box> boxes) {
  Point size;
  for (const Box& box : boxes) {
    size.x += (box.right - box.left) / static_cast<float>(boxes.size());
    size.y += (box.bottom - box.top) / static_cast<float>(boxes.size());
  }
  return size;
}

/// The two guesses, of one example.
void add_guesses(Localisation& all, const Box& truth, Point size, std::uint32_t example) {
  const Box centre = box_at(size, {0.5f, 0.5f});
  add(all.measures[static_cast<std::size_t>(Finder::centre)], truth, centre, middle(centre));
  Rng rng(0, Stream::sample, 0, example);
  const float x = rng.uniform();
  const Box random = box_at(size, {x, rng.uniform()});
  add(all.measures[static_cast<std::size_t>(Finder::random)], truth, random, middle(random));
}

/// Whether the head ends as class activation maps need it.
bool pools_before_classes(const Task& task) {
  const std::size_t n = task.head.size();
  return n >= 2 && task.head[n - 2].kind == "average_pool" && task.head[n - 1].kind == "dense";
}

}  // namespace

std::vector<float> class_activation(std::span<const float> map, Shape shape, std::span<const float> kernel,
                                    std::size_t classes, std::size_t of) {
  const auto channels = static_cast<std::size_t>(shape.c);
  std::vector<float> heat(map.size() / channels);
  for (std::size_t place = 0; place < heat.size(); ++place) {
    for (std::size_t c = 0; c < channels; ++c) heat[place] += map[place * channels + c] * kernel[c * classes + of];
  }
  return heat;
}

std::vector<float> enlarged(std::span<const float> values, Shape from, int h, int w) {
  /// The two of `n` old places that a new one lies between, and how near it is to the second.
  struct Between {
    int first, second;
    float share;
  };
  const auto between = [](int at, int n, int of) {
    const float place = (static_cast<float>(at) + 0.5f) * static_cast<float>(n) / static_cast<float>(of) - 0.5f;
    const float kept = std::clamp(place, 0.0f, static_cast<float>(n - 1));
    const int first = static_cast<int>(kept);
    return Between{first, std::min(first + 1, n - 1), kept - static_cast<float>(first)};
  };
  const auto value = [&](int y, int x) { return values[static_cast<std::size_t>(y * from.w + x)]; };
  std::vector<float> out;
  out.reserve(static_cast<std::size_t>(h) * static_cast<std::size_t>(w));
  for (int y = 0; y < h; ++y) {
    const Between row = between(y, from.h, h);
    for (int x = 0; x < w; ++x) {
      const Between column = between(x, from.w, w);
      const auto along = [&](int at) {
        return value(at, column.first) + column.share * (value(at, column.second) - value(at, column.first));
      };
      out.push_back(along(row.first) + row.share * (along(row.second) - along(row.first)));
    }
  }
  return out;
}

Box box_of_largest(std::span<const float> values, int h, int w, float least) {
  std::vector<std::uint8_t> left(values.size());
  std::ranges::transform(values, left.begin(), [&](float value) { return value >= least ? 1 : 0; });
  Box largest{0, 0, static_cast<float>(w), static_cast<float>(h)};
  std::size_t most = 0;
  std::vector<int> part;
  const auto take = [&](int y, int x) {
    if (y < 0 || x < 0 || y >= h || x >= w || left[static_cast<std::size_t>(y * w + x)] == 0) return;
    left[static_cast<std::size_t>(y * w + x)] = 0;
    part.push_back(y * w + x);
  };
  for (int start = 0; start < h * w; ++start) {
    part.clear();
    take(start / w, start % w);
    Box box{static_cast<float>(w), static_cast<float>(h), 0, 0};
    for (std::size_t i = 0; i < part.size(); ++i) {
      const int y = part[i] / w, x = part[i] % w;
      box = {std::min(box.left, static_cast<float>(x)), std::min(box.top, static_cast<float>(y)),
             std::max(box.right, static_cast<float>(x + 1)), std::max(box.bottom, static_cast<float>(y + 1))};
      take(y - 1, x), take(y, x - 1), take(y, x + 1), take(y + 1, x);
    }
    if (part.size() > most) most = part.size(), largest = box;
  }
  return largest;
}

Result<Localisation> Session::localise(std::uint32_t rows, std::uint32_t pictures) const {
  const Spec& spec = run_->spec();
  const std::vector<float> seen = weights(Model::pretext);
  const PretextPlan& plan = run_->networks().pretext;
  const Dataset& data = run_->test(Model::pretext);
  const Predict predict = spec.task.predict;
  const bool asked = predict == Predict::box || predict == Predict::mask;
  if (!asked && (predict != Predict::label || !pools_before_classes(spec.task))) {
    return refused_question(
        "expected a task that predicts 'box' or 'mask', or 'label' by a head that ends with 'average_pool' and "
        "'dense'.");
  }
  Task same = spec.task;
  same.predict = Predict::box;
  const auto source = plan_source(same, run_->train().form(), run_->train().scale == PixelScale::raw ? 255.0f : 1.0f,
                                  plan.source->examples_per_row());
  if (!source) return refused_question("expected a task that puts images on a canvas, as 'clutter' does last.");
  if (seen.empty()) return refused_question("expected a network, found none yet.");
  if (rows < 1 || rows > std::min(most_rows, data.rows) || pictures > std::min(most_pictures, rows)) {
    return refused_question("expected 1 to " + std::to_string(std::min(most_rows, data.rows)) + " rows, found " +
                            std::to_string(rows) + ", and up to " + std::to_string(most_pictures) +
                            " pictures of them, found " + std::to_string(pictures) + ".");
  }
  const std::vector<std::uint32_t> examples = tested_examples(*plan.source, rows);
  const std::vector<Box> truths = true_boxes(**source, data, examples);
  const Point size = mean_size(truths);
  Locator locator(plan, predict, run_->of_network(Model::pretext, seen));
  Localisation all{.canvas = plan.network->in(), .n = static_cast<std::uint32_t>(truths.size()), .measures = {},
                   .examples = {}};
  for (std::size_t i = 0; i < examples.size(); ++i) {
    Found found;
    found.truth = truths[i];
    locator.find(data, examples[i], found);
    add(all.measures[static_cast<std::size_t>(Finder::network)], found.truth, found.found, found.peak);
    add_guesses(all, found.truth, size, examples[i]);
    if (i < pictures) all.examples.push_back(std::move(found));
  }
  for (Localisation::Measures& sums : all.measures) {
    sums.pointing /= all.n, sums.overlap /= all.n, sums.localised /= all.n;
  }
  return all;
}

}  // namespace pretext
