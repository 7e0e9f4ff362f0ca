#pragma once

#include <cstdint>

namespace pretext::kernels {

/// One term of a weighted sum of rows: factor * (base + at)[0..n).
struct Term {
  std::uint32_t at;
  float factor;
};

/// sum[0..n) += the terms, in order, kept in registers all along: for many terms and one sum, as in a weight gradient.
/// Preconditions: n is a multiple of 4, base + at has n floats for each term.
void add_many_rows(float* sum, int n, const float* base, const Term* terms, int count);

/// The same for few terms, read four at a time: for many short sums, as in the gradient by a layer's input.
void add_few_rows(float* sum, int n, const float* base, const Term* terms, int count);

}  // namespace pretext::kernels
