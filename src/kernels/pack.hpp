#pragma once

#include "kernels/conv_shape.hpp"

namespace pretext::kernels {

/// kernel: k x k x cin x filters. Overwrites
///   panels  columns / 8 panels of (k k cin) x 8: the forward GEMM's right-hand side, zero where there is no filter
///   bias_of columns, the bias, zero where there is no filter
void pack_panels(const ConvShape& shape, const float* kernel, const float* bias, float* panels, float* bias_of);

/// Overwrites `by_filter` (filters x k x tap_lanes()) with the kernel, filter by filter; zeros in the lanes left over.
void pack_by_filter(const ConvShape& shape, const float* kernel, float* by_filter);

/// Adds a gradient that lies as in pack_by_filter to `grads` (k x k x cin x filters).
void add_by_filter(const ConvShape& shape, const float* by_filter, float* grads);

}  // namespace pretext::kernels
