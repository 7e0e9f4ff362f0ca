#include "pretext/rng.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include "core/philox.hpp"
#include "kernels/cosine.hpp"
#include "kernels/softmax.hpp"

namespace pretext {

Rng::Rng(std::uint64_t seed, Stream stream, std::uint32_t step, std::uint32_t row)
    : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      counter_{0, row, step, static_cast<std::uint32_t>(stream)} {}

std::uint32_t Rng::next() {
  if (left_ == 0) {
    block_ = philox(counter_, key_);
    ++counter_[0];
    left_ = 4;
  }
  return block_[static_cast<std::size_t>(4 - left_--)];
}

float Rng::uniform() { return static_cast<float>(next() >> 8) * 0x1p-24f; }

std::uint32_t Rng::below(std::uint32_t n) {
  std::uint64_t product = std::uint64_t{next()} * n;
  // The lowest 2^32 mod n fractions would be hit once too often: draw again.
  const std::uint32_t threshold = (0u - n) % n;
  while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{next()} * n;
  return static_cast<std::uint32_t>(product >> 32);
}

float Rng::normal() {
  float logarithm = static_cast<float>((next() >> 8) + 1) * 0x1p-24f;
  kernels::log(&logarithm, &logarithm, 1);
  const double radius = std::sqrt(-2.0 * static_cast<double>(logarithm));
  return static_cast<float>(radius * kernels::cos_pi(static_cast<double>(uniform())));
}

void shuffle(std::span<std::uint32_t> items, Rng rng) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[rng.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace pretext
