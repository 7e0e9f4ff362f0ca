#pragma once

#include <memory>
#include <vector>

#include "pretext/layer.hpp"

// Layers of a transformer. A sample is one place of a text, a vector of 1 x 1 x c; which samples make up a text the
// pass says (Pass::texts). Dense layers, of layers.hpp, then look at each place by itself.

namespace pretext {

/// Numbers of tokens (1 x 1 x 1, as floats) to vectors: that of the token, plus that of its place in the text, plus,
/// with `segments`, that of its part: 0 up to and with the first separator, 1 behind it. Tensors "tok" (vocabulary x
/// width), "pos" (places x width) and "seg" (2 x width). A number that is no token's counts as the nearest one that is;
/// the gradient by it is 0.
struct EmbeddingSpec {
  int vocabulary = 0;
  int places = 0;
  int width = 0;
  bool segments = false;
};
std::unique_ptr<Layer> embedding(EmbeddingSpec spec);

/// (x - mean) / sqrt(variance + 1e-5) gain + bias over the channels; tensors "gain" and "bias" (Ba, Kiros and Hinton,
/// 2016).
std::unique_ptr<Layer> layer_norm();

/// Self-attention with so many heads (Vaswani et al., 2017). Input: query, key and value of a place, one after another,
/// each cut into the heads; output: what the heads give, one after another. Causal: a place sees those up to itself.
/// Texts have up to `places` places. Precondition: the input is three times a multiple of `heads`.
std::unique_ptr<Layer> attention(int heads, bool causal, int places);

/// x / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3): the Gaussian error linear unit in its tanh form (Hendrycks
/// and Gimpel, 2016).
std::unique_ptr<Layer> gelu();

/// y = x + inner(x) (He et al., 2016). Precondition: `inner` keeps the shape.
std::unique_ptr<Layer> residual(std::unique_ptr<Layer> inner);

/// Logits of all tokens: x tok^T + bias, with the "tok" that an embedding beside it has registered under the same outer
/// name, and a tensor "bias" of its own. Precondition: there is such a tensor, of the input's width.
std::unique_ptr<Layer> tied_output();

/// (x - mean) / deviation, with constants per channel.
std::unique_ptr<Layer> fixed_scale(std::vector<float> mean, std::vector<float> deviation);

/// What becomes of the places of a text behind `over_places`.
enum class Places { all, mean, first };

/// Takes texts of up to t tokens (t x 1 x 1, numbers as floats, 0 behind the last one) and applies `inner` to the
/// places that are there, and to nothing else. Output: t x 1 x c, 0 behind the last place; or 1 x 1 x c, the mean of
/// the places that are there, or the first one. A text has at least one place. The gradient by the numbers is 0.
std::unique_ptr<Layer> over_places(Places kept, std::unique_ptr<Layer> inner);

}  // namespace pretext
