#include "kernels/winograd.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/pack.hpp"
#include "naive.hpp"
#include "random_values.hpp"

namespace pretext::kernels {
namespace {

using testing::in_double;
using testing::random_values;

/// An image that is one tile, without ReLU and pool, and its outputs.
struct Tile {
  Tile(int m, int cin, std::uint32_t seed)
      : spec{.filters = 8, .relu = false, .exact = true}, in{m, m, cin}, shape(in, spec), tiling{m, 1, 1},
        x(random_values(in.size(), seed)),
        kernel(random_values(static_cast<std::size_t>(9 * cin * spec.filters), seed + 1)),
        y(static_cast<std::size_t>(m * m * spec.filters)) {}

  void run() {
    const int side = tiling.side();
    const int cin = in.c;
    const auto floats = [&](int n) { return std::vector<float>(static_cast<std::size_t>(n)); };
    std::vector<float> zeros = floats(std::max(cin, 8));
    std::vector<const float*> pixels;
    for (int row = -1; row < side - 1; ++row) {
      for (int column = -1; column < side - 1; ++column) {
        const bool inside = std::min(row, column) >= 0 && std::max(row, column) < in.h;
        pixels.push_back(inside ? x.data() + (row * in.w + column) * cin : zeros.data());
      }
    }
    std::vector<float> inputs = floats(tiling.frequencies() * 4 * cin);
    std::vector<float> weights = floats(tiling.frequencies() * 8 * cin);
    std::vector<float> products = floats(tiling.frequencies() * 4 * 8);
    std::vector<float> panels = floats(9 * cin * 8);
    std::vector<float> bias = floats(8);
    errors = floats(8);
    pack_panels(shape, kernel.data(), zeros.data(), panels.data(), bias.data());
    winograd_kernels(shape, tiling, kernel.data(), 8 * cin, weights.data());
    winograd_errors(shape, kernel.data(), errors.data());
    winograd_inputs(tiling.outputs, pixels.data(), cin, 4 * cin, inputs.data());
    for (int f = 0; f < tiling.frequencies(); ++f) {
      winograd_product(inputs.data() + f * 4 * cin, weights.data() + f * 8 * cin, 4, cin, 8, zeros.data(),
                       products.data() + f * 4 * 8);
    }
    known = look_at_tile(tiling.outputs, pixels.data(), zeros.data(), cin);
    winograd_outputs({.shape = &shape,
                      .outputs = tiling.outputs,
                      .products = products.data(),
                      .stride = 4 * 8,
                      .tile = known,
                      .pixels = pixels.data(),
                      .panels = panels.data(),
                      .bias = bias.data(),
                      .error = errors.data(),
                      .cells_h = in.h,
                      .cells_w = in.w,
                      .y = y.data(),
                      .winners = nullptr});
  }

  /// The largest error of an output, where 1 is what its tile and filter allow.
  [[nodiscard]] double worst_error() const {
    const naive::Values zeros(8);
    const naive::Values expected =
        naive::conv_block(in_double(x), in_double(kernel), zeros, naive::Values(y.size()), 1, in, spec).y;
    double worst = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double allowed = static_cast<double>(known.norm) * static_cast<double>(errors[i % 8]);
      worst = std::max(worst, std::fabs(static_cast<double>(y[i]) - expected[i]) / allowed);
    }
    return worst;
  }

  ConvSpec spec;
  Shape in;
  ConvShape shape;
  WinogradTiling tiling;
  std::vector<float> x, kernel, y, errors;
  WinogradTile known{};
};

TEST_CASE("rounding takes no output of a Winograd tile further from the double-precision twin than it may") {
  for (const int m : {2, 4, 6}) {
    for (const int cin : {8, 12, 64, 256}) {
      double worst = 0;
      for (std::uint32_t seed = 0; seed < 40; ++seed) {
        CAPTURE(m);
        CAPTURE(cin);
        CAPTURE(seed);
        Tile tile(m, cin, 2 * seed);
        const auto bright = static_cast<int>(seed) % (m * m);  // the one pixel that is, in every other tile
        for (std::size_t i = 0; i < tile.x.size(); ++i) {
          if (seed % 2 == 1 && static_cast<int>(i) / cin != bright) tile.x[i] *= 1e-4f;
        }
        tile.run();
        const double error = tile.worst_error();
        CHECK(error < 1.0);
        worst = std::max(worst, error);
      }
      // It is not allowed far more than there is, but for the small tiles, whose transforms have no factor but 1/2.
      CHECK(worst > (m == 2 ? 0.01 : 0.1));
    }
  }
}

TEST_CASE("what is known of a tile is its norm and which outputs see nothing but zeros") {
  Tile tile(6, 8, 1);
  std::fill(tile.x.begin(), tile.x.end(), 0.0f);
  tile.x[0] = 1e-30f;  // whose square is zero
  tile.x[(5 * 6 + 5) * 8 + 3] = -3.0f;
  tile.x[(5 * 6 + 4) * 8 + 7] = 4.0f;
  tile.run();
  CHECK(tile.known.norm == 5.0f);
  for (int row = 0; row < 8; ++row) {
    for (int column = 0; column < 8; ++column) {
      const bool sees = (row < 2 && column < 2) || (row >= 4 && column >= 3);
      const bool expected = row < 6 && column < 6 && !sees;
      CHECK((tile.known.zero_windows >> (row * 8 + column) & 1) == (expected ? 1u : 0u));
    }
  }
}

}  // namespace
}  // namespace pretext::kernels
