#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace pretext::bench {

/// Something to measure. `run` does a `part`-th of it once.
struct Workload {
  std::string name;
  double flop;  ///< additions and multiplications that dense arithmetic would need; for the peak loop, that it does
  std::function<void()> run;
  int part = 1;
};

/// The first of the list is the peak loop. images: 28 x 28 bytes each, at least 256.
std::vector<Workload> workloads(std::span<const unsigned char> images);

/// Additions and multiplications of a round of the peak loop. Many, so that counting rounds costs next to nothing.
inline constexpr int peak_flop_per_round = 4 * 13 * 8;

/// Rounds of independent multiplications and additions, all in registers: what this machine can do at most with 128-bit
/// vectors.
float multiply_and_add(int rounds, float factor, float summand);

}  // namespace pretext::bench
