#pragma once

#include <cstdint>

namespace pretext::kernels {

/// The lightness of a pixel: the luma of ITU-R BT.601 with weights in 256ths, on whole numbers from 0 to 255.
constexpr std::int32_t luma(std::int32_t red, std::int32_t green, std::int32_t blue) {
  return (77 * red + 150 * green + 29 * blue + 128) >> 8;
}

}  // namespace pretext::kernels
