#include "pretext/optimizer.hpp"

#include <cmath>

#include "kernels/update.hpp"

namespace pretext {

Optimizer::Optimizer(OptimizerRule rule, std::size_t floats)
    : rule_(rule), moments_(std::holds_alternative<Adam>(rule) ? 2 * floats : floats) {}

void Optimizer::set_rate(float rate) {
  std::visit([rate](auto& rule) { rule.rate = rate; }, rule_);
}

void Optimizer::set_steps(std::uint32_t steps) {
  steps_ = 0;
  beta1_power_ = beta2_power_ = 1.0;
  if (const Adam* adam = std::get_if<Adam>(&rule_)) {
    for (std::uint32_t i = 0; i < steps; ++i) {
      beta1_power_ *= static_cast<double>(adam->beta1);
      beta2_power_ *= static_cast<double>(adam->beta2);
    }
  }
  steps_ = steps;
}

void Optimizer::step(std::span<float> weights, std::span<const float> grads, std::size_t first) {
  ++steps_;
  const std::size_t n = weights.size() - first;
  float* w = weights.data() + first;
  const float* g = grads.data() + first;
  float* m = moments_.data() + first;
  if (const Sgd* sgd = std::get_if<Sgd>(&rule_)) {
    kernels::sgd_momentum(w, g, m, n, sgd->rate, sgd->momentum);
    return;
  }
  const Adam& adam = std::get<Adam>(rule_);
  beta1_power_ *= static_cast<double>(adam.beta1);
  beta2_power_ *= static_cast<double>(adam.beta2);
  const double rate = static_cast<double>(adam.rate) * std::sqrt(1.0 - beta2_power_) / (1.0 - beta1_power_);
  float* v = m + weights.size();
  kernels::adam(w, g, m, v, n, {static_cast<float>(rate), adam.beta1, adam.beta2, adam.epsilon});
}

}  // namespace pretext
