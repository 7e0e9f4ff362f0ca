#include "pretext/consistency.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/softmax.hpp"

namespace pretext {

namespace {

constexpr std::size_t a_pair = 2;

class ConsistencyObjective final : public Objective {
 public:
  ConsistencyObjective(const Network& network, const Source& source, const Consistency& settings)
      : network_(network), source_(source), settings_(settings), workspace_(network, Workspace::Use::training),
        targets_(source.form(), network.max_batch()), asked_(rows()), predicted_(rows()), losses_(rows()),
        probabilities_(network.out().size()) {
    assert(source.form().input.size() == a_pair * network.in().size());
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] double multiplications() const override { return a_pair * network_.plan().multiplications; }

  void set_weights(std::span<const float> weights) override { workspace_.set_weights(weights); }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const std::size_t n = leaf.examples.size();
    const int rows = static_cast<int>(a_pair * n);
    const Batch batch = targets_.batch(workspace_.inputs(rows), static_cast<int>(n));
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    const std::span<const float> outputs = workspace_.forward(rows, true);
    const std::size_t classes = network_.out().size();
    for (std::size_t i = 0; i < n; ++i) {
      asked_[a_pair * i] = batch.classes[i];
      asked_[a_pair * i + 1] = batch.classes[i] < 0 ? taken_for(outputs.subspan(a_pair * i * classes, classes)) : -1;
    }
    const std::span<float> doutputs = workspace_.doutputs(rows);
    kernels::softmax_cross_entropy(outputs.data(), asked_.data(), rows, static_cast<int>(classes),
                                   1.0f / static_cast<float>(leaf.batch), doutputs.data(), losses_.data(),
                                   predicted_.data());
    LossSums sums;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t weak = a_pair * i;
      sums.loss += losses_[weak] + settings_.unlabelled * losses_[weak + 1];
      sums.correct += batch.classes[i] >= 0 && predicted_[weak] == batch.classes[i] ? 1.0f : 0.0f;
      for (float& d : doutputs.subspan((weak + 1) * classes, classes)) d *= settings_.unlabelled;
    }
    std::ranges::fill(grads, 0.0f);
    workspace_.backward(rows, grads);
    return sums;
  }

 private:
  [[nodiscard]] std::size_t rows() const { return static_cast<std::size_t>(network_.max_batch()); }

  std::int32_t taken_for(std::span<const float> logits) {
    return kernels::sure_class(logits, settings_.threshold, probabilities_);
  }

  const Network& network_;
  const Source& source_;
  Consistency settings_;
  Loss loss_ = CrossEntropy{};
  Workspace workspace_;
  TargetBuffers targets_;
  std::vector<std::int32_t> asked_;  ///< of each view
  std::vector<std::int32_t> predicted_;
  std::vector<float> losses_;
  std::vector<float> probabilities_;
};

}  // namespace

std::unique_ptr<Objective> consistency(const Network& network, const Source& source, const Consistency& settings) {
  return std::make_unique<ConsistencyObjective>(network, source, settings);
}

}  // namespace pretext
