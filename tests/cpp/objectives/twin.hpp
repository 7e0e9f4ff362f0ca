#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pretext/params.hpp"

namespace pretext::testing {

// What the twins of objectives in double have in common.

inline constexpr std::size_t values_of_row = 6;
inline constexpr std::uint64_t key_seed = 3;
inline constexpr std::uint32_t key_step = 5;

using Values = std::vector<double>;

/// x W + b of one row, from two tensors of the table.
inline Values dense_of(const Values& x, const Values& weights, const Params& params, const std::string& name) {
  const Param& kernel = *params.find(name + ".kernel");
  const Param& bias = *params.find(name + ".bias");
  Values y;
  for (std::size_t unit = 0; unit < bias.size; ++unit) {
    y.push_back(weights[bias.offset + unit]);
    for (std::size_t i = 0; i < x.size(); ++i) y.back() += x[i] * weights[kernel.offset + i * bias.size + unit];
  }
  return y;
}

/// The slope of `loss_at`, a function of all weights, by one of them.
template <class Loss>
double slope_of(const Loss& loss_at, const Values& weights, std::size_t by) {
  const auto moved = [&](double step) {
    Values all = weights;
    all[by] += step;
    return loss_at(all);
  };
  return (moved(1e-5) - moved(-1e-5)) / 2e-5;
}

}  // namespace pretext::testing
