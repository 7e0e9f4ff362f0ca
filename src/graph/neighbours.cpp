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
constexpr float nothing = -std::numeric_limits<float>::infinity();

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
    kernels::scale_to_unit_length(features.data(), static_cast<int>(width()));
  }
}

Neighbours::Neighbours(Points points, std::optional<Points> queries)
    : points_(std::move(points)), among_themselves_(!queries), queries_(queries ? std::move(*queries) : points_),
      inverse_lengths_(points_.count()), found_(queries_.count() * found_per_query, {0, nothing}) {
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

/// The queries whose lists a share's queries may change: themselves, and among themselves all behind them.
Neighbours::Range Neighbours::changed_by(Share share) const {
  Range range = range_of(share);
  if (among_themselves_ && range.first < range.last) range.last = queries_.count();
  return range;
}

std::size_t Neighbours::part_size(Share share) const {
  const Range changed = changed_by(share);
  return 2 * found_per_query * (changed.last - changed.first);
}

/// Queries of unit length, whole fours of them; those beyond the last are zero.
std::vector<float> Neighbours::queries_of(Range range) const {
  const std::size_t width = queries_.data.shape.size();
  const std::uint32_t n = range.last - range.first;
  std::vector<float> values((n + kernels::queries_at_once - 1) / kernels::queries_at_once * kernels::queries_at_once *
                            width);
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::span<float> query = std::span(values).subspan(i * width, width);
    queries_.data.read(queries_.rows[range.first + i], query);
    kernels::scale_to_unit_length(query.data(), static_cast<int>(width));
  }
  return values;
}

std::span<const float> Neighbours::compute(Share share) {
  const Range range = range_of(share);
  const Range changed = changed_by(share);
  const std::size_t width = points_.data.shape.size();
  const int columns = static_cast<int>(width);
  const std::vector<float> queries = queries_of(range);
  const std::size_t fours = queries.size() / width / kernels::queries_at_once;

  // Lists by the number of the query; those of the zeros behind the last one are forgotten.
  const std::size_t lists_end = std::max<std::size_t>(changed.last, range.first + fours * kernels::queries_at_once);
  std::vector<float> similarities(lists_end * found_per_query, nothing);
  std::vector<std::uint32_t> rows(similarities.size());
  for (std::size_t i = changed.first * found_per_query; i < changed.last * found_per_query; ++i) {
    similarities[i] = found_[i].similarity;
    rows[i] = found_[i].row;
  }
  const kernels::NearestLists lists{graph_neighbours, similarities.data(), rows.data()};

  std::vector<float> block(points_per_block * width);
  std::vector<float> panels(static_cast<std::size_t>(kernels::panel_floats(points_per_block, columns)));
  std::uint32_t first = among_themselves_ ? range.first / points_per_block * points_per_block : 0;
  for (; first < points_.count() && fours > 0; first += points_per_block) {
    const std::uint32_t count = std::min(points_per_block, points_.count() - first);
    for (std::uint32_t i = 0; i < count; ++i) {
      points_.data.read(points_.rows[first + i], std::span(block).subspan(i * width, width));
    }
    kernels::pack_rows(block.data(), &inverse_lengths_[first], static_cast<int>(count), columns, panels.data());
    for (std::uint32_t query = range.first; query < range.last; query += kernels::queries_at_once) {
      const float* const four = &queries[(query - range.first) * width];
      const int n = static_cast<int>(count);
      if (among_themselves_) {
        const int some = static_cast<int>(std::min<std::uint32_t>(kernels::queries_at_once, range.last - query));
        kernels::nearest_pairs(four, some, query, columns, panels.data(), n, first, lists);
      } else {
        kernels::nearest(four, columns, panels.data(), n, first, lists, query);
      }
    }
  }

  part_.resize(2 * found_per_query * (changed.last - changed.first));
  const std::size_t begin = changed.first * found_per_query;
  for (std::size_t i = 0; i < part_.size() / 2; ++i) {
    part_[2 * i] = static_cast<float>(rows[begin + i]);  // exact: there are fewer rows than 2^24
    part_[2 * i + 1] = similarities[begin + i];
  }
  return part_;
}

/// The best of what the shares have found, which began from the same lists.
void Neighbours::absorb(Parts parts) {
  std::vector<float> similarities(found_per_query);
  std::vector<std::uint32_t> rows(found_per_query);
  const kernels::NearestLists list{graph_neighbours, similarities.data(), rows.data()};
  const Range unit = range_of({});
  for (int share = 0; share < static_cast<int>(parts.size()); ++share) {
    const std::span<const float> part = parts[static_cast<std::size_t>(share)];
    const std::size_t first = changed_by({share, static_cast<int>(parts.size())}).first * found_per_query;
    for (std::size_t at = 0; at < part.size() / 2; at += found_per_query) {
      const std::span<Neighbour> mine = std::span(found_).subspan(first + at, found_per_query);
      for (std::size_t k = 0; k < found_per_query; ++k) {
        similarities[k] = mine[k].similarity;
        rows[k] = mine[k].row;
      }
      for (std::size_t k = 0; k < found_per_query; ++k) {
        const Neighbour offered{static_cast<std::uint32_t>(part[2 * (at + k)]), part[2 * (at + k) + 1]};
        if (offered.similarity < list.worst(0)) break;
        if (std::ranges::find(mine, offered) == mine.end()) list.offer(0, offered.similarity, offered.row);
      }
      for (std::size_t k = 0; k < found_per_query; ++k) mine[k] = {rows[k], similarities[k]};
    }
  }
  next_ = unit.last;
}

Work::Cost Neighbours::cost() const {
  const auto width = static_cast<double>(points_.data.shape.size());
  const double points = points_.count();
  // Among themselves, each pair is looked at once.
  const auto compared = [&](double queries) { return queries * (among_themselves_ ? points - queries / 2 : points); };
  return {width * compared(next_), width * compared(queries_.count())};
}

void archive_neighbours(Archive& archive, const std::string& name, std::vector<Neighbour>& list, std::size_t most,
                        std::uint32_t points) {
  std::vector<std::uint32_t> rows;
  std::vector<float> similarities;
  for (const Neighbour& neighbour : list) {
    rows.push_back(neighbour.row);
    similarities.push_back(neighbour.similarity);
  }
  archive.list(name, rows, most);
  archive.list(name + "_similarities", similarities, most);
  if (!archive.restoring() || archive.failure()) return;
  if (rows.size() != similarities.size() || std::ranges::any_of(rows, [&](auto row) { return row >= points; })) {
    return archive.refuse("what '" + name + "' holds is no list of neighbours.");
  }
  list.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) list.push_back({rows[i], similarities[i]});
}

void Neighbours::archive(Archive& archive) {
  archive.number("next", next_, queries_.count());
  const std::size_t size = found_.size();
  archive_neighbours(archive, "found", found_, size, points_.count());
  if (found_.size() == size) return;
  found_.resize(size);
  archive.refuse("there are not as many neighbours as queries want.");
}

}  // namespace pretext
