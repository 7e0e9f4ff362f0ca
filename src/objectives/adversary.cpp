#include <algorithm>
#include <vector>

#include "objectives/imitations.hpp"
#include "pretext/objective.hpp"

namespace pretext {

namespace {

class AdversaryObjective final : public Objective {
 public:
  AdversaryObjective(const Network& network, const Source& source, const Network& generator)
      : network_(network), generator_(generator), params_(network.params()),
        source_(source, generator, Workspace::Use::training), workspace_(network, Workspace::Use::training),
        targets_(source.form(), network.max_batch()), dinputs_(workspace_.inputs(network.max_batch()).size()),
        fooled_(static_cast<std::size_t>(network.max_batch())),
        scratch_(scratch_bytes(loss_, network.max_batch(), network.out().size())) {
    params_.append(generator.params());
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] const Params& params() const override { return params_; }

  /// The way back leads through the discriminator twice, once for each of both; every second image is made.
  [[nodiscard]] double multiplications() const override {
    return network_.plan().multiplications * 4 / 3 + generator_.plan().multiplications / 2;
  }

  void set_weights(std::span<const float> weights) override {
    workspace_.set_weights(weights.first(network_.params().floats()));
    source_.set_weights(weights.subspan(network_.params().floats()));
  }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const int n = static_cast<int>(leaf.examples.size());
    const float scale = 1.0f / static_cast<float>(leaf.batch);
    const std::size_t own = network_.params().floats();
    Batch batch = targets_.batch(workspace_.inputs(n), n);
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    const std::span<const float> outputs = workspace_.forward(n, true);
    const LossResults results{.doutputs = workspace_.doutputs(n), .losses = {}, .predicted = {}, .correct = {}};
    LossSums sums = evaluate(loss_, n, batch, outputs, scale, results, scratch_.bytes());
    std::ranges::fill(grads, 0.0f);
    workspace_.backward(n, grads.first(own));

    // What is made should be told as an original; nothing else is asked. This gradient does not vanish where the
    // discriminator is sure, as that of the negative of its own loss would.
    const std::span<const std::int32_t> classes = batch.classes;
    batch.classes = std::span(fooled_).first(classes.size());
    std::ranges::transform(classes, batch.classes.begin(), [](std::int32_t made) { return made - 1; });
    sums.critic = evaluate(loss_, n, batch, outputs, scale, results, scratch_.bytes()).loss;
    const std::span<float> by_inputs = std::span(dinputs_).first(batch.inputs.size());
    workspace_.backward(n, {}, by_inputs);
    source_.backward(classes, by_inputs, grads.subspan(own));
    return sums;
  }

 private:
  const Network& network_;
  const Network& generator_;
  Params params_;
  Loss loss_ = CrossEntropy{};
  Imitations source_;
  Workspace workspace_;
  TargetBuffers targets_;
  std::vector<float> dinputs_;
  std::vector<std::int32_t> fooled_;  ///< what the generator wants of each example
  Buffer scratch_;
};

}  // namespace

std::unique_ptr<Objective> adversary(const Network& network, const Source& source, const Network& generator) {
  return std::make_unique<AdversaryObjective>(network, source, generator);
}

}  // namespace pretext
