#pragma once

#include <cstdint>
#include <span>

#include "pretext/loss.hpp"

namespace pretext {

/// Weighted k nearest neighbours (Wu, Xiong, Yu and Lin, "Unsupervised feature learning via non-parametric instance
/// discrimination", CVPR 2018): the k rows with the largest cosine similarity s vote for their class with weight
/// e^(s / temperature).
inline constexpr int voters = 20;  ///< or all rows where there are fewer
inline constexpr float vote_temperature = 0.07f;

/// The class with the most votes, the first of equals; of neighbours as similar, the first count. similarities: to the
/// labelled rows, one each.
std::int32_t elect(const Votes& votes, std::span<const float> similarities);

}  // namespace pretext
