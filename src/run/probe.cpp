#include "run/probe.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "kernels/statistics.hpp"

namespace pretext {

namespace {

std::vector<std::uint32_t> joined(std::vector<std::uint32_t> first, const std::vector<std::uint32_t>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

Standardisation standardisation_of(std::span<const float> features, std::size_t rows, std::size_t columns) {
  Standardisation by{std::vector<double>(columns), std::vector<double>(columns)};
  kernels::mean_and_deviation(features.data(), static_cast<int>(rows), static_cast<int>(columns), by.mean.data(),
                              by.deviation.data());
  for (double& deviation : by.deviation) deviation = deviation == 0 ? 1 : deviation;
  return by;
}

void standardise(std::span<float> features, const Standardisation& by) {
  const std::size_t columns = by.mean.size();
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::size_t column = i % columns;
    features[i] = static_cast<float>((static_cast<double>(features[i]) - by.mean[column]) / by.deviation[column]);
  }
}

void Moments::add(std::span<const float> row) {
  if (first_row_.empty()) first_row_.assign(row.begin(), row.end());
  for (std::size_t c = 0; c < sums_.size(); ++c) {
    const double difference = static_cast<double>(row[c]) - static_cast<double>(first_row_[c]);
    sums_[c] += difference;
    squares_[c] += difference * difference;
  }
  ++rows_;
}

Standardisation Moments::standardisation() const {
  assert(rows_ > 0);
  const double n = static_cast<double>(rows_);
  Standardisation by{std::vector<double>(sums_.size()), std::vector<double>(sums_.size())};
  for (std::size_t c = 0; c < sums_.size(); ++c) {
    const double shift = sums_[c] / n;
    const double variance = squares_[c] / n - shift * shift;
    by.mean[c] = static_cast<double>(first_row_[c]) + shift;
    by.deviation[c] = variance <= 0 ? 1 : std::sqrt(variance);  // NaN stays NaN
  }
  return by;
}

void Moments::archive(Archive& archive) {
  std::uint32_t rows = static_cast<std::uint32_t>(rows_);
  archive.number("rows", rows, 1u << 30);
  archive.list("first_row", first_row_, sums_.size());
  archive.values("sums", std::span(sums_));
  archive.values("squares", std::span(squares_));
  if (!archive.restoring() || archive.failure()) return;
  rows_ = rows;
  if (first_row_.size() != (rows_ > 0 ? sums_.size() : 0)) archive.refuse("the measured features have no first row.");
}

Scaling::Scaling(const Standardisation& by) : Scaling(by.mean.size()) {
  for (std::size_t c = 0; c < shift_.size(); ++c) {
    shift_[c] = static_cast<float>(by.mean[c]);
    factor_[c] = static_cast<float>(1 / by.deviation[c]);
  }
}

void Scaling::apply(std::span<const float> from, std::span<float> to) const {
  for (std::size_t c = 0; c < shift_.size(); ++c) to[c] = (from[c] - shift_[c]) * factor_[c];
}

EncodeAndMeasure::EncodeAndMeasure(const Network& encoder, const Source& source, Dataset data,
                                   std::vector<std::uint32_t> measured, const std::vector<std::uint32_t>& rows,
                                   std::span<const float> weights)
    : RowWork(encoder, source, data, joined(std::move(measured), rows), weights, encoder.out().size(), rows.size()),
      moments_(encoder.out().size()) {}

Standardisation EncodeAndMeasure::standardisation() const {
  return moments_.rows() > 0 ? moments_.standardisation() : Standardisation{};
}

void EncodeAndMeasure::archive(Archive& archive) {
  RowWork::archive(archive);
  if (examples().size() > kept().size() / width()) archive.scope("measured", [&] { moments_.archive(archive); });
}

void EncodeAndMeasure::keep(int /*n*/, const Batch& /*asked*/, std::span<const float> outputs, std::span<float> out) {
  std::ranges::copy(outputs, out.begin());
}

std::vector<float> join(const Network& encoder, std::span<const float> encoder_weights, const Network& probe,
                        std::span<const float> probe_weights, const Standardisation& by, const Network& classifier) {
  std::vector<float> joined(classifier.params().floats());
  copy_shared(encoder.params(), encoder_weights, classifier.params(), joined);
  copy_shared(probe.params(), probe_weights, classifier.params(), joined);
  if (by.mean.empty()) return joined;

  const Param& kernel = *classifier.params().find("dense.kernel");
  const Param& bias = *classifier.params().find("dense.bias");
  const std::size_t features = by.mean.size();
  const std::size_t classes = bias.size;
  assert(kernel.size == features * classes);
  for (std::size_t c = 0; c < classes; ++c) {
    double shift = 0;
    for (std::size_t f = 0; f < features; ++f) {
      float& weight = joined[kernel.offset + f * classes + c];
      const double folded = static_cast<double>(weight) / by.deviation[f];
      shift += by.mean[f] * folded;
      weight = static_cast<float>(folded);
    }
    float& b = joined[bias.offset + c];
    b = static_cast<float>(static_cast<double>(b) - shift);
  }
  return joined;
}

}  // namespace pretext
