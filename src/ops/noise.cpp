#include <algorithm>
#include <array>
#include <bit>

#include "kernels/lanes.hpp"
#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Paints each pixel black with a probability (Vincent et al., "Extracting and composing robust features with denoising
/// autoencoders", ICML 2008).
class Noise final : public Op {
 public:
  explicit Noise(double probability) : threshold_(static_cast<std::uint32_t>(probability * one + 0.5)) {}

  Result<Form> plan(const Form& in) override {
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const int pixels = in_.views * in_.view.h * in_.view.w;
    for (int first = 0; first < pixels; first += word) {
      const std::uint32_t hits = draw(draws.rng);
      const int n = std::min(word, pixels - first);
      clear(canvas.image + static_cast<std::ptrdiff_t>(first) * in_.view.c, n, hits);
      if (!in_.in_place) continue;
      for (int i = 0; i < n; ++i) canvas.changed[first + i] |= static_cast<std::uint8_t>(hits >> i & 1);
    }
  }

 private:
  static constexpr int bits = 16;
  static constexpr std::uint32_t one = 1u << bits;
  static constexpr int word = 32;

  /// 32 independent bits, each 1 with probability threshold / 2^16: whether a random binary fraction is below that one,
  /// found out for 32 fractions at once from their last digits to their first. A half takes one word, not 32.
  std::uint32_t draw(Rng& rng) const {
    if (threshold_ == one) return ~0u;
    std::uint32_t below = 0;
    for (int digit = std::countr_zero(threshold_ | one); digit < bits; ++digit) {
      const std::uint32_t zeros = rng.next();
      below = (threshold_ >> digit & 1) != 0 ? (zeros | below) : (zeros & below);
    }
    return below;
  }

  void clear(float* pixel, int n, std::uint32_t hits) const {
    using namespace kernels;
    int i = 0;
    if (in_.view.c == 1) {
      const i32x4 places(1, 2, 4, 8);
      for (; i + lanes <= n; i += lanes) {
        const i32x4 spared = (i32x4(static_cast<std::int32_t>(hits >> i)) & places);
        const auto keep = xsimd::batch_bool_cast<float>(spared == i32x4(0));
        store(pixel + i, xsimd::select(keep, load(pixel + i), f32x4(0.0f)));
      }
    }
    for (; i < n; ++i) {
      if ((hits >> i & 1) != 0) std::fill_n(pixel + static_cast<std::ptrdiff_t>(i) * in_.view.c, in_.view.c, 0.0f);
    }
  }

  std::uint32_t threshold_;
  Form in_;
};

}  // namespace

const OpEntry& noise_op() {
  static constexpr std::array fields{
      Field{"probability", 0, 1, 0.5, false, "how likely a pixel is painted black; rounded to a multiple of 1/65536"}};
  static constexpr OpEntry entry{
      {"noise", "paints each pixel black with a probability", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Noise>(values[0]); }};
  return entry;
}

}  // namespace pretext
