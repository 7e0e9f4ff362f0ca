#pragma once

#include <cstdint>

namespace pretext::kernels {

/// The best that some lists have been offered so far, `count` places for each: sorted, the most similar row first, of
/// equals that with the lower number. Places that nothing has taken have the similarity -infinity.
struct NearestLists {
  int count;
  float* similarities;
  std::uint32_t* rows;

  /// Takes a row into a list if it is better than the last there.
  void offer(std::uint32_t list, float similarity, std::uint32_t row) const;
  [[nodiscard]] float worst(std::uint32_t list) const {
    return similarities[list * static_cast<std::uint32_t>(count) + static_cast<std::uint32_t>(count) - 1];
  }
};

/// 1 / length of a row of so many values, 0 for a row of zeros.
float inverse_length(const float* row, int width);

/// Scales a row to length 1. A row of zeros stays as it is: it is as far from everything as anything can be.
void scale_to_unit_length(float* row, int width);

/// Rows of a panel, and queries that are compared with it at a time.
inline constexpr int panel_rows = 8;
inline constexpr int queries_at_once = 4;

/// Floats of the panels of `rows` rows.
int panel_floats(int rows, int width);

/// Overwrites `panels` with rows (n x width), each times its factor, as the following read them: panels of eight rows,
/// value after value, zero where there is no row.
void pack_rows(const float* rows, const float* factors, int n, int width, float* panels);

/// Compares four queries (4 x width) with the n rows of `panels`, which are numbered from `first`, and offers these to
/// lists[list] to lists[list + 3].
void nearest(const float* queries, int width, const float* panels, int n, std::uint32_t first,
             const NearestLists& lists, std::uint32_t list);

/// The same where the queries are rows themselves, numbered from `query`, and lists go by the rows' numbers: only rows
/// behind a query are compared with it, and both are offered to each other. Of the four queries the first `count` are
/// looked at.
void nearest_pairs(const float* queries, int count, std::uint32_t query, int width, const float* panels, int n,
                   std::uint32_t first, const NearestLists& lists);

}  // namespace pretext::kernels
