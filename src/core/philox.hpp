#pragma once

#include <array>
#include <cstdint>

namespace pretext {

/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): ten rounds over one counter.
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> x, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p = std::uint64_t{0xD2511F53u} * x[0];
    const std::uint64_t q = std::uint64_t{0xCD9E8D57u} * x[2];
    x = {static_cast<std::uint32_t>(q >> 32) ^ x[1] ^ key[0], static_cast<std::uint32_t>(q),
         static_cast<std::uint32_t>(p >> 32) ^ x[3] ^ key[1], static_cast<std::uint32_t>(p)};
    key = {key[0] + 0x9E3779B9u, key[1] + 0xBB67AE85u};
  }
  return x;
}

}  // namespace pretext
