#include <algorithm>
#include <cassert>
#include <vector>

#include "pretext/objective.hpp"

namespace pretext {

namespace {

class Prediction final : public Objective {
 public:
  Prediction(const Network& network, const Source& source, const Loss& loss)
      : network_(network), source_(source), loss_(loss), workspace_(network, Workspace::Use::training),
        targets_(source.form(), network.max_batch()),
        scratch_(scratch_bytes(loss, network.max_batch(), network.out().size())) {
    assert(source.form().input.size() == network.in().size());
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] double multiplications() const override { return network_.plan().multiplications; }

  void set_weights(std::span<const float> weights) override { workspace_.set_weights(weights); }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const int n = static_cast<int>(leaf.examples.size());
    const Batch batch = targets_.batch(workspace_.inputs(n), n);
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    const std::span<const float> outputs = workspace_.forward(n, true);
    const LossSums sums =
        evaluate(loss_, n, batch, outputs, 1.0f / static_cast<float>(leaf.batch),
                 {.doutputs = workspace_.doutputs(n), .losses = {}, .predicted = {}, .correct = {}}, scratch_.bytes());
    std::ranges::fill(grads, 0.0f);
    workspace_.backward(n, grads);
    return sums;
  }

 private:
  const Network& network_;
  const Source& source_;
  Loss loss_;
  Workspace workspace_;
  TargetBuffers targets_;
  Buffer scratch_;
};

}  // namespace

std::unique_ptr<Objective> prediction(const Network& network, const Source& source, const Loss& loss) {
  return std::make_unique<Prediction>(network, source, loss);
}

}  // namespace pretext
