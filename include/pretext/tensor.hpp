#pragma once

#include <cstddef>

namespace pretext {

/// One sample's shape: height, width, channels, stored in that order (channels vary fastest). A vector is 1 x 1 x c.
/// A batch is `n` samples one after another.
struct Shape {
  int h = 1;
  int w = 1;
  int c = 1;

  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(h) * static_cast<std::size_t>(w) * static_cast<std::size_t>(c);
  }
  bool operator==(const Shape&) const = default;
};

}  // namespace pretext
