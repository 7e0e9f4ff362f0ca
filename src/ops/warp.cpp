#include "ops/warp.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/lanes.hpp"
#include "ops/ops.hpp"

namespace pretext {

using namespace kernels;

namespace {

constexpr int points = Displacement::side;

/// What a point counts at `at` of 0 to size - 1, if the points are spread from end to end.
float hat(int point, int at, int size) {
  const float place = static_cast<float>(at) * (points - 1) / static_cast<float>(size - 1);
  return std::max(0.0f, 1.0f - std::fabs(place - static_cast<float>(point)));
}

float centre(int size) { return 0.5f * static_cast<float>(size - 1); }

}  // namespace

/// What the sources of a row's pixels have in common.
struct Warp::Row {
  f32x4 xx, yx;  ///< per pixel to the right
  f32x4 x, y;    ///< at the centre
  bool displaced;
  std::array<f32x4, points> move_x, move_y;  ///< displacements at the columns of points
};

/// For four pixels: the upper left one of the four that each is mixed from, and how much columns and rows count.
struct Warp::Taps {
  alignas(16) std::array<std::int32_t, lanes> pixel;
  f32x4 left, right, top, bottom;
};

Displacement Displacement::draw(Draws& draws, float limit) {
  Displacement displacement;
  for (std::size_t i = 0; i < displacement.x.size(); ++i) {
    displacement.x[i] = draws.within(limit);
    displacement.y[i] = draws.within(limit);
  }
  return displacement;
}

Failure Warp::plan(Shape shape) {
  if (shape.h < 2 || shape.w < 2) return refusal("needs images of 2 x 2 pixels at least.");
  shape_ = shape;
  pitch_ = round_up(shape.w, lanes);
  from_left_.clear();
  for (int x = 0; x < pitch_; ++x) from_left_.push_back(static_cast<float>(x) - centre(shape.w));
  across_.clear();
  down_.clear();
  for (int point = 0; point < points; ++point) {
    for (int x = 0; x < pitch_; ++x) across_.push_back(hat(point, x, shape.w));
  }
  for (int y = 0; y < shape.h; ++y) {
    for (int point = 0; point < points; ++point) down_.push_back(hat(point, y, shape.h));
  }
  return {};
}

Warp::Row Warp::row(int y, const Placement& placement, const Displacement* displacement) const {
  const float below = static_cast<float>(y) - centre(shape_.h);
  Row row{f32x4(placement.xx),
          f32x4(placement.yx),
          f32x4(placement.xy * below + (centre(shape_.w) + placement.x)),
          f32x4(placement.yy * below + (centre(shape_.h) + placement.y)),
          displacement != nullptr,
          {},
          {}};
  if (displacement == nullptr) return row;
  const float* const share = down_.data() + y * points;
  for (std::size_t column = 0; column < points; ++column) {
    float x = 0;
    float y_move = 0;
    for (std::size_t point = 0; point < points; ++point) {
      x += share[point] * displacement->x[point * points + column];
      y_move += share[point] * displacement->y[point * points + column];
    }
    row.move_x[column] = f32x4(x);
    row.move_y[column] = f32x4(y_move);
  }
  return row;
}

Warp::Taps Warp::taps(const Row& row, int x) const {
  const f32x4 from_left = load(from_left_.data() + x);
  f32x4 source_x = row.xx * from_left + row.x;
  f32x4 source_y = row.yx * from_left + row.y;
  if (row.displaced) {
    for (int point = 0; point < points; ++point) {
      const f32x4 share = load(across_.data() + point * pitch_ + x);
      source_x += row.move_x[static_cast<std::size_t>(point)] * share;
      source_y += row.move_y[static_cast<std::size_t>(point)] * share;
    }
  }
  // The four pixels are the nearest within the image; those further than a pixel away count nothing, so outside is 0.
  const f32x4 zero(0.0f);
  const f32x4 one(1.0f);
  const auto first = [&](f32x4 source, int size) {
    return xsimd::to_float(xsimd::to_int(smaller(larger(source, zero), f32x4(static_cast<float>(size - 2)))));
  };
  const auto share = [&](f32x4 distance) { return larger(one - xsimd::abs(distance), zero); };
  const f32x4 left = first(source_x, shape_.w);
  const f32x4 top = first(source_y, shape_.h);
  Taps taps{
      {}, share(source_x - left), share(source_x - left - one), share(source_y - top), share(source_y - top - one)};
  xsimd::to_int(top * f32x4(static_cast<float>(shape_.w)) + left).store_aligned(taps.pixel.data());
  return taps;
}

void Warp::write(const float* from, const Taps& taps, int n, float* to) const {
  const int c = shape_.c;
  const std::ptrdiff_t down = static_cast<std::ptrdiff_t>(shape_.w) * c;
  for (int channel = 0; channel < c; ++channel) {
    const auto corner = [&](std::size_t lane) { return from + taps.pixel[lane] * c + channel; };
    const float* const p0 = corner(0);
    const float* const p1 = corner(1);
    const float* const p2 = corner(2);
    const float* const p3 = corner(3);
    const auto four = [&](std::ptrdiff_t at) { return f32x4(p0[at], p1[at], p2[at], p3[at]); };
    const f32x4 upper = four(0) * taps.left + four(c) * taps.right;
    const f32x4 lower = four(down) * taps.left + four(down + c) * taps.right;
    const f32x4 mixed = upper * taps.top + lower * taps.bottom;
    if (c == 1 && n == lanes) {
      store(to, mixed);
    } else {
      float values[lanes];
      store(values, mixed);
      for (int i = 0; i < n; ++i) to[i * c + channel] = values[i];
    }
  }
}

void Warp::run(const float* from, const Placement& placement, const Displacement* displacement, float* to) const {
  for (int y = 0; y < shape_.h; ++y) {
    const Row of_row = row(y, placement, displacement);
    float* const out = to + static_cast<std::ptrdiff_t>(y) * shape_.w * shape_.c;
    for (int x = 0; x < shape_.w; x += lanes) {
      write(from, taps(of_row, x), std::min(lanes, shape_.w - x), out + static_cast<std::ptrdiff_t>(x) * shape_.c);
    }
  }
}

}  // namespace pretext
