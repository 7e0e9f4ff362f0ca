#pragma once

#include <cstddef>

namespace pretext::kernels {

/// A running mean of gradients below this is 0. It moves no weight any more, and those of weights that get no gradient
/// would go on to shrink until they are denormal, with which a processor calculates a hundred times more slowly.
inline constexpr float smallest_mean = 1e-30f;

/// The same of a running mean of squares, which a rule may ask for: that of a weight which gets no gradient shrinks to
/// denormal within some thousand steps where it forgets fast.
inline constexpr float smallest_square = 1e-36f;

/// y += x, element by element.
void add(float* y, const float* x, std::size_t n);

/// y *= factor.
void scale(float* y, float factor, std::size_t n);

/// One step of Adam (Kingma and Ba, ICLR 2015) in the form of TensorFlow and Keras, with epsilon outside the bias
/// correction:
///   m += (1 - beta1) (g - m);  v += (1 - beta2) (g^2 - v);  w -= rate m / (sqrt(v) + epsilon)
/// `rate` is the corrected rate of step t: learning rate * sqrt(1 - beta2^t) / (1 - beta1^t).
struct AdamStep {
  float rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.999f;
  float epsilon = 1e-7f;
  float flushed = 0;  ///< means of squares below it become 0
};
void adam(float* w, const float* g, float* m, float* v, std::size_t n, AdamStep step);

/// One step of gradient descent with momentum as in Keras: v = momentum v - rate g;  w += v.
void sgd_momentum(float* w, const float* g, float* v, std::size_t n, float rate, float momentum);

}  // namespace pretext::kernels
