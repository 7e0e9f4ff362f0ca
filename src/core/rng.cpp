#include "pretext/rng.hpp"

#include <cstddef>
#include <utility>

namespace pretext {

namespace {

struct Product {
  std::uint32_t high;
  std::uint32_t low;
};

Product multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t product = std::uint64_t{a} * b;
  return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

/// The ten rounds of Philox4x32 over one counter.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> x, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const Product p = multiply(0xD2511F53u, x[0]);
    const Product q = multiply(0xCD9E8D57u, x[2]);
    x = {q.high ^ x[1] ^ key[0], q.low, p.high ^ x[3] ^ key[1], p.low};
    key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
  }
  return x;
}

}  // namespace

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
  Product p = multiply(next(), n);
  // The lowest 2^32 mod n fractions would be hit once too often: draw again.
  for (const std::uint32_t threshold = (0u - n) % n; p.low < threshold;) p = multiply(next(), n);
  return p.high;
}

void shuffle(std::span<std::uint32_t> items, Rng rng) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[rng.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace pretext
