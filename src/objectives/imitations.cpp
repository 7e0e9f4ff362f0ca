#include "objectives/imitations.hpp"

#include <algorithm>
#include <cassert>

#include "pretext/objective.hpp"
#include "pretext/rng.hpp"

namespace pretext {

namespace {

constexpr std::int32_t made = 1;

}  // namespace

Imitations::Imitations(const Source& source, const Network& generator, Workspace::Use use)
    : source_(source), generator_(generator), training_(use == Workspace::Use::training), workspace_(generator, use) {
  assert(source.form().classes == 2 && source.form().input.size() == generator.out().size());
}

void Imitations::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                      std::uint32_t step, Batch batch) const {
  source_.fill(data, examples, seed, step, batch);
  const auto n = static_cast<int>(std::ranges::count(batch.classes, made));
  if (n == 0) return;
  float* code = workspace_.inputs(n).data();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (batch.classes[i] != made) continue;
    Rng rng(seed, Stream::latent, step, examples[i]);
    for (std::size_t k = 0; k < generator_.in().size(); ++k) *code++ = rng.normal();
  }
  const float* image = workspace_.forward(n, training_).data();
  const std::size_t size = generator_.out().size();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (batch.classes[i] != made) continue;
    std::copy_n(image, size, batch.inputs.data() + i * size);
    image += size;
  }
}

void Imitations::backward(std::span<const std::int32_t> classes, std::span<const float> dinputs,
                          std::span<float> grads) const {
  const auto n = static_cast<int>(std::ranges::count(classes, made));
  if (n == 0) return;
  float* doutputs = workspace_.doutputs(n).data();
  const std::size_t size = generator_.out().size();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i] == made) doutputs = std::copy_n(dinputs.data() + i * size, size, doutputs);
  }
  workspace_.backward(n, grads);
}

std::unique_ptr<Source> imitations(const Source& source, const Network& generator, std::span<const float> weights) {
  auto made = std::make_unique<Imitations>(source, generator, Workspace::Use::inference);
  made->set_weights(weights);
  return made;
}

}  // namespace pretext
