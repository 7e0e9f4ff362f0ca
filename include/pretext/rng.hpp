#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace pretext {

/// What random numbers are for. Each use has a stream of its own, so that adding one never shifts another.
enum class Stream : std::uint32_t {
  init = 1,
  shuffle = 2,
  task = 3,
  labels = 4,
  clusters = 5,
  sample = 6,
  latent = 7,
  components = 8
};

/// Counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011): the numbers depend on (seed, stream, step, row) alone, never on who asks first, so that any worker can
/// make any row of any step. Distributions are our own because std:: ones differ between standard libraries.
class Rng {
 public:
  Rng(std::uint64_t seed, Stream stream, std::uint32_t step = 0, std::uint32_t row = 0);

  std::uint32_t next();

  /// Uniform in [0, 1), a multiple of 2^-24.
  float uniform();

  /// Uniform integer in [0, n), n > 0, without bias (Lemire, "Fast random integer generation in an interval", 2019).
  std::uint32_t below(std::uint32_t n);

  /// Normal, around 0 with deviation 1 (Box and Muller, 1958). The same bits on every target.
  float normal();

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  int left_ = 0;
};

/// Puts `items` in a uniformly random order (Fisher and Yates, 1938; Durstenfeld, 1964).
void shuffle(std::span<std::uint32_t> items, Rng rng);

}  // namespace pretext
