#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace pretext {

/// Rows of few values, each with a class.
struct SparseRows {
  struct Value {
    std::uint32_t column;
    float value;
  };
  std::vector<Value> values;
  std::vector<std::uint32_t> starts{0};  ///< where each row's values begin, and where the last one's end
  std::vector<std::int32_t> classes;

  [[nodiscard]] std::size_t rows() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const Value> row(std::size_t i) const {
    return std::span(values).subspan(starts[i], starts[i + 1] - starts[i]);
  }
  void end_row(std::int32_t label) {
    starts.push_back(static_cast<std::uint32_t>(values.size()));
    classes.push_back(label);
  }
};

/// Multinomial logistic regression: lowers the mean cross-entropy plus penalty / 2 times the squares of the weights,
/// but not of the biases, by L-BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale optimization",
/// 1989) with halved steps. The same bits on every target.
class Logistic {
 public:
  Logistic(SparseRows rows, int columns, int classes, double penalty);

  [[nodiscard]] bool done() const { return done_; }
  /// One iteration.
  void advance();

  /// columns x classes, then one bias for each class.
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  [[nodiscard]] double loss() const { return loss_; }
  /// The class that is most likely for a row, the first of equals.
  [[nodiscard]] std::int32_t predict(std::span<const SparseRows::Value> row) const;

 private:
  [[nodiscard]] double evaluate(const std::vector<double>& weights, std::vector<double>& gradient) const;
  void score(const std::vector<double>& weights, std::span<const SparseRows::Value> row, std::span<double> out) const;
  [[nodiscard]] std::vector<double> direction() const;

  struct Step {
    std::vector<double> move, change;  ///< of the weights, and of the gradient
    double product;                    ///< of both
  };

  SparseRows rows_;
  std::size_t columns_;
  std::size_t classes_;
  double penalty_;
  std::vector<double> weights_, gradient_;
  std::vector<Step> steps_;
  double loss_ = 0;
  int iterations_ = 0;
  bool done_ = false;
};

}  // namespace pretext
