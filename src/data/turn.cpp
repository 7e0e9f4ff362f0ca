#include <cassert>

#include "pretext/dataset.hpp"

namespace pretext {

void turn(std::span<const std::uint8_t> image, int side, int quarter_turns, PixelScale scale, std::span<float> out) {
  assert(image.size() == static_cast<std::size_t>(side * side) && out.size() == image.size());
  const auto value = pixel_values(scale);
  // Walking the output in order, the input is read from `start` on, `across` further per column and `down` per row.
  int start = 0;
  int across = 1;
  int down = side;
  switch (quarter_turns & 3) {
    case 0: break;
    case 1: start = side - 1, across = side, down = -1; break;
    case 2: start = side * side - 1, across = -1, down = -side; break;
    default: start = side * (side - 1), across = -side, down = 1; break;
  }
  float* target = out.data();
  for (int y = 0; y < side; ++y) {
    int from = start + y * down;
    for (int x = 0; x < side; ++x, from += across) *target++ = value[image[static_cast<std::size_t>(from)]];
  }
}

}  // namespace pretext
