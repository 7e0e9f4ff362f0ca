#pragma once

#include <cstddef>

// Products of matrices of any size, from the micro-kernel of 4 rows by 8 columns. The right-hand side is packed into
// panels of eight columns first. Each element of a product is one sum over the depth, in order: it depends on its row
// and its column alone, not on how many others there are.

namespace pretext::kernels {

/// A right-hand side: element (k, column) is at[k * row + column * step].
struct RightSide {
  const float* at;
  int row, step;
  int depth, columns;
};

/// Floats of its panels.
std::size_t packed_floats(int depth, int columns);

/// Overwrites `panels`: of eight columns each, one after another, zero where there is no column.
void pack_panels(const RightSide& b, float* panels);

/// A left-hand side: element (row, k) is at[row * pitch + k * step].
struct LeftSide {
  const float* at;
  int pitch, step;
  int rows;
};

/// Where a product goes: element (row, column) to at[row * pitch + column].
struct Target {
  float* at;
  int pitch;
  bool add = false;             ///< to what is there
  const float* bias = nullptr;  ///< per column, added behind the sum
};

/// c = a b, b having `columns` columns and `depth` rows.
void multiply(const LeftSide& a, const float* panels, int depth, int columns, const Target& c);

}  // namespace pretext::kernels
