#include "pretext/op.hpp"

namespace pretext {

Draws::Draws(std::uint64_t seed, std::uint32_t step, std::uint32_t example, std::uint32_t examples_per_row)
    : rng(seed, Stream::task, step, example), variant_(example % examples_per_row), variants_(examples_per_row) {}

std::uint32_t Draws::choice(std::uint32_t n) {
  if (variants_ % n != 0) return rng.below(n);
  const std::uint32_t chosen = variant_ % n;
  variant_ /= n;
  variants_ /= n;
  return chosen;
}

}  // namespace pretext
