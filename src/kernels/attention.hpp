#pragma once

#include <cstddef>
#include <span>

// Attention of one head within one text (Vaswani et al., "Attention is all you need", NeurIPS 2017): each place's query
// is compared with the keys of all places, or of those up to its own, and what it gets is the mean of their values,
// weighted by the softmax of query . key / sqrt(width).

namespace pretext::kernels {

/// Sizes of one head's attention.
struct AttentionShape {
  int length;  ///< places of the text
  int width;   ///< of the head
  int pitch;   ///< floats from one place's query, key or value to the next one's
  bool causal;
  int first = 0;  ///< places before it get no output: their queries, weights and outputs are not there

  /// Floats from one row of weights to the next.
  [[nodiscard]] int weights_pitch() const { return (length + 7) / 8 * 8; }
  /// Floats of scratch that both passes need.
  [[nodiscard]] std::size_t scratch_floats() const;
};

/// Overwrites weights (length x weights_pitch(), zero behind the last key) and the text's outputs, which lie
/// `out_pitch` apart.
void attention(const AttentionShape& shape, const float* query, const float* key, const float* value, float* weights,
               float* out, int out_pitch, float* scratch);

/// Overwrites the gradients by query, key and value, which lie as those do, from the gradient by the outputs.
void attention_gradient(const AttentionShape& shape, const float* query, const float* key, const float* value,
                        const float* weights, const float* dout, int out_pitch, float* dquery, float* dkey,
                        float* dvalue, float* scratch);

}  // namespace pretext::kernels
