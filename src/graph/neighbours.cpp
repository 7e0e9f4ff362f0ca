#include "pretext/neighbours.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "kernels/nearest.hpp"
#include "pretext/archive.hpp"

namespace pretext {

namespace {

// Many queries to a unit, because each share packs all points anew.
constexpr std::uint32_t queries_per_unit = 512;

// Points that are packed at a time: they stay in the second cache while all queries of a share pass over them.
constexpr std::uint32_t points_per_block = 256;

constexpr std::size_t found_per_query = graph_neighbours;
constexpr int at_once = 4;
constexpr float nothing = -std::numeric_limits<float>::infinity();

void scale_to_unit_length(std::span<float> row) {
  const float factor = kernels::inverse_length(row.data(), static_cast<int>(row.size()));
  for (float& x : row) x *= factor;
}

}  // namespace

Describe::Describe(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
                   std::span<const float> weights)
    : RowWork(network, source, data, std::move(examples), weights, network.out().size()) {}

void Describe::keep(int n, const Batch& /*asked*/, std::span<const float> outputs, std::span<float> out) {
  const std::size_t views = outputs.size() / out.size();
  std::ranges::fill(out, 0.0f);
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
    const std::span<float> features = out.subspan(i * width(), width());
    for (std::size_t view = 0; view < views; ++view) {
      const std::span<const float> seen = outputs.subspan((i * views + view) * width(), width());
      const float factor = kernels::inverse_length(seen.data(), static_cast<int>(width()));
      for (std::size_t c = 0; c < width(); ++c) features[c] += factor * seen[c];
    }
    scale_to_unit_length(features);
  }
}

Neighbours::Neighbours(Points points, std::optional<Points> queries)
    : points_(std::move(points)), among_themselves_(!queries), queries_(queries ? std::move(*queries) : points_),
      inverse_lengths_(points_.count()), part_(std::size_t{2} * queries_per_unit * found_per_query),
      found_(queries_.count() * found_per_query) {
  assert(points_.count() > found_per_query && points_.data.shape == queries_.data.shape);
  std::vector<float> row(points_.data.shape.size());
  for (std::uint32_t i = 0; i < points_.count(); ++i) {
    points_.data.read(points_.rows[i], row);
    inverse_lengths_[i] = kernels::inverse_length(row.data(), static_cast<int>(row.size()));
  }
}

Neighbours::Range Neighbours::range_of(Share share) const {
  const int n = static_cast<int>(std::min(queries_per_unit, queries_.count() - next_));
  return {next_ + static_cast<std::uint32_t>(share.first(n)), next_ + static_cast<std::uint32_t>(share.last(n))};
}

std::size_t Neighbours::part_size(Share share) const {
  const Range range = range_of(share);
  return 2 * found_per_query * (range.last - range.first);
}

std::span<const float> Neighbours::compute(Share share) {
  const Range range = range_of(share);
  const std::size_t width = points_.data.shape.size();
  const int columns = static_cast<int>(width);
  const std::uint32_t n = range.last - range.first;
  // Whole fours of queries; those beyond the last are zero and forgotten.
  const std::size_t padded = (n + at_once - 1) / at_once * at_once;
  std::vector<float> queries(padded * width);
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::span<float> query = std::span(queries).subspan(i * width, width);
    queries_.data.read(queries_.rows[range.first + i], query);
    scale_to_unit_length(query);
  }
  std::vector<float> similarities(padded * found_per_query, nothing);
  std::vector<std::uint32_t> rows(padded * found_per_query);
  std::vector<float> block(points_per_block * width);
  std::vector<float> panels(static_cast<std::size_t>(kernels::panel_floats(points_per_block, columns)));
  for (std::uint32_t first = 0; first < points_.count(); first += points_per_block) {
    const std::uint32_t count = std::min(points_per_block, points_.count() - first);
    for (std::uint32_t i = 0; i < count; ++i) {
      points_.data.read(points_.rows[first + i], std::span(block).subspan(i * width, width));
    }
    kernels::pack_rows(block.data(), &inverse_lengths_[first], static_cast<int>(count), columns, panels.data());
    for (std::size_t query = 0; query < padded; query += at_once) {
      std::int64_t skip[at_once];
      kernels::Nearest best[at_once];
      for (std::size_t j = 0; j < at_once; ++j) {
        skip[j] = among_themselves_ ? static_cast<std::int64_t>(range.first + query + j) : -1;
        const std::size_t at = (query + j) * found_per_query;
        best[j] = {graph_neighbours, &similarities[at], &rows[at]};
      }
      kernels::nearest(&queries[query * width], columns, panels.data(), static_cast<int>(count), first, skip, best);
    }
  }
  const std::span<float> part = std::span(part_).first(2 * found_per_query * n);
  for (std::size_t i = 0; i < n * found_per_query; ++i) {
    part[2 * i] = static_cast<float>(rows[i]);  // exact: there are fewer rows than 2^24
    part[2 * i + 1] = similarities[i];
  }
  return part;
}

void Neighbours::absorb(Parts parts) {
  for (const std::span<const float> part : parts) {
    for (std::size_t i = 0; i < part.size() / 2; ++i) {
      found_[next_ * found_per_query + i] = {static_cast<std::uint32_t>(part[2 * i]), part[2 * i + 1]};
    }
    next_ += static_cast<std::uint32_t>(part.size() / (2 * found_per_query));
  }
}

Work::Cost Neighbours::cost() const {
  const double each = static_cast<double>(points_.count()) * static_cast<double>(points_.data.shape.size());
  return {each * next_, each * queries_.count()};
}

void Neighbours::archive(Archive& archive) {
  archive.number("next", next_, queries_.count());
  std::vector<std::uint32_t> rows(found_.size());
  std::vector<float> similarities(found_.size());
  for (std::size_t i = 0; i < found_.size(); ++i) {
    rows[i] = found_[i].row;
    similarities[i] = found_[i].similarity;
  }
  archive.values("rows", std::span(rows));
  archive.values("similarities", std::span(similarities));
  if (!archive.restoring()) return;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (rows[i] >= points_.count()) return archive.refuse("a neighbour is no row of the data.");
    found_[i] = {rows[i], similarities[i]};
  }
}

}  // namespace pretext
