#include "run/labels.hpp"

#include <cstddef>
#include <numeric>

#include "pretext/rng.hpp"

namespace pretext {

std::vector<std::uint32_t> label_order(const Dataset& train, Spec::Rows labelled, int classes, std::uint64_t seed) {
  std::vector<std::uint32_t> rows(labelled.count);
  std::iota(rows.begin(), rows.end(), labelled.from);
  shuffle(rows, Rng(seed, Stream::labels));

  std::vector<std::vector<std::uint32_t>> by_class(static_cast<std::size_t>(classes));
  for (const std::uint32_t row : rows) by_class[train.labels[row]].push_back(row);

  std::vector<std::uint32_t> order;
  for (std::size_t round = 0; order.size() < rows.size(); ++round) {
    for (const std::vector<std::uint32_t>& same : by_class) {
      if (round < same.size()) order.push_back(same[round]);
    }
  }
  for (std::uint32_t row = labelled.from + labelled.count; row < train.rows; ++row) order.push_back(row);
  return order;
}

Evaluate::Score score_of(std::span<const std::uint8_t> predictions, std::span<const std::uint8_t> labels) {
  Evaluate::Score score{.n = static_cast<std::uint32_t>(predictions.size())};
  for (std::size_t i = 0; i < predictions.size(); ++i) score.correct += predictions[i] == labels[i] ? 1 : 0;
  return score;
}

}  // namespace pretext
