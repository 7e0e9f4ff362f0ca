#pragma once

#include <cstdint>

namespace pretext::kernels {

/// Of `window` positions, 8 columns each, the largest and where it is, the first of equals.
///   z        window x 8
///   best     8, overwritten; its ReLU if `relu`
///   winner   8, overwritten with the position; may be null
/// ReLU and max commute, so it does not matter which is meant to come first.
void pool_8(const float* z, int window, bool relu, float* best, std::uint8_t* winner);

}  // namespace pretext::kernels
