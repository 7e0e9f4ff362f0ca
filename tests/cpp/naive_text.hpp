#pragma once

#include "naive.hpp"

/// Double-precision twins of what looks at texts, written for reading, like those of naive.hpp.
namespace pretext::naive {

/// c = a b: rows x depth, depth x columns.
Values product(const Values& a, const Values& b, int rows, int depth, int columns);

/// Layer normalisation of n rows, and the gradients from one by its output.
struct Norm {
  Values y, dx, dgain, dbias;
};
Norm layer_norm(const Values& x, const Values& gain, const Values& bias, const Values& dy, int n, int width);

/// The tanh form with tanh itself.
Plain gelu(const Values& x, const Values& dy);

/// Self-attention within texts of those lengths, one after another; x: places x 3 width.
Plain attention(const Values& x, const Values& dy, const std::vector<int>& lengths, int width, int heads, bool causal);

}  // namespace pretext::naive
