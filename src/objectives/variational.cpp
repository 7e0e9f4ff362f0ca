#include "kernels/variational.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/squared.hpp"
#include "pretext/objective.hpp"
#include "pretext/rng.hpp"

namespace pretext {

namespace {

class VariationalObjective final : public Objective {
 public:
  VariationalObjective(const Network& network, const Source& source, const Variational& parts)
      : network_(network), source_(source), parts_(parts), coder_(*parts.coder, Workspace::Use::training),
        decoder_(*parts.decoder, Workspace::Use::training), targets_(source.form(), network.max_batch()),
        values_(static_cast<int>(network.out().size())), latents_(parts.decoder->in().size()),
        noise_(static_cast<std::size_t>(network.max_batch()) * latents_), dz_(noise_.size()) {
    assert(source.form().target.size() == network.out().size());
    assert(parts.coder->out().size() == 2 * latents_);
    assert(coded() + parts.decoder->params().floats() == network.params().floats());
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] double multiplications() const override { return network_.plan().multiplications; }

  void set_weights(std::span<const float> weights) override {
    coder_.set_weights(weights.first(coded()));
    decoder_.set_weights(weights.subspan(coded()));
  }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const int n = static_cast<int>(leaf.examples.size());
    const int latents = static_cast<int>(latents_);
    const float scale = 1.0f / static_cast<float>(leaf.batch);
    const Batch batch = targets_.batch(coder_.inputs(n), n);
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    draw(leaf);
    const float* codes = coder_.forward(n, true).data();
    kernels::reparameterise(codes, noise_.data(), n, latents, decoder_.inputs(n).data());
    const float* outputs = decoder_.forward(n, true).data();
    float* doutputs = decoder_.doutputs(n).data();
    LossSums sums;
    sums.loss = parts_.bernoulli ? kernels::bernoulli(outputs, batch.targets.data(), n, values_, scale, doutputs)
                                 : kernels::squared_error(outputs, batch.targets.data(), nullptr, n, values_, scale,
                                                          doutputs, nullptr);
    std::ranges::fill(grads, 0.0f);
    decoder_.backward(n, grads.subspan(coded()), std::span(dz_).first(static_cast<std::size_t>(n) * latents_));
    const float kl = parts_.kl / static_cast<float>(values_);
    sums.loss += kl * kernels::reparameterise_back(codes, noise_.data(), dz_.data(), n, latents, kl * scale,
                                                   coder_.doutputs(n).data());
    coder_.backward(n, grads.first(coded()));
    return sums;
  }

 private:
  [[nodiscard]] std::size_t coded() const { return parts_.coder->params().floats(); }

  void draw(const Leaf& leaf) {
    float* noise = noise_.data();
    for (const std::uint32_t example : leaf.examples) {
      Rng rng(leaf.seed, Stream::latent, leaf.step, example);
      for (std::size_t k = 0; k < latents_; ++k) *noise++ = rng.normal();
    }
  }

  const Network& network_;
  const Source& source_;
  Variational parts_;
  Loss loss_ = SquaredError{};
  Workspace coder_;
  Workspace decoder_;
  TargetBuffers targets_;
  int values_;  ///< of an output
  std::size_t latents_;
  std::vector<float> noise_;
  std::vector<float> dz_;
};

}  // namespace

std::unique_ptr<Objective> variational(const Network& network, const Source& source, const Variational& parts) {
  return std::make_unique<VariationalObjective>(network, source, parts);
}

}  // namespace pretext
