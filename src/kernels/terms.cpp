#include "kernels/terms.hpp"

#include "kernels/lanes.hpp"

namespace pretext::kernels {

void pass_relu(const ConvShape& s, const float* y, const float* dy, float* passed) {
  int f = 0;
  for (; s.relu && f + lanes <= s.filters; f += lanes) {
    store(passed + f, xsimd::select(load(y + f) <= f32x4(0.0f), f32x4(0.0f), load(dy + f)));
  }
  for (; f < s.filters; ++f) passed[f] = s.relu && y[f] <= 0.0f ? 0.0f : dy[f];
}

// A term is written whether it counts or not, because a branch would be mispredicted half of the time.
void list_by_position(const CellOutputs& cell, std::uint32_t first, std::uint32_t pitch, const TermLists& lists) {
  Term* terms = lists.terms + first * lists.capacity;
  int* counts = lists.count + first;
  std::uint32_t at = 0;
  if (cell.winners == nullptr) {
    int count = 0;
    for (const float gradient : cell.gradients) {
      terms[count] = {at, gradient};
      count += gradient != 0.0f;
      at += pitch;
    }
    *counts = count;
    return;
  }
  const std::uint8_t* winner = cell.winners;
  for (const float gradient : cell.gradients) {
    const std::uint32_t position = *winner++;
    int& count = counts[position];
    terms[position * lists.capacity + static_cast<std::uint32_t>(count)] = {at, gradient};
    count += gradient != 0.0f;
    at += pitch;
  }
}

// Always a dozen at once: a loop that nearly always ends at the same place is not mispredicted.
Term* append_terms(std::span<const Reader> readers, const TermLists& by_position, Term* end) {
  static_assert(sizeof(Term) == 8 && spare_terms % 2 == 0);
  for (const Reader& reader : readers) {
    const auto tap = static_cast<std::int32_t>(reader.tap);
    const i32x4 further(tap, 0, tap, 0);
    const std::span<const Term> terms = by_position[reader.position];
    for (std::size_t t = 0; t < terms.size(); t += spare_terms) {
      const auto* from = reinterpret_cast<const std::int32_t*>(terms.data() + t);
      auto* to = reinterpret_cast<std::int32_t*>(end + t);
      for (int i = 0; i < 2 * spare_terms; i += lanes) {
        (i32x4::load_unaligned(from + i) + further).store_unaligned(to + i);
      }
    }
    end += terms.size();
  }
  return end;
}

}  // namespace pretext::kernels
