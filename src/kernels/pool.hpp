#pragma once

#include <cstdint>

#include "kernels/lanes.hpp"

namespace pretext::kernels {

/// The largest of the positions of a window seen so far, and which it is; the first of equals. Four channels at a time.
struct Winner {
  f32x4 value;
  i32x4 position{0};

  explicit Winner(f32x4 first) : value(first) {}

  void meet(f32x4 next, int at) {
    position = xsimd::select(xsimd::batch_bool_cast<std::int32_t>(next > value), i32x4(at), position);
    value = larger(value, next);
  }

  /// Takes another's channels where `which` says so.
  void replace(Mask which, const Winner& other) {
    value = xsimd::select(which, other.value, value);
    position = xsimd::select(xsimd::batch_bool_cast<std::int32_t>(which), other.position, position);
  }

  /// Writes up to four channels: the value, or its ReLU, which commutes with max; and the position unless `winners` is
  /// null.
  void write(bool rectified, int channels, float* y, std::uint8_t* winners) const {
    const f32x4 result = rectified ? relu(value) : value;
    if (channels >= lanes) {
      store(y, result);
      if (winners != nullptr) store_low_bytes(winners, position);
      return;
    }
    float values[lanes];
    std::uint8_t positions[lanes];
    store(values, result);
    store_low_bytes(positions, position);
    for (int i = 0; i < channels; ++i) {
      y[i] = values[i];
      if (winners != nullptr) winners[i] = positions[i];
    }
  }
};

}  // namespace pretext::kernels
