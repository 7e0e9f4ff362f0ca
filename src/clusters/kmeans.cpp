#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "clusters/blocks.hpp"
#include "kernels/distances.hpp"
#include "kernels/lanes.hpp"

namespace pretext {

namespace {

std::size_t whole_lanes(int clusters) { return static_cast<std::size_t>(kernels::round_up(clusters, kernels::lanes)); }

/// Calls visit(row, cluster, squared distance, features) for each row's nearest of `count` centres, the first of
/// equals.
template <class Visit>
void each_nearest(const FeatureRows& rows, std::span<const float> centres, std::size_t pitch, std::size_t count,
                  Visit visit) {
  std::vector<float> squared(rows_of_block * pitch);
  each_block(rows, [&](std::size_t first, std::size_t n, std::span<const float> features) {
    kernels::squared_distances(features.data(), static_cast<int>(n), static_cast<int>(features.size() / n),
                               centres.data(), nullptr, static_cast<int>(pitch), squared.data());
    for (std::size_t i = 0; i < n; ++i) {
      const auto mine = std::span(squared).subspan(i * pitch, count);
      const auto nearest = std::ranges::min_element(mine);
      visit(first + i, static_cast<std::size_t>(nearest - mine.begin()), *nearest, &features[i * rows.width()]);
    }
  });
}

}  // namespace

KMeans::KMeans(FeatureRows rows, const Settings& settings)
    : rows_(std::move(rows)), settings_(settings), width_(rows_.width()), pitch_(whole_lanes(settings.clusters)),
      centres_(width_ * pitch_), clusters_(rows_.examples.size()), distances_(rows_.examples.size()),
      sums_(static_cast<std::size_t>(settings.clusters) * width_), sizes_(static_cast<std::size_t>(settings.clusters)) {
  assert(settings.clusters >= 1 && static_cast<std::size_t>(settings.clusters) <= rows_.examples.size());
  begin();
}

KMeans::KMeans(FeatureRows rows, const Settings& settings, std::span<const float> centres)
    : rows_(std::move(rows)), settings_(settings), width_(rows_.width()), pitch_(whole_lanes(settings.clusters)),
      centres_(width_ * pitch_), clusters_(rows_.examples.size()), distances_(rows_.examples.size()),
      sums_(static_cast<std::size_t>(settings.clusters) * width_), sizes_(static_cast<std::size_t>(settings.clusters)) {
  settings_.starts = 1;
  for (std::size_t i = 0; i < centres.size(); ++i) centres_[i % width_ * pitch_ + i / width_] = centres[i];
}

/// Each further centre is a row drawn by its squared distance to the nearest one there is.
void KMeans::begin() {
  Rng rng(settings_.seed, Stream::clusters, static_cast<std::uint32_t>(start_));
  const std::size_t count = rows_.examples.size();
  std::vector<float> one(width_);
  std::vector<float> only(width_ * kernels::lanes);
  std::size_t row = rng.below(static_cast<std::uint32_t>(count));
  std::ranges::fill(distances_, std::numeric_limits<float>::max());
  for (std::size_t c = 0; c < static_cast<std::size_t>(settings_.clusters); ++c) {
    rows_.read(row, 1, one);
    for (std::size_t k = 0; k < width_; ++k) centres_[k * pitch_ + c] = only[k * kernels::lanes] = one[k];
    double total = 0;
    each_nearest(rows_, only, kernels::lanes, 1, [&](std::size_t i, std::size_t, float squared, const float*) {
      distances_[i] = std::min(distances_[i], squared);
      total += static_cast<double>(distances_[i]);
    });
    double left = static_cast<double>(rng.uniform()) * total;
    row = 0;
    while (row + 1 < count && left >= static_cast<double>(distances_[row])) {
      left -= static_cast<double>(distances_[row++]);
    }
  }
}

/// Whether a row has changed its cluster. The rows of each are added up on the way, while they are at hand.
bool KMeans::assign() {
  bool moved = round_ == 0;
  std::ranges::fill(sums_, 0.0);
  std::ranges::fill(sizes_, 0u);
  each_nearest(rows_, centres_, pitch_, static_cast<std::size_t>(settings_.clusters),
               [&](std::size_t row, std::size_t nearest, float squared, const float* features) {
                 const auto cluster = static_cast<std::uint8_t>(nearest);
                 moved = moved || clusters_[row] != cluster;
                 clusters_[row] = cluster;
                 distances_[row] = squared;
                 ++sizes_[nearest];
                 double* const sum = &sums_[nearest * width_];
                 for (std::size_t k = 0; k < width_; ++k) sum[k] += static_cast<double>(features[k]);
               });
  return moved;
}

void KMeans::move() {
  refill();
  for (std::size_t c = 0; c < sizes_.size(); ++c) {
    for (std::size_t k = 0; k < width_ && sizes_[c] > 0; ++k) {
      centres_[k * pitch_ + c] = static_cast<float>(sums_[c * width_ + k] / sizes_[c]);
    }
  }
}

/// Gives each empty cluster the row that is furthest from its centre; where all lie on theirs it stays empty.
void KMeans::refill() {
  std::vector<float> one(width_);
  for (std::size_t c = 0; c < sizes_.size(); ++c) {
    if (sizes_[c] > 0) continue;
    const auto furthest = std::ranges::max_element(distances_);
    if (!(*furthest > 0)) return;
    *furthest = 0;
    const auto row = static_cast<std::size_t>(furthest - distances_.begin());
    const std::size_t from = clusters_[row];
    rows_.read(row, 1, one);
    for (std::size_t k = 0; k < width_; ++k) {
      sums_[from * width_ + k] -= static_cast<double>(one[k]);
      sums_[c * width_ + k] += static_cast<double>(one[k]);
    }
    --sizes_[from];
    ++sizes_[c];
    clusters_[row] = static_cast<std::uint8_t>(c);
  }
}

void KMeans::advance() {
  const bool moved = assign();
  if (moved && ++round_ < settings_.rounds) return move();
  finish_start();
}

void KMeans::finish_start() {
  double inertia = 0;
  for (const float squared : distances_) inertia += static_cast<double>(squared);
  if (best_centres_.empty() || inertia < best_inertia_) {
    best_inertia_ = inertia;
    best_centres_ = centres_;
    best_clusters_ = clusters_;
  }
  round_ = 0;
  if (++start_ < settings_.starts) begin();
}

double KMeans::progress() const { return (start_ + static_cast<double>(round_) / settings_.rounds) / settings_.starts; }

std::vector<float> KMeans::centres() const {
  return by_cluster(best_centres_, static_cast<std::size_t>(settings_.clusters), pitch_);
}

std::vector<std::uint8_t> KMeans::nearest(const FeatureRows& rows) const {
  std::vector<std::uint8_t> clusters(rows.examples.size());
  each_nearest(rows, best_centres_, pitch_, static_cast<std::size_t>(settings_.clusters),
               [&](std::size_t row, std::size_t nearest, float, const float*) {
                 clusters[row] = static_cast<std::uint8_t>(nearest);
               });
  return clusters;
}

}  // namespace pretext
