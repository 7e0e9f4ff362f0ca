#pragma once

#include <cstdint>
#include <vector>

namespace pretext::testing {

/// FNV-1a over the bytes: two machines that print the same number computed the same bits.
template <class Value>
std::uint64_t hash(const std::vector<Value>& values) {
  std::uint64_t h = 14695981039346656037u;
  for (const Value v : values) {
    unsigned char bytes[sizeof v];
    __builtin_memcpy(bytes, &v, sizeof v);
    for (const unsigned char byte : bytes) h = (h ^ byte) * 1099511628211u;
  }
  return h;
}

}  // namespace pretext::testing
