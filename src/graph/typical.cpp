#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "kernels/lanes.hpp"
#include "pretext/neighbours.hpp"
#include "pretext/rng.hpp"

namespace pretext {

using namespace kernels;

namespace {

constexpr int starts = 4;
constexpr int rounds = 25;

/// Clusters of rows around directions.
class Clusters {
 public:
  Clusters(std::span<const float> features, std::size_t width, std::size_t count)
      : features_(features), width_(width), rows_(features.size() / width), count_(count), centres_(count * width),
        nearest_(rows_), similarities_(rows_) {}

  /// How similar the rows are to their centres in all.
  double find(Rng rng) {
    begin(rng);
    for (int round = 0; round < rounds; ++round) {
      assign();
      move();
    }
    assign();
    return std::accumulate(similarities_.begin(), similarities_.end(), 0.0);
  }

  [[nodiscard]] std::vector<std::uint32_t> typical() const {
    std::vector<std::uint32_t> best(count_);
    std::vector<std::uint32_t> sizes(count_);
    std::vector<float> most(count_, -2.0f);
    for (std::size_t i = 0; i < rows_; ++i) {
      const std::size_t c = nearest_[i];
      ++sizes[c];
      if (!(similarities_[i] > most[c])) continue;
      most[c] = similarities_[i];
      best[c] = static_cast<std::uint32_t>(i);
    }
    std::vector<std::uint32_t> rows;
    for (;;) {
      const auto largest = std::ranges::max_element(sizes);
      if (*largest == 0) break;
      rows.push_back(best[static_cast<std::size_t>(largest - sizes.begin())]);
      *largest = 0;
    }
    return rows;
  }

 private:
  [[nodiscard]] float similarity(std::size_t row, const float* centre) const {
    const float* values = &features_[row * width_];
    f32x4 sum(0.0f);
    std::size_t i = 0;
    for (; i + lanes <= width_; i += lanes) sum = sum + load(values + i) * load(centre + i);
    float rest = 0;
    for (; i < width_; ++i) rest += values[i] * centre[i];
    return sum_of_lanes(sum) + rest;
  }

  void place(std::size_t cluster, std::size_t row) {
    std::copy_n(&features_[row * width_], width_, &centres_[cluster * width_]);
  }

  /// Each further centre is a row drawn by its squared distance to the nearest one there is.
  void begin(Rng& rng) {
    place(0, rng.below(static_cast<std::uint32_t>(rows_)));
    std::vector<double> distances(rows_, 8.0);
    for (std::size_t cluster = 1; cluster < count_; ++cluster) {
      double total = 0;
      for (std::size_t i = 0; i < rows_; ++i) {
        const double d =
            std::max(0.0, 2.0 - 2.0 * static_cast<double>(similarity(i, &centres_[(cluster - 1) * width_])));
        distances[i] = std::min(distances[i], d);
        total += distances[i];
      }
      double left = static_cast<double>(rng.uniform()) * total;
      std::size_t row = 0;
      while (row + 1 < rows_ && left >= distances[row]) left -= distances[row++];
      place(cluster, row);
    }
  }

  void assign() {
    for (std::size_t i = 0; i < rows_; ++i) {
      similarities_[i] = -2.0f;
      for (std::size_t c = 0; c < count_; ++c) {
        const float s = similarity(i, &centres_[c * width_]);
        if (!(s > similarities_[i])) continue;
        similarities_[i] = s;
        nearest_[i] = c;
      }
    }
  }

  /// A cluster that nothing is in keeps its centre.
  void move() {
    std::vector<double> sums(count_ * width_);
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t k = 0; k < width_; ++k) {
        sums[nearest_[i] * width_ + k] += static_cast<double>(features_[i * width_ + k]);
      }
    }
    for (std::size_t c = 0; c < count_; ++c) {
      double squares = 0;
      for (std::size_t k = 0; k < width_; ++k) squares += sums[c * width_ + k] * sums[c * width_ + k];
      if (squares == 0) continue;
      for (std::size_t k = 0; k < width_; ++k) {
        centres_[c * width_ + k] = static_cast<float>(sums[c * width_ + k] / std::sqrt(squares));
      }
    }
  }

  std::span<const float> features_;
  std::size_t width_;
  std::size_t rows_;
  std::size_t count_;
  std::vector<float> centres_;
  std::vector<std::size_t> nearest_;
  std::vector<float> similarities_;
};

}  // namespace

std::vector<std::uint32_t> typical_rows(std::span<const float> features, std::size_t width, int clusters) {
  assert(clusters > 0 && features.size() >= static_cast<std::size_t>(clusters) * width);
  std::vector<std::uint32_t> best;
  double most = -1;
  for (std::uint32_t start = 0; start < starts; ++start) {
    Clusters found(features, width, static_cast<std::size_t>(clusters));
    const double similar = found.find(Rng(0, Stream::clusters, start));
    if (!best.empty() && !(similar > most)) continue;
    most = similar;
    best = found.typical();
  }
  return best;
}

}  // namespace pretext
