#pragma once

namespace pretext::kernels {

/// Layer normalisation (Ba, Kiros and Hinton, 2016) of n rows of `width` values:
///   y = (x - mean) / sqrt(variance + 1e-5) gain + bias
/// Overwrites y, and scales (n) with 1 / sqrt(variance + 1e-5); means (n) with the means.
void layer_norm(const float* x, const float* gain, const float* bias, int n, int width, float* y, float* means,
                float* scales);

/// dx is overwritten, unless it is null; dgain and dbias are added to, unless they are null.
void layer_norm_gradient(const float* x, const float* gain, const float* means, const float* scales, const float* dy,
                         int n, int width, float* dx, float* dgain, float* dbias);

}  // namespace pretext::kernels
