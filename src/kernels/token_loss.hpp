#pragma once

#include <cstdint>

namespace pretext::kernels {

struct TokenLoss {
  float loss = 0;     ///< sum, in nats
  float correct = 0;  ///< rows in which no other logit is larger
};

/// Cross-entropy of the softmax of each row of `logits` (n x classes) with its class. With `scale` above 0 the logits
/// are overwritten with the gradient of scale times the sum; else they stay. `exponentials`: scratch of `classes`
/// floats. The same function as softmax_cross_entropy(), for many classes: in place, and without looking for the best
/// one.
TokenLoss token_loss(float* logits, const std::int32_t* target, int n, int classes, float scale, float* exponentials);

}  // namespace pretext::kernels
