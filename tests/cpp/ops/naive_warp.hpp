#pragma once

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "pretext/op.hpp"

namespace pretext {

/// Matrix, shift, and displacements at 4 x 4 points, all as `affine` and `elastic` draw them.
struct NaiveWarp {
  double xx = 1, xy = 0, yx = 0, yy = 1, x = 0, y = 0;
  std::array<double, 16> move_x{};
  std::array<double, 16> move_y{};

  void draw_moves(Draws& draws, float limit) {
    for (std::size_t i = 0; i < 16; ++i) {
      move_x[i] = static_cast<double>(draws.within(limit));
      move_y[i] = static_cast<double>(draws.within(limit));
    }
  }
};

/// Bilinear interpolation in a grid of values, in double precision; 0 outside.
template <class At>
double between(double y, double x, At at) {
  const double top = std::floor(y);
  const double left = std::floor(x);
  const int row = static_cast<int>(top);
  const int column = static_cast<int>(left);
  const double down = y - top;
  const double right = x - left;
  return (at(row, column) * (1 - right) + at(row, column + 1) * right) * (1 - down) +
         (at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right) * down;
}

inline std::vector<double> naive_warp(std::span<const float> image, Shape shape, const NaiveWarp& warp) {
  const auto moved = [&](const std::array<double, 16>& moves, int y, int x) {
    return between(3.0 * y / (shape.h - 1), 3.0 * x / (shape.w - 1), [&](int row, int column) {
      return row > 3 || column > 3 ? 0.0 : moves[static_cast<std::size_t>(4 * row + column)];
    });
  };
  std::vector<double> out;
  for (int y = 0; y < shape.h; ++y) {
    for (int x = 0; x < shape.w; ++x) {
      const double below = y - (shape.h - 1) / 2.0;
      const double beside = x - (shape.w - 1) / 2.0;
      const double from_x =
          warp.xx * beside + warp.xy * below + (shape.w - 1) / 2.0 + warp.x + moved(warp.move_x, y, x);
      const double from_y =
          warp.yx * beside + warp.yy * below + (shape.h - 1) / 2.0 + warp.y + moved(warp.move_y, y, x);
      for (int c = 0; c < shape.c; ++c) {
        out.push_back(between(from_y, from_x, [&](int row, int column) {
          if (row < 0 || row >= shape.h || column < 0 || column >= shape.w) return 0.0;
          return static_cast<double>(image[static_cast<std::size_t>((row * shape.w + column) * shape.c + c)]);
        }));
      }
    }
  }
  return out;
}

}  // namespace pretext
