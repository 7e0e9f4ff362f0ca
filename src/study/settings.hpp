#pragma once

#include <cstdint>

#include "pretext/fit.hpp"

namespace pretext {

// How a cell of a study trains: nothing is held out, so it is a fixed number of updates.

inline constexpr int batch_rows = 32;
inline constexpr float learning_rate = 1e-3f;

/// Of a linear classifier on frozen features, or of a network whose images are changed anew each time.
std::uint32_t probe_updates(std::uint32_t labels);

/// Of a whole network.
std::uint32_t network_updates(std::uint32_t labels);

/// Adam at a fixed rate, over batches of all labels or of batch_rows.
FitSettings settings_for(std::uint32_t labels, std::uint32_t updates, float rate);

}  // namespace pretext
