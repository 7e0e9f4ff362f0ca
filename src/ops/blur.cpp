#include <algorithm>
#include <array>
#include <vector>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Weighted means of neighbours, first across, then down, with binomial coefficients as weights: 1 2 1, or 1 4 6 4 1,
/// and so on, each exact in float32. Beyond a side its last pixel goes on.
class Blur final : public Op {
 public:
  explicit Blur(int radius) : radius_(radius), weights_(static_cast<std::size_t>(2 * radius + 1)) {
    float weight = 1.0f / static_cast<float>(1 << (2 * radius));
    for (int i = 0; i <= 2 * radius; ++i) {
      weights_[static_cast<std::size_t>(i)] = weight;
      weight = weight * static_cast<float>(2 * radius - i) / static_cast<float>(i + 1);
    }
  }

  Result<Form> plan(const Form& in) override {
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws&) const override {
    const auto [h, w, c] = in_.view;
    std::fill_n(canvas.spare, in_.size(), 0.0f);
    for (int y = 0; y < in_.views * h; ++y) {
      const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(y) * w * c;
      for (int d = -radius_; d <= radius_; ++d) across(canvas.image + row, d, canvas.spare + row);
    }
    std::fill_n(canvas.image, in_.size(), 0.0f);
    for (int y = 0; y < in_.views * h; ++y) {
      const int top = y / h * h;
      float* const to = canvas.image + static_cast<std::ptrdiff_t>(y) * w * c;
      for (int d = -radius_; d <= radius_; ++d) {
        const int from = std::clamp(y + d, top, top + h - 1);
        add(canvas.spare + static_cast<std::ptrdiff_t>(from) * w * c, weight(d), w * c, to);
      }
    }
    mark_all(canvas, in_);
  }

 private:
  [[nodiscard]] float weight(int d) const { return weights_[static_cast<std::size_t>(d + radius_)]; }

  static void add(const float* from, float weight, int n, float* to) {
    for (int i = 0; i < n; ++i) to[i] += weight * from[i];
  }

  /// Adds to a row of pixels what lies `d` to the right of them, weighted.
  void across(const float* from, int d, float* to) const {
    const auto [h, w, c] = in_.view;
    const int first = std::min(w, std::max(0, -d));  // the pixels from `first` to `last` have such a neighbour
    const int last = std::max(first, std::min(w, w - d));
    for (int x = 0; x < first; ++x) add(from, weight(d), c, to + x * c);
    add(from + (first + d) * c, weight(d), (last - first) * c, to + first * c);
    for (int x = last; x < w; ++x) add(from + (w - 1) * c, weight(d), c, to + x * c);
  }

  int radius_;
  std::vector<float> weights_;
  Form in_;
};

}  // namespace

const OpEntry& blur_op() {
  static constexpr std::array fields{Field{"radius", 1, 8, 2, true, "pixels each way that a pixel is mixed with"}};
  static constexpr OpEntry entry{{"blur", "mixes each pixel with its neighbours, with binomial weights", fields},
                                 [](std::span<const double> values) -> std::unique_ptr<Op> {
                                   return std::make_unique<Blur>(static_cast<int>(values[0]));
                                 }};
  return entry;
}

}  // namespace pretext
