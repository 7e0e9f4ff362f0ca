#include <algorithm>
#include <numeric>

#include "kernels/softmax.hpp"
#include "pretext/clusters.hpp"

namespace pretext {

namespace {

/// n / all times the logarithm of `ratio`; 0 for none.
double information(double n, double all, double ratio) {
  if (n == 0) return 0;
  float logarithm = static_cast<float>(ratio);
  kernels::log(&logarithm, &logarithm, 1);
  return n / all * static_cast<double>(logarithm);
}

double entropy(std::span<const double> counts, double all) {
  double sum = 0;
  for (const double n : counts) sum -= information(n, all, n / all);
  return sum;
}

}  // namespace

void FeatureRows::read(std::size_t first, std::size_t count, std::span<float> out) const {
  source.fill(data, std::span(examples).subspan(first, count), 0, 0,
              {.inputs = out, .classes = {}, .targets = {}, .weights = {}});
}

double ClusterTable::purity() const {
  std::uint32_t most = 0;
  for (std::size_t c = 0; c < clusters; ++c)
    most += *std::ranges::max_element(std::span(counts).subspan(c * classes, classes));
  const std::uint32_t all = std::accumulate(counts.begin(), counts.end(), 0u);
  return all == 0 ? 0 : static_cast<double>(most) / all;
}

double ClusterTable::nmi() const {
  std::vector<double> rows(clusters);
  std::vector<double> columns(classes);
  double all = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    rows[i / classes] += counts[i];
    columns[i % classes] += counts[i];
    all += counts[i];
  }
  const double mean = (entropy(rows, all) + entropy(columns, all)) / 2;
  if (mean <= 0) return 1;
  double mutual = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    mutual += information(counts[i], all, counts[i] * all / (rows[i / classes] * columns[i % classes]));
  }
  return std::clamp(mutual / mean, 0.0, 1.0);
}

ClusterTable table_of(std::span<const std::uint8_t> clusters, std::span<const std::uint8_t> labels, int of,
                      int classes) {
  ClusterTable table{static_cast<std::size_t>(of), static_cast<std::size_t>(classes), {}};
  table.counts.resize(table.clusters * table.classes);
  for (std::size_t i = 0; i < clusters.size(); ++i) ++table.counts[clusters[i] * table.classes + labels[i]];
  return table;
}

}  // namespace pretext
