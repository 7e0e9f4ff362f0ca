#include "run/colours.hpp"

#include <array>
#include <utility>
#include <vector>

#include "kernels/chroma.hpp"

namespace pretext {

static_assert(std::tuple_size_v<ColourWeights> == kernels::chroma_classes);

namespace {

using Counts = std::array<double, kernels::chroma_classes>;

/// Adds an image's places to the classes that they have.
void count(const std::uint8_t* rgb, Shape image, Counts& counts) {
  for (int y = 0; y < image.h; y += 2) {
    for (int x = 0; x < image.w; x += 2) {
      std::int32_t sums[2] = {0, 0};
      for (const int at : {y * image.w + x, y * image.w + x + 1, (y + 1) * image.w + x, (y + 1) * image.w + x + 1}) {
        const std::uint8_t* const pixel = rgb + static_cast<std::ptrdiff_t>(3) * at;
        kernels::add_chroma(pixel[0], pixel[1], pixel[2], sums);
      }
      counts[static_cast<std::size_t>(kernels::chroma_class(sums))] += 1;
    }
  }
}

}  // namespace

void weigh_colours(PretextPlan& plan, const Spec& spec, const Dataset& train) {
  if (!plan.colours) return;
  constexpr double least = 1e-4;
  const double even = spec.task.loss[0].values[0];
  Counts counts{};
  for (std::uint32_t i = 0; i < spec.data.unlabelled.count; ++i) {
    count(train.image(spec.data.unlabelled.from + i).data(), train.shape, counts);
  }
  const int places_each = (train.shape.h / 2) * (train.shape.w / 2);
  const double places = static_cast<double>(spec.data.unlabelled.count) * places_each;
  double kept = 0;
  int classes = 0;
  for (double& n : counts) {
    if (n <= least * places) n = 0;
    kept += n;
    classes += n > 0 ? 1 : 0;
  }
  double mean = 0;
  Counts weights{};
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 0) continue;
    const double share = counts[k] / kept;
    weights[k] = 1 / ((1 - even) * share + even / classes);
    mean += share * weights[k];
  }
  for (std::size_t k = 0; k < counts.size(); ++k) (*plan.colours)[k] = static_cast<float>(weights[k] / mean);
}

void paint(Answered& answered, const PretextPlan& plan, float white) {
  const Shape places = answered.target;
  const Shape image = plan.image;
  const auto painted = [&](const std::vector<float>& chroma) {
    std::vector<float> rgb(image.size());
    kernels::paint(answered.shown.data(), chroma.data(), image.h, image.w, white, rgb.data());
    return rgb;
  };
  std::vector<float> told = std::move(answered.outputs);
  if (plan.colours) {
    std::vector<float> chroma(places.size());
    kernels::chroma_mean(told.data(), places.h * places.w, plan.colours->data(), white / 255.0f, chroma.data());
    told = std::move(chroma);
  }
  answered.outputs = painted(told);
  answered.wanted = painted(answered.wanted);
  answered.target = image;
}

}  // namespace pretext
