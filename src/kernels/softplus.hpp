#pragma once

namespace pretext::kernels {

/// softplus(v) = ln(1 + e^v) of v = sign * x[i], the cross-entropy of one logit: softplus(-x) if the answer is yes,
/// softplus(x) if it is no. Returns the sum of the n values, added in their order. Each of the following may be null,
/// and is overwritten if it is not:
///   dx      n, the gradient of scale * the sum; may be x itself
///   losses  n
/// Values and derivatives have a relative error below 4e-7 as long as they are normal numbers, that is for v > -87, and
/// stay finite for all finite x. sign: 1 or -1.
float softplus_sum(const float* x, int n, float sign, float scale, float* dx, float* losses);

}  // namespace pretext::kernels
