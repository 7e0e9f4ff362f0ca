#pragma once

#include "kernels/conv_shape.hpp"

namespace pretext::kernels {

/// kernel: k x k x cin x filters. Overwrites
///   panels  columns / 8 panels of (k k cin) x 8: the forward GEMM's right-hand side, zero where there is no filter
///   bias_of columns, the bias, zero where there is no filter
void pack_panels(const ConvShape& shape, const float* kernel, const float* bias, float* panels, float* bias_of);

}  // namespace pretext::kernels
