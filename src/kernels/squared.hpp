#pragma once

namespace pretext::kernels {

/// Squared error of n examples of `size` values each: an example's loss is the sum of w (y - t)^2 over its values.
/// Returns the sum of the examples' losses, added in row order. outputs, targets: n x size. weights: n x size, or null
/// for 1 / size each, which makes it the mean. Each of the following may be null, and is overwritten if it is not:
///   doutputs  n x size, the gradient of scale * sum of the losses
///   losses    n
/// Precondition: size >= 1.
float squared_error(const float* outputs, const float* targets, const float* weights, int n, int size, float scale,
                    float* doutputs, float* losses);

}  // namespace pretext::kernels
