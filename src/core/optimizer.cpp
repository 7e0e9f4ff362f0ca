#include "pretext/optimizer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kernels/update.hpp"

namespace pretext {

std::vector<Range> matrices_of(const Params& params) {
  std::vector<Range> ranges;
  for (const Param& param : params.table()) {
    if (param.shape.size() >= 2) ranges.push_back({param.offset, param.offset + param.size});
  }
  return ranges;
}

Optimizer::Optimizer(OptimizerRule rule, std::size_t floats, std::vector<Range> decayed)
    : rule_(rule), decayed_(std::move(decayed)), moments_(std::holds_alternative<Sgd>(rule) ? floats : 2 * floats) {}

void Optimizer::set_rate(float rate) {
  std::visit([rate](auto& rule) { rule.rate = rate; }, rule_);
}

void Optimizer::set_steps(std::uint32_t steps) {
  beta1_power_ = beta2_power_ = 1.0;
  for (steps_ = 0; steps_ < steps; ++steps_) correct();
}

/// The powers of the betas that the next step's bias correction takes.
void Optimizer::correct() {
  const auto multiply = [this](float beta1, float beta2) {
    beta1_power_ *= static_cast<double>(beta1);
    beta2_power_ *= static_cast<double>(beta2);
  };
  if (const Adam* adam = std::get_if<Adam>(&rule_)) multiply(adam->beta1, adam->beta2);
  if (const AdamW* adamw = std::get_if<AdamW>(&rule_)) multiply(adamw->beta1, adamw->beta2);
}

void Optimizer::step(std::span<float> weights, std::span<const float> grads, std::size_t first) {
  ++steps_;
  correct();
  const std::size_t n = weights.size() - first;
  float* w = weights.data() + first;
  const float* g = grads.data() + first;
  float* m = moments_.data() + first;
  if (const Sgd* sgd = std::get_if<Sgd>(&rule_)) {
    kernels::sgd_momentum(w, g, m, n, sgd->rate, sgd->momentum);
    return;
  }
  float* v = m + weights.size();
  const double correction = std::sqrt(1.0 - beta2_power_);
  const auto corrected = [&](float rate) {
    return static_cast<float>(static_cast<double>(rate) * correction / (1.0 - beta1_power_));
  };
  if (const Adam* adam = std::get_if<Adam>(&rule_)) {
    kernels::adam(w, g, m, v, n, {corrected(adam->rate), adam->beta1, adam->beta2, adam->epsilon});
    return;
  }
  const AdamW& adamw = std::get<AdamW>(rule_);
  const float kept = static_cast<float>(1.0 - static_cast<double>(adamw.rate) * static_cast<double>(adamw.decay));
  for (const Range& range : decayed_) {
    const std::size_t from = std::max(first, range.first);
    if (from < range.last) kernels::scale(weights.data() + from, kept, range.last - from);
  }
  // Epsilon inside the bias correction is the same as a corrected one outside.
  const auto epsilon = static_cast<float>(static_cast<double>(adamw.epsilon) * correction);
  kernels::adam(w, g, m, v, n, {corrected(adamw.rate), adamw.beta1, adamw.beta2, epsilon, kernels::smallest_square});
}

}  // namespace pretext
