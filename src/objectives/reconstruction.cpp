#include <algorithm>
#include <cassert>
#include <optional>
#include <vector>

#include "kernels/softplus.hpp"
#include "kernels/squared.hpp"
#include "kernels/update.hpp"
#include "pretext/objective.hpp"

namespace pretext {

namespace {

class ReconstructionObjective final : public Objective {
 public:
  ReconstructionObjective(const Network& network, const Source& source, const Reconstruction& terms)
      : network_(network), source_(source), terms_(terms), params_(network.params()),
        workspace_(network, Workspace::Use::training), targets_(source.form(), network.max_batch()),
        values_(network.out().size()), extra_(static_cast<std::size_t>(network.max_batch()) * values_) {
    assert(source.form().target.size() == values_);
    if (terms.content_network != nullptr) {
      content_.emplace(*terms.content_network, Workspace::Use::training);
      content_->set_weights(terms.content_weights);
      content_target_.resize(static_cast<std::size_t>(network.max_batch()) * terms.content_network->out().size());
    }
    if (terms.critic != nullptr) {
      params_.append(terms.critic->params());
      critic_.emplace(*terms.critic, Workspace::Use::training);
      asked_.resize(extra_.size());
    }
  }

  [[nodiscard]] const Network& network() const override { return network_; }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] const Params& params() const override { return params_; }

  /// The content network runs over outputs and targets, the critic as well.
  [[nodiscard]] double multiplications() const override {
    double all = network_.plan().multiplications;
    if (content_) all += 2 * terms_.content_network->plan().multiplications;
    if (critic_) all += 2 * terms_.critic->plan().multiplications;
    return all;
  }

  void set_weights(std::span<const float> weights) override {
    const std::size_t own = network_.params().floats();
    workspace_.set_weights(weights.first(own));
    if (critic_) critic_->set_weights(weights.subspan(own));
  }

  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    const int n = static_cast<int>(leaf.examples.size());
    const float scale = 1.0f / static_cast<float>(leaf.batch);
    const Batch batch = targets_.batch(workspace_.inputs(n), n);
    source_.fill(leaf.data, leaf.examples, leaf.seed, leaf.step, batch);
    const std::span<const float> outputs = workspace_.forward(n, true);
    const std::span<float> doutputs = workspace_.doutputs(n);
    LossSums sums;
    sums.loss = terms_.pixels * kernels::squared_error(outputs.data(), batch.targets.data(),
                                                       batch.weights.empty() ? nullptr : batch.weights.data(), n,
                                                       static_cast<int>(values_), terms_.pixels * scale,
                                                       doutputs.data(), nullptr);
    std::ranges::fill(grads, 0.0f);
    if (content_) sums.loss += add_content(n, batch, outputs, scale, doutputs);
    if (critic_) add_adversary(n, batch, outputs, scale, doutputs, grads.subspan(network_.params().floats()), sums);
    workspace_.backward(n, grads.first(network_.params().floats()));
    return sums;
  }

 private:
  /// Adds the content term's gradient by the outputs and returns its sum.
  float add_content(int n, const Batch& batch, std::span<const float> outputs, float scale, std::span<float> doutputs) {
    const std::span<float> inputs = content_->inputs(n);
    std::ranges::copy(batch.targets, inputs.begin());
    const std::span<const float> wanted = content_->forward(n);
    std::ranges::copy(wanted, content_target_.begin());
    std::ranges::copy(outputs, inputs.begin());
    const std::span<const float> found = content_->forward(n, true);
    const float sum = kernels::squared_error(found.data(), content_target_.data(), nullptr, n,
                                             static_cast<int>(terms_.content_network->out().size()),
                                             terms_.content * scale, content_->doutputs(n).data(), nullptr);
    const std::span<float> by_outputs = std::span(extra_).first(outputs.size());
    content_->backward(n, {}, by_outputs);
    kernels::add(doutputs.data(), by_outputs.data(), outputs.size());
    return terms_.content * sum;
  }

  /// The critic tells targets from fakes: outputs where they are asked, targets elsewhere. Adds the generator's
  /// gradient by the outputs, the critic's by its own weights, and both losses (Goodfellow et al., "Generative
  /// adversarial nets", NeurIPS 2014, with the generator's loss that does not saturate).
  void add_adversary(int n, const Batch& batch, std::span<const float> outputs, float scale, std::span<float> doutputs,
                     std::span<float> critic_grads, LossSums& sums) {
    const std::span<float> inputs = critic_->inputs(n);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      asked_[i] = batch.weights.empty() || batch.weights[i] > 0 ? 1 : 0;
      inputs[i] = asked_[i] != 0 ? outputs[i] : batch.targets[i];
    }
    const float* judged = critic_->forward(n, true).data();
    float* djudged = critic_->doutputs(n).data();
    sums.loss +=
        terms_.adversarial * kernels::softplus_sum(judged, n, -1.0f, terms_.adversarial * scale, djudged, nullptr);
    const std::span<float> by_fakes = std::span(extra_).first(outputs.size());
    critic_->backward(n, {}, by_fakes);
    for (std::size_t i = 0; i < outputs.size(); ++i) doutputs[i] += asked_[i] != 0 ? by_fakes[i] : 0.0f;

    sums.critic = kernels::softplus_sum(judged, n, 1.0f, scale / 2, djudged, nullptr) / 2;
    critic_->backward(n, critic_grads);
    std::ranges::copy(batch.targets, inputs.begin());
    judged = critic_->forward(n, true).data();
    sums.critic += kernels::softplus_sum(judged, n, -1.0f, scale / 2, djudged, nullptr) / 2;
    critic_->backward(n, critic_grads);
  }

  const Network& network_;
  const Source& source_;
  Reconstruction terms_;
  Loss loss_ = SquaredError{};
  Params params_;
  Workspace workspace_;
  TargetBuffers targets_;
  std::size_t values_;  ///< of an output
  std::vector<float> extra_;
  std::optional<Workspace> content_;
  std::vector<float> content_target_;
  std::optional<Workspace> critic_;
  std::vector<std::uint8_t> asked_;
};

}  // namespace

std::unique_ptr<Objective> reconstruction(const Network& network, const Source& source, const Reconstruction& terms) {
  return std::make_unique<ReconstructionObjective>(network, source, terms);
}

}  // namespace pretext
