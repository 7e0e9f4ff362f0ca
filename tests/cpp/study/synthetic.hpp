#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/rng.hpp"
#include "pretext/session.hpp"
#include "pretext/spec.hpp"

namespace pretext::testing {

/// Small made-up images, each with a bright bar whose place tells the class: something to learn in a moment. The bars
/// make the four turns differ too.
struct Bars {
  explicit Bars(std::uint32_t rows, std::uint32_t seed, int side = 12)
      : pixels(rows * static_cast<std::size_t>(side * side)), labels(rows) {
    Rng rng(seed, Stream::task);
    for (std::uint32_t row = 0; row < rows; ++row) {
      labels[row] = static_cast<std::uint8_t>(rng.below(10));
      std::uint8_t* image = &pixels[row * static_cast<std::size_t>(side * side)];
      for (int i = 0; i < side * side; ++i) image[i] = static_cast<std::uint8_t>(rng.below(60));
      for (int x = 0; x < side; ++x) image[labels[row] * side + x] = static_cast<std::uint8_t>(120 + 10 * x);
    }
    view.shape = {side, side, 1};
    view.rows = rows;
    view.pixels = pixels;
    view.labels = labels;
    view.classes = 10;
  }

  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;
  Dataset view;
};

/// An experiment on such images that is over in a moment.
inline Spec small_spec() {
  Spec spec;
  spec.data.unlabelled = {0, 96};
  spec.data.labelled = {96, 100};
  spec.data.test = {0, 50};
  spec.encoder = {{.filters = 8, .stride = 2}, {.filters = 8}};
  spec.pretext.batch = 48;
  spec.pretext.epochs = 4;
  return spec;
}

/// Pretraining alone, done.
inline std::unique_ptr<Session> pretrained(const Spec& spec, const Dataset& train, const Dataset& test) {
  auto session = Session::open(spec, train, test, Extent::pretext);
  while (!(*session)->done()) (*session)->advance();
  return std::move(*session);
}

}  // namespace pretext::testing
