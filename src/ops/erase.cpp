#include <algorithm>
#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Paints a rectangle of random sides at a random place black (Pathak et al., "Context encoders: feature learning by
/// inpainting", CVPR 2016).
class Erase final : public Op {
 public:
  Erase(int least, int most, int margin) : least_(least), most_(most), margin_(margin) {}

  Result<Form> plan(const Form& in) override {
    if (least_ > most_) return refusal("needs a 'least' of no more than its 'most'.");
    within_ = {std::max(0, in.view.h - 2 * margin_), std::max(0, in.view.w - 2 * margin_)};
    if (most_ > within_.h || most_ > within_.w) {
      return refusal("makes holes of up to " + text({most_, most_}) + " pixels, but there are " + text(within_) +
                     " within its margin.");
    }
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    for (int view = 0; view < in_.views; ++view) {
      const int h = draws.between(least_, most_);
      const int w = draws.between(least_, most_);
      const int top = margin_ + draws.between(0, within_.h - h);
      const int left = margin_ + draws.between(0, within_.w - w);
      clear_rectangle(canvas, in_, view, top, left, {h, w});
    }
  }

 private:
  int least_;
  int most_;
  int margin_;
  Extent within_{};
  Form in_;
};

}  // namespace

const OpEntry& erase_op() {
  static constexpr std::array fields{
      Field{"least", 1, 256, 10, true, "pixels of the hole's shortest side"},
      Field{"most", 1, 256, 16, true, "pixels of the hole's longest side"},
      Field{"margin", 0, 128, 2, true, "pixels along the image's sides that stay as they are"},
  };
  static constexpr OpEntry entry{
      {"erase", "paints a rectangle black", fields}, [](std::span<const double> values) -> std::unique_ptr<Op> {
        return std::make_unique<Erase>(static_cast<int>(values[0]), static_cast<int>(values[1]),
                                       static_cast<int>(values[2]));
      }};
  return entry;
}

}  // namespace pretext
