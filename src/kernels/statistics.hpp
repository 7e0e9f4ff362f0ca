#pragma once

namespace pretext::kernels {

/// x: n x columns. mean, deviation: `columns` long, overwritten; the deviation is the population's (divided by n). Sums
/// are kept in double, in row order. Precondition: n >= 1.
void mean_and_deviation(const float* x, int n, int columns, double* mean, double* deviation);

}  // namespace pretext::kernels
