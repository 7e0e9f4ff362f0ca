#include <algorithm>
#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Makes an image coarse: squares of pixels get their mean, as if it had been made smaller and large again by nearest
/// neighbours.
class Shrink final : public Op {
 public:
  explicit Shrink(int factor) : factor_(factor) {}

  Result<Form> plan(const Form& in) override {
    if (in.view.h % factor_ != 0 || in.view.w % factor_ != 0) {
      return refusal("needs an image whose sides its factor of " + std::to_string(factor_) + " divides, not " +
                     text({in.view.h, in.view.w}) + ".");
    }
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws&) const override {
    const Shape all = in_.input();
    for (int y = 0; y < all.h; y += factor_) {
      for (int x = 0; x < all.w; x += factor_) {
        for (int c = 0; c < all.c; ++c) level(pixel(canvas.image, all, y, x) + c);
      }
    }
    mark_all(canvas, in_);
  }

 private:
  /// Sets a channel of a square to its mean.
  void level(float* corner) const {
    const int row = in_.view.w * in_.view.c;
    float sum = 0;
    for (int y = 0; y < factor_; ++y) {
      for (int x = 0; x < factor_; ++x) sum += corner[y * row + x * in_.view.c];
    }
    const float mean = sum / static_cast<float>(factor_ * factor_);
    for (int y = 0; y < factor_; ++y) {
      for (int x = 0; x < factor_; ++x) corner[y * row + x * in_.view.c] = mean;
    }
  }

  int factor_;
  Form in_;
};

}  // namespace

const OpEntry& shrink_op() {
  static constexpr std::array fields{Field{"factor", 2, 64, 2, true, "how many times shorter the sides become"}};
  static constexpr OpEntry entry{{"shrink", "replaces squares of pixels by their means", fields},
                                 [](std::span<const double> values) -> std::unique_ptr<Op> {
                                   return std::make_unique<Shrink>(static_cast<int>(values[0]));
                                 }};
  return entry;
}

}  // namespace pretext
