#pragma once

#include <cmath>

namespace pretext {

/// The larger of two errors, where NaN is worse than any number, on either side: std::max and std::fmax drop it.
inline double worst(double a, double b) { return std::isnan(a) || a > b ? a : b; }

}  // namespace pretext
