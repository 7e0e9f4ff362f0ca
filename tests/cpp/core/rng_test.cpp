#include "pretext/rng.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "core/philox.hpp"

namespace pretext {
namespace {

using Counter = std::array<std::uint32_t, 4>;

TEST_CASE("Philox4x32-10 gives the known answers of its authors' library Random123") {
  const std::uint32_t ones = 0xffffffff;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) == Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a generator counts blocks, row, step and stream in its counter and has the seed for a key") {
  Rng rng(0x1122334455667788, Stream::shuffle, 5, 9);
  for (std::uint32_t block = 0; block < 3; ++block) {
    for (const std::uint32_t expected : philox({block, 9, 5, 2}, {0x55667788, 0x11223344}))
      CHECK(rng.next() == expected);
  }
}

TEST_CASE("seeds, streams, steps and rows have numbers of their own") {
  std::set<std::uint32_t> first;
  first.insert(Rng(1, Stream::init).next());
  first.insert(Rng(2, Stream::init).next());
  first.insert(Rng(std::uint64_t{1} << 32 | 1, Stream::init).next());
  first.insert(Rng(1, Stream::shuffle).next());
  first.insert(Rng(1, Stream::init, 1).next());
  first.insert(Rng(1, Stream::init, 0, 1).next());
  CHECK(first.size() == 6);
}

TEST_CASE("uniform numbers lie in [0, 1) and spread evenly") {
  Rng rng(1, Stream::task);
  double sum = 0;
  for (int i = 0; i < 100000; ++i) {
    const float u = rng.uniform();
    REQUIRE(u >= 0.0f);
    REQUIRE(u < 1.0f);
    sum += static_cast<double>(u);
  }
  CHECK(sum / 100000 == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("below() has no bias, even where the range divides 2^32 worst") {
  // Without drawing again, every third number of this range would come up twice as often as its neighbours.
  const std::uint32_t n = 3u << 30;
  Rng rng(1, Stream::task);
  std::array<int, 3> hits{};
  for (int i = 0; i < 30000; ++i) {
    const std::uint32_t drawn = rng.below(n);
    REQUIRE(drawn < n);
    ++hits[drawn % 3];
  }
  for (const int hit : hits) CHECK(std::abs(hit - 10000) < 300);
  CHECK(rng.below(1) == 0);
}

TEST_CASE("shuffle gives a permutation that depends on the generator alone, each one equally often") {
  std::vector<std::uint32_t> items(100);
  std::iota(items.begin(), items.end(), 0u);
  std::vector<std::uint32_t> once = items;
  std::vector<std::uint32_t> again = items;
  std::vector<std::uint32_t> other = items;
  shuffle(once, Rng(7, Stream::shuffle, 3));
  shuffle(again, Rng(7, Stream::shuffle, 3));
  shuffle(other, Rng(7, Stream::shuffle, 4));
  CHECK(once == again);
  CHECK(once != other);
  CHECK(once != items);
  std::ranges::sort(once);
  CHECK(once == items);

  std::array<int, 27> seen{};
  for (std::uint32_t step = 0; step < 6000; ++step) {
    std::array<std::uint32_t, 3> three{0, 1, 2};
    shuffle(three, Rng(7, Stream::shuffle, step));
    ++seen[9 * three[0] + 3 * three[1] + three[2]];
  }
  CHECK(std::ranges::count_if(seen, [](int count) { return count > 850 && count < 1150; }) == 6);
}

}  // namespace
}  // namespace pretext
