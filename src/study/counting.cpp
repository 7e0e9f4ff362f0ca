#include "study/counting.hpp"

#include <algorithm>
#include <utility>

#include "run/probe.hpp"

namespace pretext {

namespace {

constexpr double word_penalty = 0.001;
constexpr int latent_directions = 64;

}  // namespace

SparseRows dense_rows(std::span<const float> features, std::size_t width, std::span<const std::int32_t> classes) {
  SparseRows rows;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    for (std::uint32_t c = 0; c < width; ++c) rows.values.push_back({c, features[i * width + c]});
    rows.end_row(classes[i]);
  }
  return rows;
}

Counting::Counting(std::string_view mode, const Dataset& train, const Dataset& test, const Rows& rows,
                   std::uint64_t seed)
    : columns_(train.texts.vocabulary), classes_(train.texts.classes) {
  std::optional<TokenCounts> weighted;
  if (mode != "naive_bayes") weighted.emplace(train, columns_);
  const auto counted = [&](const Dataset& data, std::span<const std::uint32_t> numbers) {
    SparseRows found;
    for (const std::uint32_t row : numbers) {
      if (weighted) weighted->tf_idf(data, row, found.values);
      else TokenCounts::counts(data, row, found.values);
      found.end_row(data.labels[row]);
    }
    return found;
  };
  learned_ = counted(train, rows.learned);
  tested_ = counted(test, rows.tested);
  if (mode == "naive_bayes") predict(NaiveBayes(learned_, columns_, classes_));
  if (mode == "tf_idf") logistic_.emplace(std::move(learned_), columns_, classes_, word_penalty);
  if (mode == "lsa") {
    standardising_ = counted(train, rows.standardising);
    directions_.emplace(counted(train, rows.known), columns_, std::min(latent_directions, columns_), seed);
  }
}

void Counting::advance() {
  if (directions_ && !directions_->done()) {
    directions_->advance();
    if (directions_->done()) end_directions();
    return;
  }
  logistic_->advance();
  if (logistic_->done()) predict(*logistic_);
}

/// Rows of counts become rows of where they lie, standardised as features are.
void Counting::end_directions() {
  const std::size_t width = directions_->dimensions();
  const auto along = [&](const SparseRows& rows) {
    std::vector<float> features;
    for (std::size_t i = 0; i < rows.rows(); ++i) {
      const std::vector<float> row = directions_->along(rows.row(i));
      features.insert(features.end(), row.begin(), row.end());
    }
    return features;
  };
  const Standardisation by = standardisation_of(along(standardising_), standardising_.rows(), width);
  for (SparseRows* rows : {&learned_, &tested_}) {
    std::vector<float> features = along(*rows);
    standardise(features, by);
    *rows = dense_rows(features, width, rows->classes);
  }
  logistic_.emplace(std::move(learned_), static_cast<int>(width), classes_, probe_penalty);
}

template <class Classifier>
void Counting::predict(const Classifier& classifier) {
  for (std::size_t i = 0; i < tested_.rows(); ++i) {
    predictions_.push_back(static_cast<std::uint8_t>(classifier.predict(tested_.row(i))));
  }
  done_ = true;
}

}  // namespace pretext
