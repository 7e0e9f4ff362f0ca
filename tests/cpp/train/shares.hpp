#pragma once

#include <span>
#include <vector>

#include "pretext/work.hpp"

namespace pretext::testing {

/// What `shares` workers do for one unit, done by one: all parts are computed, then absorbed. `work` is a Work or a
/// Session.
template <class SomeWork>
void advance(SomeWork& work, int shares = 1) {
  std::vector<std::vector<float>> parts;
  for (int i = 0; i < shares; ++i) {
    const std::size_t size = work.part_size({i, shares});
    const std::span<const float> part = work.compute({i, shares});
    parts.emplace_back(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(size));
  }
  const std::vector<std::span<const float>> spans(parts.begin(), parts.end());
  work.absorb(work.part_size({}) == 0 ? Parts{} : Parts{spans});
}

}  // namespace pretext::testing
