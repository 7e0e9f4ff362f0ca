#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/rows.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// The order in which label budgets take training rows: a budget of n labels is the first n, so that budgets are
/// nested. The rows of `labelled` come first, shuffled by `seed` and dealt out in rounds of one row of each class (a
/// class that has run out is passed over), so that a multiple of the number of classes is balanced; then all rows
/// behind them, as stored.
std::vector<std::uint32_t> label_order(const Dataset& train, Spec::Rows labelled, int classes, std::uint64_t seed);

/// How many classes are told right. predictions, labels: one of each image.
Evaluate::Score score_of(std::span<const std::uint8_t> predictions, std::span<const std::uint8_t> labels);

}  // namespace pretext
