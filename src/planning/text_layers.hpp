#pragma once

#include <memory>

#include "pretext/sequence.hpp"
#include "pretext/spec.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {

/// What an encoder of texts has to know beside its spec.
struct TextForm {
  int vocabulary = 0;
  bool causal = false;
  bool parts = false;
};

/// The encoder of texts, from t x 1 x 1 to what is kept of the places' vectors; not planned yet. One layer, which the
/// tensors are not named after: "tok", "block0.norm1.gain" and so on.
std::unique_ptr<Sequence> text_encoder_layers(const Spec::Transformer& spec, const TextForm& form, Places kept);

}  // namespace pretext
