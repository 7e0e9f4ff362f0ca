#pragma once

#include <cstddef>

namespace pretext::kernels {

/// The Gaussian error linear unit (Hendrycks and Gimpel, 2016) in its tanh form, which is x times a logistic function:
///   y = x s, s = 1 / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3)
/// Overwrites y, and s unless it is null.
void gelu(const float* x, std::size_t n, float* y, float* s);

/// Overwrites dx, from x and its s.
void gelu_gradient(const float* x, const float* s, const float* dy, std::size_t n, float* dx);

}  // namespace pretext::kernels
