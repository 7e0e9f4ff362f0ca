#include "study/logistic.hpp"

#include <algorithm>
#include <utility>

#include "kernels/softmax.hpp"

namespace pretext {

namespace {

constexpr int most_iterations = 100;
constexpr std::size_t remembered = 8;
constexpr int most_halvings = 20;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// a += factor b.
void add(std::vector<double>& a, double factor, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += factor * b[i];
}

}  // namespace

Logistic::Logistic(SparseRows rows, int columns, int classes, double penalty)
    : rows_(std::move(rows)), columns_(static_cast<std::size_t>(columns)), classes_(static_cast<std::size_t>(classes)),
      penalty_(penalty), weights_((columns_ + 1) * classes_), gradient_(weights_.size()) {
  loss_ = evaluate(weights_, gradient_);
}

void Logistic::score(const std::vector<double>& weights, std::span<const SparseRows::Value> row,
                     std::span<double> out) const {
  for (std::size_t c = 0; c < classes_; ++c) out[c] = weights[columns_ * classes_ + c];
  for (const auto& [column, value] : row) {
    for (std::size_t c = 0; c < classes_; ++c) out[c] += static_cast<double>(value) * weights[column * classes_ + c];
  }
}

std::int32_t Logistic::predict(std::span<const SparseRows::Value> row) const {
  std::vector<double> scores(classes_);
  score(weights_, row, scores);
  return static_cast<std::int32_t>(std::ranges::max_element(scores) - scores.begin());
}

double Logistic::evaluate(const std::vector<double>& weights, std::vector<double>& gradient) const {
  const double share = 1.0 / static_cast<double>(rows_.rows());
  std::ranges::fill(gradient, 0.0);
  std::vector<double> scores(classes_);
  std::vector<float> terms(classes_);
  double loss = 0;
  for (std::size_t i = 0; i < rows_.rows(); ++i) {
    score(weights, rows_.row(i), scores);
    const double most = *std::ranges::max_element(scores);
    for (std::size_t c = 0; c < classes_; ++c) terms[c] = static_cast<float>(scores[c] - most);
    kernels::exp(terms.data(), terms.data(), static_cast<int>(classes_));
    double sum = 0;
    for (const float term : terms) sum += static_cast<double>(term);
    const auto wanted = static_cast<std::size_t>(rows_.classes[i]);
    auto logarithm = static_cast<float>(sum);
    kernels::log(&logarithm, &logarithm, 1);
    loss += (static_cast<double>(logarithm) + most - scores[wanted]) * share;
    for (std::size_t c = 0; c < classes_; ++c) {
      const double slope = (static_cast<double>(terms[c]) / sum - (c == wanted ? 1.0 : 0.0)) * share;
      gradient[columns_ * classes_ + c] += slope;
      for (const auto& [column, value] : rows_.row(i)) {
        gradient[column * classes_ + c] += slope * static_cast<double>(value);
      }
    }
  }
  for (std::size_t i = 0; i < columns_ * classes_; ++i) {
    loss += penalty_ / 2 * weights[i] * weights[i];
    gradient[i] += penalty_ * weights[i];
  }
  return loss;
}

/// Minus the gradient, times what the last steps tell of the inverse of the Hessian.
std::vector<double> Logistic::direction() const {
  std::vector<double> way = gradient_;
  std::vector<double> shares(steps_.size());
  for (std::size_t i = steps_.size(); i-- > 0;) {
    shares[i] = dot(steps_[i].move, way) / steps_[i].product;
    add(way, -shares[i], steps_[i].change);
  }
  const double scale = steps_.empty() ? 1.0 : steps_.back().product / dot(steps_.back().change, steps_.back().change);
  for (double& w : way) w *= scale;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    add(way, shares[i] - dot(steps_[i].change, way) / steps_[i].product, steps_[i].move);
  }
  for (double& w : way) w = -w;
  return way;
}

void Logistic::advance() {
  const std::vector<double> way = direction();
  const double slope = dot(way, gradient_);
  std::vector<double> weights;
  std::vector<double> gradient(gradient_.size());
  double loss = loss_;
  double length = 1;
  int halvings = 0;
  do {
    weights = weights_;
    add(weights, length, way);
    loss = evaluate(weights, gradient);
    length /= 2;
  } while (!(loss <= loss_ + 1e-4 * 2 * length * slope) && ++halvings < most_halvings);
  const double gain = loss_ - loss;
  if (!(gain > 0)) return void(done_ = true);
  Step step{weights, gradient, 0};
  add(step.move, -1, weights_);
  add(step.change, -1, gradient_);
  step.product = dot(step.move, step.change);
  weights_ = std::move(weights);
  gradient_ = std::move(gradient);
  loss_ = loss;
  if (step.product > 0) steps_.push_back(std::move(step));
  if (steps_.size() > remembered) steps_.erase(steps_.begin());
  // Sums of float exponentials are no finer than this.
  done_ = ++iterations_ == most_iterations || gain < 1e-7 * (1 + loss_);
}

}  // namespace pretext
