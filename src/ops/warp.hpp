#pragma once

#include <array>
#include <vector>

#include "pretext/op.hpp"

namespace pretext {

/// Where the pixel at p = (x, y) is taken from: M (p - centre) + centre + (x, y), in pixels.
struct Placement {
  float xx = 1, xy = 0, yx = 0, yy = 1;  ///< M, row by row
  float x = 0, y = 0;
};

/// Displacements in pixels at 4 x 4 points spread over the image from corner to corner, row by row; bilinear between.
struct Displacement {
  static constexpr int side = 4;
  std::array<float, side * side> x;
  std::array<float, side * side> y;

  /// Each uniform within `limit`, both ways.
  static Displacement draw(Draws& draws, float limit);
};

/// Takes each pixel of an image from elsewhere in it, by one bilinear interpolation; outside there is 0.
class Warp {
 public:
  /// A refusal if the image is too small to interpolate in.
  Failure plan(Shape shape);

  /// Writes all of `to`. `displacement` may be null.
  void run(const float* from, const Placement& placement, const Displacement* displacement, float* to) const;

 private:
  struct Row;
  struct Taps;
  [[nodiscard]] Row row(int y, const Placement& placement, const Displacement* displacement) const;
  [[nodiscard]] Taps taps(const Row& row, int x) const;
  void write(const float* from, const Taps& taps, int n, float* to) const;

  Shape shape_;
  int pitch_ = 0;                 ///< the width, rounded up to whole lanes
  std::vector<float> from_left_;  ///< of each column, less the centre's
  std::vector<float> across_;     ///< per column of points and column of pixels: how much it counts there
  std::vector<float> down_;       ///< per row of pixels and row of points, likewise
};

}  // namespace pretext
