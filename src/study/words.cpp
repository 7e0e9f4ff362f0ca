#include "study/words.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/softmax.hpp"

namespace pretext {

namespace {

float logarithm(float x) {
  kernels::log(&x, &x, 1);
  return x;
}

}  // namespace

TokenCounts::TokenCounts(const Dataset& known, int vocabulary) : idf_(static_cast<std::size_t>(vocabulary)) {
  std::vector<SparseRows::Value> values;
  std::vector<float> texts(idf_.size());
  for (std::uint32_t row = 0; row < known.rows; ++row) {
    values.clear();
    counts(known, row, values);
    for (const auto& value : values) texts[value.column] += 1.0f;
  }
  const float all = static_cast<float>(known.rows);
  for (std::size_t i = 0; i < idf_.size(); ++i) idf_[i] = logarithm((1.0f + all) / (1.0f + texts[i])) + 1.0f;
}

void TokenCounts::counts(const Dataset& data, std::uint32_t row, std::vector<SparseRows::Value>& values) {
  const auto text = data.texts.text(row);
  std::vector<std::uint16_t> tokens(text.begin(), text.end());
  std::ranges::sort(tokens);
  const std::size_t first = values.size();
  for (const std::uint16_t token : tokens) {
    if (values.size() == first || values.back().column != token) values.push_back({token, 0.0f});
    values.back().value += 1.0f;
  }
}

void TokenCounts::tf_idf(const Dataset& data, std::uint32_t row, std::vector<SparseRows::Value>& values) const {
  const std::size_t first = values.size();
  counts(data, row, values);
  float square = 0;
  for (auto& value : std::span(values).subspan(first)) {
    value.value *= idf_[value.column];
    square += value.value * value.value;
  }
  const float length = std::sqrt(square);
  for (auto& value : std::span(values).subspan(first)) value.value /= length;
}

NaiveBayes::NaiveBayes(const SparseRows& rows, int columns, int classes)
    : logarithms_(static_cast<std::size_t>(columns * classes), 1.0f), priors_(static_cast<std::size_t>(classes)) {
  const auto count = static_cast<std::size_t>(classes);
  std::vector<float> totals(count, static_cast<float>(columns));
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const auto label = static_cast<std::size_t>(rows.classes[i]);
    priors_[label] += 1.0f;
    for (const auto& [column, value] : rows.row(i)) {
      logarithms_[column * count + label] += value;
      totals[label] += value;
    }
  }
  for (std::size_t i = 0; i < logarithms_.size(); ++i) logarithms_[i] = logarithm(logarithms_[i] / totals[i % count]);
  for (float& prior : priors_) prior = logarithm((prior + 1.0f) / static_cast<float>(rows.rows() + count));
}

std::int32_t NaiveBayes::predict(std::span<const SparseRows::Value> row) const {
  std::vector<float> scores = priors_;
  for (const auto& [column, value] : row) {
    for (std::size_t c = 0; c < scores.size(); ++c) scores[c] += value * logarithms_[column * scores.size() + c];
  }
  return static_cast<std::int32_t>(std::ranges::max_element(scores) - scores.begin());
}

}  // namespace pretext
