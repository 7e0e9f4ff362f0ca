#include "kernels/contrast.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

constexpr int tile = 8;
constexpr float nothing = -std::numeric_limits<float>::infinity();

/// Matrices of whole tiles. A panel holds eight columns, and row after row of them: what a GEMM reads.
struct Matrices {
  Matrices(int n, int size) : rows(n), width(size), pitch(round_up(n, tile)), columns(round_up(size, tile)) {}

  [[nodiscard]] std::size_t floats() const { return static_cast<std::size_t>((pitch + 2 * columns + 1) * pitch); }

  void lie_in(std::byte* scratch) {
    similar = reinterpret_cast<float*>(scratch);
    unit = similar + pitch * pitch;
    across = unit + columns * pitch;
    inverse = across + columns * pitch;
  }

  int rows, width;
  int pitch, columns;        ///< rows and width, rounded up to whole tiles
  float* similar = nullptr;  ///< pitch x pitch: cosines / temperature, then what the gradients by them add up to
  float* unit = nullptr;     ///< embeddings of length 1, zero beyond the width: panels of pitch x 8
  float* across = nullptr;   ///< the same transposed: panels of columns x 8; then the gradients by `unit`, as it lies
  float* inverse = nullptr;  ///< pitch, 1 / length
};

void normalise(const float* z, const Matrices& m) {
  std::fill_n(m.unit, m.columns * m.pitch, 0.0f);
  for (int i = 0; i < m.rows; ++i, z += m.width) {
    double squares = 0.0;  // neither overflows nor vanishes for any float
    for (int k = 0; k < m.width; ++k) squares += static_cast<double>(z[k]) * static_cast<double>(z[k]);
    const double length = std::sqrt(squares);
    const double inverse = length < 1e-12 ? 0.0 : 1.0 / length;
    m.inverse[i] = static_cast<float>(inverse);
    for (int k = 0; k < m.width; ++k) {
      const float value = static_cast<float>(static_cast<double>(z[k]) * inverse);
      m.unit[(k / tile * m.pitch + i) * tile + k % tile] = value;
      m.across[(i / tile * m.columns + k) * tile + i % tile] = value;
    }
  }
}

/// Half of the products are enough: the other half has the same bits. Those beyond `rows` mean nothing.
void compare(const Matrices& m, float temperature) {
  const float factor = 1.0f / temperature;
  float product[4 * tile];
  for (int i = 0; i < m.pitch; i += 4) {
    const float* left = m.across + i / tile * m.columns * tile + i % tile;
    for (int j = i / tile * tile; j < m.pitch; j += tile) {
      gemm_4x8({left, 1, tile, m.across + j * m.columns, tile, m.width}, product);
      for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < tile; ++c) {
          const float value = factor * product[r * tile + c];
          m.similar[(i + r) * m.pitch + j + c] = value;
          m.similar[(j + c) * m.pitch + i + r] = value;
        }
      }
    }
  }
}

float largest_similarity(const float* row, int pitch) {
  f32x4 most(nothing);
  for (int k = 0; k < pitch; k += lanes) most = larger(load(row + k), most);
  return std::max(std::max(most.get(0), most.get(1)), std::max(most.get(2), most.get(3)));
}

/// Overwrites a row of similarities with e^(s - shift) and returns their sum.
float exponentials(float* row, int pitch, float shift) {
  f32x4 sum(0.0f);
  for (int k = 0; k < pitch; k += lanes) {
    const f32x4 term = xsimd::exp(load(row + k) - f32x4(shift));
    store(row + k, term);
    sum = sum + term;
  }
  return sum_of_lanes(sum);
}

/// Loss of row i, whose similarities become the gradient by them, times the temperature. correct: may be null.
float row_loss(Contrast::Kind kind, const Matrices& m, int i, float* correct) {
  float* row = m.similar + i * m.pitch;
  const int partner = i ^ 1;
  const float positive = row[partner];
  row[i] = row[partner] = nothing;
  std::fill(row + m.rows, row + m.pitch, nothing);
  float shift = largest_similarity(row, m.pitch);
  if (correct != nullptr) {
    const bool first = positive > shift || (positive == shift && std::find(row, row + partner, shift) == row + partner);
    *correct = first ? 1.0f : 0.0f;
  }
  if (kind == Contrast::Kind::nt_xent) {
    row[partner] = positive;
    shift = std::max(shift, positive);
  }
  const float sum = exponentials(row, m.pitch, shift);
  for (int k = 0; k < m.pitch; k += lanes) store(row + k, load(row + k) / f32x4(sum));
  row[partner] -= 1.0f;
  return xsimd::log(f32x4(sum)).get(0) + (shift - positive);
}

/// similar += its transpose, for each similarity is in two rows' losses. Tile by tile, because a column has every value
/// in a cache line of its own.
void add_transpose(const Matrices& m) {
  for (int first = 0; first < m.pitch; first += tile) {
    for (int k = 0; k < first + tile; ++k) {
      for (int i = std::max(first, k); i < first + tile; ++i) {
        float& here = m.similar[i * m.pitch + k];
        float& there = m.similar[k * m.pitch + i];
        here = there = here + there;
      }
    }
  }
}

/// From the gradient by each unit vector, the part along the vector taken off, to that by the embedding.
void gradient(const Matrices& m, float factor, float* dz) {
  float* dunit = m.across;
  for (int i = 0; i < m.pitch; i += 4) {
    for (int k = 0; k < m.columns; k += tile) {
      gemm_4x8({m.similar + i * m.pitch, m.pitch, 1, m.unit + k * m.pitch, tile, m.rows},
               dunit + (k / tile * m.pitch + i) * tile);
    }
  }
  for (int i = 0; i < m.rows; ++i, dz += m.width) {
    f32x4 along(0.0f);
    for (int k = 0; k < m.columns; k += tile) {
      const int at = k * m.pitch + i * tile;
      along = along + load(m.unit + at) * load(dunit + at);
      along = along + load(m.unit + at + lanes) * load(dunit + at + lanes);
    }
    const float length = sum_of_lanes(along);
    const float per_length = factor * m.inverse[i];
    for (int k = 0; k < m.width; ++k) {
      const int at = (k / tile * m.pitch + i) * tile + k % tile;
      dz[k] = per_length * (dunit[at] - m.unit[at] * length);
    }
  }
}

}  // namespace

std::size_t contrast_scratch(int rows, int width) { return Matrices(rows, width).floats() * sizeof(float); }

float contrast(const Contrast& contrast, const float* z, int rows, int width, float scale, float* dz, float* losses,
               float* correct, std::byte* scratch) {
  assert(rows % 2 == 0 && rows >= (contrast.kind == Contrast::Kind::dcl ? 4 : 2) && contrast.temperature > 0.0f);
  Matrices m(rows, width);
  m.lie_in(scratch);
  normalise(z, m);
  compare(m, contrast.temperature);
  float total = 0.0f;
  for (int i = 0; i < rows; ++i) {
    const float loss = row_loss(contrast.kind, m, i, correct == nullptr ? nullptr : correct + i);
    total += loss;
    if (losses != nullptr) losses[i] = loss;
  }
  if (dz != nullptr) {
    add_transpose(m);
    gradient(m, scale / contrast.temperature, dz);
  }
  return total;
}

}  // namespace pretext::kernels
