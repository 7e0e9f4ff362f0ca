#pragma once

#include <cstdint>
#include <span>

namespace pretext {

/// What every vocabulary begins with: nothing, the start of a text, the end of a part, and what hides a token.
enum class SpecialToken : std::uint16_t { pad, start, separator, mask };
inline constexpr int special_tokens = 4;

/// Texts as numbers of tokens; a view, nothing is owned.
struct Texts {
  int vocabulary = 0;                        ///< tokens that there are, the special ones included; 0: no texts
  int classes = 0;                           ///< that labels tell apart; 0 where there are none
  std::span<const std::uint16_t> tokens;     ///< of all texts, one after another, without special ones
  std::span<const std::uint32_t> starts;     ///< where the tokens of each text begin, and where the last ones end
  std::span<const std::uint32_t> cuts;       ///< tokens of each text's first half; 0 where it has no two halves
  std::span<const std::uint32_t> by_length;  ///< texts that have two halves, by the second one's tokens, then by number

  [[nodiscard]] std::span<const std::uint16_t> text(std::uint32_t row) const {
    return tokens.subspan(starts[row], starts[row + 1] - starts[row]);
  }
  [[nodiscard]] std::span<const std::uint16_t> first_half(std::uint32_t row) const {
    return text(row).first(cuts[row]);
  }
  [[nodiscard]] std::span<const std::uint16_t> second_half(std::uint32_t row) const {
    return text(row).subspan(cuts[row]);
  }
};

}  // namespace pretext
