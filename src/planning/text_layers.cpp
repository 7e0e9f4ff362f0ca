#include "planning/text_layers.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "pretext/layers.hpp"

namespace pretext {

namespace {

Init normal(float deviation) { return {.kind = Init::Kind::normal, .deviation = deviation}; }

/// Keeps the scale of what it gets.
Init keeping(int inputs) { return normal(1.0f / std::sqrt(static_cast<float>(inputs))); }

/// The last layers of a block add to what is there: they begin with little.
constexpr float little = 0.02f;

std::unique_ptr<Layer> block(const Spec::Transformer& spec, bool causal) {
  auto attended = std::make_unique<Sequence>();
  attended->add("norm1", layer_norm());
  attended->add("qkv", dense(3 * spec.width, keeping(spec.width), false));
  attended->add("", attention(spec.heads, causal, spec.context));
  attended->add("out", dense(spec.width, normal(little), true));
  auto mixed = std::make_unique<Sequence>();
  mixed->add("norm2", layer_norm());
  mixed->add("up", dense(spec.inner, keeping(spec.width), true));
  mixed->add("", gelu());
  mixed->add("down", dense(spec.width, normal(little), true));
  auto both = std::make_unique<Sequence>();
  both->add("", residual(std::move(attended)));
  both->add("", residual(std::move(mixed)));
  return both;
}

}  // namespace

std::unique_ptr<Sequence> text_encoder_layers(const Spec::Transformer& spec, const TextForm& form, Places kept) {
  auto inner = std::make_unique<Sequence>();
  inner->add("", embedding({form.vocabulary, spec.context, spec.width, form.parts}));
  for (int i = 0; i < spec.blocks; ++i) inner->add("block" + std::to_string(i), block(spec, form.causal));
  inner->add("norm", layer_norm());
  auto layers = std::make_unique<Sequence>();
  layers->add("", over_places(kept, std::move(inner)));
  return layers;
}

}  // namespace pretext
