#include <algorithm>
#include <cassert>
#include <cstring>
#include <vector>

#include "pretext/objective.hpp"

namespace pretext {

namespace {

constexpr int views = 2;

class ContrastObjective final : public Objective {
 public:
  ContrastObjective(const Network& network, const Source& source, const Contrast& loss, int batch, int micro_batch)
      : network_(network), source_(source), loss_(loss),
        workspace_(network, Workspace::Use::training, (batch + micro_batch - 1) / micro_batch),
        made_(static_cast<std::size_t>((batch + micro_batch - 1) / micro_batch)),
        doutputs_(static_cast<std::size_t>(batch) * related_floats()), losses_(static_cast<std::size_t>(batch)),
        correct_(static_cast<std::size_t>(batch)), scratch_(scratch_bytes(loss_, batch, related_floats())) {
    assert(source.form().views == views && source.form().input.size() == views * network.in().size());
    assert(views * micro_batch <= network.max_batch());
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] double multiplications() const override { return views * network_.plan().multiplications; }
  [[nodiscard]] std::size_t related_floats() const override { return views * network_.out().size(); }

  void set_weights(std::span<const float> weights) override {
    workspace_.set_weights(weights);
    std::ranges::fill(made_, std::uint8_t{0});
  }

  void outputs(const Leaf& leaf, std::span<float> out) override {
    std::ranges::copy(forward(leaf), out.begin());
    made_[static_cast<std::size_t>(leaf.index)] = 1;
  }

  void relate(std::span<const float> outputs) override {
    const std::size_t n = outputs.size() / related_floats();
    evaluate(loss_, static_cast<int>(n), {}, outputs, 1.0f / static_cast<float>(n),
             {.doutputs = std::span(doutputs_).first(outputs.size()),
              .losses = std::span(losses_).first(n),
              .predicted = {},
              .correct = std::span(correct_).first(n)},
             scratch_.bytes());
  }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const std::size_t n = leaf.examples.size();
    const int rows = static_cast<int>(views * n);
    if (made_[static_cast<std::size_t>(leaf.index)] == 0) forward(leaf);
    const std::span<float> doutputs = workspace_.doutputs(rows, leaf.index);
    std::copy_n(doutputs_.begin() + static_cast<std::ptrdiff_t>(leaf.first * related_floats()), doutputs.size(),
                doutputs.begin());
    std::ranges::fill(grads, 0.0f);
    workspace_.backward(rows, grads, {}, leaf.index);
    LossSums sums;
    for (std::size_t i = leaf.first; i < leaf.first + n; ++i) {
      sums.loss += losses_[i];
      sums.correct += correct_[i];
    }
    return sums;
  }

 private:
  std::span<const float> forward(const Leaf& leaf) {
    const int rows = views * static_cast<int>(leaf.examples.size());
    const Batch batch{.inputs = workspace_.inputs(rows, leaf.index), .classes = {}, .targets = {}, .weights = {}};
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    return workspace_.forward(rows, true, leaf.index);
  }

  const Network& network_;
  const Source& source_;
  Loss loss_;
  Workspace workspace_;
  std::vector<std::uint8_t> made_;  ///< per leaf: its slot holds what backward needs, of these weights
  std::vector<float> doutputs_;     ///< of the whole batch
  std::vector<float> losses_;
  std::vector<float> correct_;
  Buffer scratch_;
};

}  // namespace

std::unique_ptr<Objective> contrast(const Network& network, const Source& source, const Contrast& loss, int batch,
                                    int micro_batch) {
  return std::make_unique<ContrastObjective>(network, source, loss, batch, micro_batch);
}

}  // namespace pretext
