#pragma once

#include <cstdint>
#include <span>

namespace pretext::kernels {

/// y[i] = e^x[i] and y[i] = ln x[i]; x and y may be the same buffer. The same bits on every target, which the C
/// library's functions are not.
void exp(const float* x, float* y, int n);
void log(const float* x, float* y, int n);

/// logits, probabilities: n x classes. probabilities is overwritten; each row sums to 1.
void softmax(const float* logits, int n, int classes, float* probabilities);

/// The first of the likeliest classes by a row of logits, if its probability is at least `confidence`; else -1.
/// probabilities: as long as the row, overwritten.
std::int32_t sure_class(std::span<const float> logits, float confidence, std::span<float> probabilities);

/// Cross-entropy of the softmax of `logits` (n x classes) with the classes `target` (n); a row whose class is -1
/// asks for nothing, its loss and gradient are 0. Returns the sum of the rows'
/// losses, added in row order. Each of the following may be null, and is overwritten if it is not:
///   dlogits    n x classes, the gradient of scale * sum of the losses
///   losses     n
///   predicted  n, the class with the largest logit, the first of equals
/// Precondition: classes >= 1, -1 <= target[i] < classes.
float softmax_cross_entropy(const float* logits, const std::int32_t* target, int n, int classes, float scale,
                            float* dlogits, float* losses, std::int32_t* predicted);

}  // namespace pretext::kernels
