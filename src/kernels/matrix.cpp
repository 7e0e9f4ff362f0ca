#include "kernels/matrix.hpp"

#include <algorithm>

#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"

namespace pretext::kernels {

namespace {

constexpr int width = 8;

/// One panel of a right-hand side whose columns are `inside` in number, 1 to 8.
void pack_panel(const RightSide& b, const float* from, int inside, float* to) {
  if (inside == width && b.step == 1) {
    for (int k = 0; k < b.depth; ++k, from += b.row, to += width) {
      store(to, load(from));
      store(to + lanes, load(from + lanes));
    }
    return;
  }
  int k = 0;
  for (; inside == width && b.row == 1 && k + lanes <= b.depth; k += lanes, to += lanes * width) {
    for (int half = 0; half < 2; ++half) {
      f32x4 square[lanes];
      for (int i = 0; i < lanes; ++i) square[i] = load(from + (half * lanes + i) * b.step + k);
      xsimd::transpose(square, square + lanes);
      for (int i = 0; i < lanes; ++i) store(to + i * width + half * lanes, square[i]);
    }
  }
  for (; k < b.depth; ++k, to += width) {
    for (int i = 0; i < width; ++i) to[i] = i < inside ? from[k * b.row + i * b.step] : 0.0f;
  }
}

void put(const float* tile, const Target& c, int row, int column, int inside) {
  float* to = c.at + row * c.pitch + column;
  if (inside == width) {
    for (int half = 0; half < width; half += lanes) {
      f32x4 sum = load(tile + half);
      if (c.bias != nullptr) sum = sum + load(c.bias + column + half);
      store(to + half, c.add ? load(to + half) + sum : sum);
    }
    return;
  }
  for (int i = 0; i < inside; ++i) {
    const float sum = c.bias == nullptr ? tile[i] : tile[i] + c.bias[column + i];
    to[i] = c.add ? to[i] + sum : sum;
  }
}

}  // namespace

std::size_t packed_floats(int depth, int columns) {
  return static_cast<std::size_t>(depth) * static_cast<std::size_t>(round_up(columns, width));
}

void pack_panels(const RightSide& b, float* panels) {
  for (int column = 0; column < b.columns; column += width, panels += b.depth * width) {
    pack_panel(b, b.at + column * b.step, std::min(width, b.columns - column), panels);
  }
}

namespace {

/// A left-hand side that lies the other way round is read in steps of whole rows, which miss the cache: four of its
/// columns at a time are put together first, as far as they are no longer than this.
constexpr int most_turned = 512;

void multiply_turned(const LeftSide& a, const float* panels, int depth, int columns, const Target& c) {
  float turned[4 * most_turned];
  float tile[4 * width];
  for (int row = 0; row < a.rows; row += 4) {
    const int inside = std::min(4, a.rows - row);
    const float* from = a.at + row;
    for (int k = 0; k < depth; ++k, from += a.step) {
      if (inside == 4) store(turned + 4 * k, load(from));
      else std::copy_n(from, inside, turned + 4 * k);
    }
    const float* panel = panels;
    for (int column = 0; column < columns; column += width, panel += depth * width) {
      gemm_4x8({turned, inside == 4 ? 1 : 0, 4, panel, width, depth}, tile);
      for (int j = 0; j < inside; ++j) {
        // Of fewer than four rows the tile has the first one only.
        if (inside < 4 && j > 0) gemm_4x8({turned + j, 0, 4, panel, width, depth}, tile);
        put(tile + (inside == 4 ? j * width : 0), c, row + j, column, std::min(width, columns - column));
      }
    }
  }
}

}  // namespace

void multiply(const LeftSide& a, const float* panels, int depth, int columns, const Target& c) {
  if (a.pitch == 1 && a.step > width && depth <= most_turned) return multiply_turned(a, panels, depth, columns, c);
  float tile[4 * width];
  for (int column = 0; column < columns; column += width, panels += depth * width) {
    const int inside = std::min(width, columns - column);
    int row = 0;
    for (; row + 4 <= a.rows; row += 4) {
      gemm_4x8({a.at + row * a.pitch, a.pitch, a.step, panels, width, depth}, tile);
      for (int j = 0; j < 4; ++j) put(tile + j * width, c, row + j, column, inside);
    }
    if (row == a.rows) continue;
    // The rows that are left over: with those before them, or one by one as four equal ones.
    if (const int first = a.rows - 4; first >= 0) {
      gemm_4x8({a.at + first * a.pitch, a.pitch, a.step, panels, width, depth}, tile);
      for (; row < a.rows; ++row) put(tile + (row - first) * width, c, row, column, inside);
      continue;
    }
    for (; row < a.rows; ++row) {
      gemm_4x8({a.at + row * a.pitch, 0, a.step, panels, width, depth}, tile);
      put(tile, c, row, column, inside);
    }
  }
}

}  // namespace pretext::kernels
