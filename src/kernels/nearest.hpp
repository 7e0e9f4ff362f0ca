#pragma once

#include <cstdint>

namespace pretext::kernels {

/// The best of the columns that a row of similarities has been compared with so far: `count` places, sorted, the most
/// similar one first; of equals the one that came first. Places that nothing has taken have the similarity -infinity.
struct Nearest {
  int count;
  float* similarities;
  std::uint32_t* rows;
};

/// 1 / length of a row of so many values, 0 for a row of zeros.
float inverse_length(const float* row, int width);

/// Floats of the panels of `rows` rows.
int panel_floats(int rows, int width);

/// Overwrites `panels` with rows (rows x width), each times its factor, as nearest() reads them: panels of eight rows,
/// value after value, zero where there is no row.
void pack_rows(const float* rows, const float* factors, int n, int width, float* panels);

/// Compares four queries (4 x width) with the n rows of `panels`, which are numbered from `first`; a row whose number
/// is skip[j] is passed over for query j (-1: none). best: of each query.
void nearest(const float* queries, int width, const float* panels, int n, std::uint32_t first,
             const std::int64_t skip[4], const Nearest best[4]);

}  // namespace pretext::kernels
