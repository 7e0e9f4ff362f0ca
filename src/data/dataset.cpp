#include "pretext/dataset.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "kernels/luma.hpp"

namespace pretext {

namespace {

using Table = std::array<float, 256>;

Table table(float divisor) {
  Table values{};
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i) / divisor;
  return values;
}

float number_of(SpecialToken token) { return static_cast<float>(token); }

void read_text(std::span<const std::uint16_t> text, std::span<float> out) {
  const std::size_t length = std::min(text.size(), out.size() - 2);
  out[0] = number_of(SpecialToken::start);
  std::ranges::copy(text.first(length), out.begin() + 1);
  out[length + 1] = number_of(SpecialToken::separator);
  std::ranges::fill(out.subspan(length + 2), number_of(SpecialToken::pad));
}

}  // namespace

std::span<const float, 256> pixel_values(PixelScale scale) {
  static const Table unit = table(255.0f);
  static const Table raw = table(1.0f);
  return scale == PixelScale::unit ? unit : raw;
}

std::span<const std::uint8_t> Dataset::image(std::uint32_t row) const {
  assert(!pixels.empty() && row < rows);
  return pixels.subspan(row * stored(), stored());
}

std::size_t Dataset::domain(std::uint32_t row) const {
  const auto after = std::ranges::upper_bound(domains, row);
  return after == domains.begin() ? 0 : static_cast<std::size_t>(after - domains.begin()) - 1;
}

Dataset without_colour(Dataset data) {
  assert(data.shape.c == 3);
  data.shape.c = 1;
  data.luma = true;
  return data;
}

void Dataset::read(std::uint32_t row, std::span<float> out) const {
  assert(row < rows && out.size() == shape.size());
  if (texts.vocabulary > 0) return read_text(texts.text(row), out);
  if (pixels.empty()) {
    std::ranges::copy(values.subspan(row * shape.size(), shape.size()), out.begin());
    return;
  }
  const auto value = pixel_values(scale);
  if (luma) {
    const std::uint8_t* rgb = image(row).data();
    for (float& one : out) {
      one = value[static_cast<std::size_t>(kernels::luma(rgb[0], rgb[1], rgb[2]))];
      rgb += 3;
    }
    return;
  }
  std::ranges::transform(image(row), out.begin(), [&](std::uint8_t byte) { return value[byte]; });
}

}  // namespace pretext
