#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Leaves all views as they are, or mirrors all of them.
class Flip final : public Op {
 public:
  explicit Flip(bool top_bottom) : top_bottom_(top_bottom) {}

  Result<Form> plan(const Form& in) override {
    in_ = in;
    Form out = in;
    out.choices *= variants;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::uint32_t flipped = draws.choice(variants);
    canvas.choice = canvas.choice * variants + static_cast<std::int32_t>(flipped);
    if (flipped == 0) return;
    const std::size_t size = in_.view.size();
    for (std::size_t at = 0; at < in_.size(); at += size) flip(canvas.image + at, canvas.spare + at);
    canvas.swap();
  }

 private:
  static constexpr int variants = 2;

  void flip(const float* from, float* to) const {
    const auto [h, w, c] = in_.view;
    for (int y = 0; y < h; ++y) {
      if (top_bottom_) {
        copy_rectangle(pixel(from, in_.view, h - 1 - y, 0), in_.view, pixel(to, in_.view, y, 0), in_.view, {1, w});
        continue;
      }
      for (int x = 0; x < w; ++x) std::copy_n(pixel(from, in_.view, y, w - 1 - x), c, pixel(to, in_.view, y, x));
    }
  }

  bool top_bottom_;
  Form in_;
};

}  // namespace

const OpEntry& flip_op() {
  static constexpr std::array fields{
      Field{"top_bottom", 0, 1, 0, true, "1: top and bottom change places; 0: left and right"}};
  static constexpr OpEntry entry{
      {"flip", "leaves all views as they are, or mirrors them; the choice is whether", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Flip>(values[0] != 0); }};
  return entry;
}

}  // namespace pretext
