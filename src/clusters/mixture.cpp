#include <algorithm>
#include <numbers>
#include <utility>

#include "clusters/blocks.hpp"
#include "kernels/distances.hpp"
#include "kernels/lanes.hpp"
#include "kernels/softmax.hpp"

namespace pretext {

namespace {

/// A Gaussian that answers for less than this many rows keeps its place and shape.
constexpr double least_rows = 1e-6;

float logarithm(float x) {
  kernels::log(&x, &x, 1);
  return x;
}

}  // namespace

/// Sums over rows, weighed by how much each Gaussian answers for them.
struct Mixture::Moments {
  std::vector<double> rows;     ///< of each Gaussian
  std::vector<double> sums;     ///< clusters x width, of the differences to the mean as it was
  std::vector<double> squares;  ///< of these
};

/// Begins with the clusters as they are: each row is of its own alone.
Mixture::Mixture(const KMeans& from, const Settings& settings)
    : rows_(from.rows()), settings_(settings), width_(rows_.width()) {
  const std::vector<float> centres = from.centres();
  clusters_ = centres.size() / width_;
  pitch_ = static_cast<std::size_t>(kernels::round_up(static_cast<int>(clusters_), kernels::lanes));
  weights_.resize(clusters_);
  means_.resize(width_ * pitch_);
  variances_.resize(width_ * pitch_, 1.0f);
  inverse_.resize(width_ * pitch_, 1.0f);
  constants_.resize(clusters_);
  for (std::size_t i = 0; i < centres.size(); ++i) means_[i % width_ * pitch_ + i / width_] = centres[i];
  Moments moments{std::vector<double>(clusters_), std::vector<double>(centres.size()),
                  std::vector<double>(centres.size())};
  each_block(rows_, [&](std::size_t first, std::size_t n, std::span<const float> features) {
    std::vector<float> shares(n * clusters_);
    for (std::size_t i = 0; i < n; ++i) shares[i * clusters_ + from.clusters()[first + i]] = 1.0f;
    gather(features, shares, moments);
  });
  maximise(moments);
}

/// Overwrites `shares` (count x clusters) with how much each Gaussian answers for each row, and returns the sum of the
/// rows' log-likelihoods.
double Mixture::expect(std::span<const float> rows, std::span<float> shares) const {
  const std::size_t count = shares.size() / clusters_;
  std::vector<float> squared(count * pitch_);
  kernels::squared_distances(rows.data(), static_cast<int>(count), static_cast<int>(width_), means_.data(),
                             inverse_.data(), static_cast<int>(pitch_), squared.data());
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::span<float> mine = shares.subspan(i * clusters_, clusters_);
    for (std::size_t c = 0; c < clusters_; ++c) mine[c] = constants_[c] - 0.5f * squared[i * pitch_ + c];
    const float most = *std::ranges::max_element(mine);
    for (float& share : mine) share -= most;
    kernels::exp(mine.data(), mine.data(), static_cast<int>(clusters_));
    float total = 0;
    for (const float share : mine) total += share;
    for (float& share : mine) share /= total;
    sum += static_cast<double>(most + logarithm(total));
  }
  return sum;
}

void Mixture::gather(std::span<const float> rows, std::span<const float> shares, Moments& moments) const {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] == 0.0f) continue;
    const std::size_t c = i % clusters_;
    const float* const row = &rows[i / clusters_ * width_];
    const auto share = static_cast<double>(shares[i]);
    double* const sums = &moments.sums[c * width_];
    double* const squares = &moments.squares[c * width_];
    moments.rows[c] += share;
    for (std::size_t k = 0; k < width_; ++k) {
      const double difference = static_cast<double>(row[k] - means_[k * pitch_ + c]);
      sums[k] += share * difference;
      squares[k] += share * difference * difference;
    }
  }
}

void Mixture::maximise(const Moments& moments) {
  for (std::size_t c = 0; c < clusters_; ++c) {
    const double n = moments.rows[c];
    weights_[c] = static_cast<float>(std::max(n, least_rows) / static_cast<double>(rows_.examples.size()));
    double logarithms = static_cast<double>(width_) * static_cast<double>(logarithm(2 * std::numbers::pi_v<float>));
    for (std::size_t k = 0; k < width_; ++k) {
      const std::size_t at = k * pitch_ + c;
      if (n >= least_rows) {
        const double shift = moments.sums[c * width_ + k] / n;
        means_[at] += static_cast<float>(shift);
        const double variance = std::max(0.0, moments.squares[c * width_ + k] / n - shift * shift);
        variances_[at] = static_cast<float>(variance + settings_.floor);
        inverse_[at] = 1.0f / variances_[at];
      }
      logarithms += static_cast<double>(logarithm(variances_[at]));
    }
    constants_[c] = static_cast<float>(static_cast<double>(logarithm(weights_[c])) - logarithms / 2);
  }
}

void Mixture::advance() {
  Moments moments{std::vector<double>(clusters_), std::vector<double>(clusters_ * width_),
                  std::vector<double>(clusters_ * width_)};
  std::vector<float> shares(rows_of_block * clusters_);
  double sum = 0;
  each_block(rows_, [&](std::size_t, std::size_t n, std::span<const float> features) {
    const std::span<float> some = std::span(shares).first(n * clusters_);
    sum += expect(features, some);
    gather(features, some, moments);
  });
  const double before = log_likelihood_;
  log_likelihood_ = sum / static_cast<double>(rows_.examples.size());
  maximise(moments);
  const bool settled = round_ > 0 && !(log_likelihood_ - before >= settings_.tolerance);
  done_ = ++round_ == settings_.rounds || settled;
}

std::vector<float> Mixture::means() const { return by_cluster(means_, clusters_, pitch_); }
std::vector<float> Mixture::variances() const { return by_cluster(variances_, clusters_, pitch_); }

std::vector<std::uint8_t> Mixture::most_likely(const FeatureRows& rows) const {
  std::vector<std::uint8_t> found;
  std::vector<float> shares(rows_of_block * clusters_);
  each_block(rows, [&](std::size_t, std::size_t n, std::span<const float> features) {
    const std::span<float> some = std::span(shares).first(n * clusters_);
    expect(features, some);
    for (std::size_t i = 0; i < n; ++i) {
      const auto mine = some.subspan(i * clusters_, clusters_);
      found.push_back(static_cast<std::uint8_t>(std::ranges::max_element(mine) - mine.begin()));
    }
  });
  return found;
}

}  // namespace pretext
