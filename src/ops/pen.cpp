#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/lanes.hpp"
#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

using namespace kernels;

namespace {

/// Makes strokes bolder or finer: each pixel goes some way to the largest or to the smallest of itself and its four
/// neighbours, the same way for all pixels of a view (dilation and erosion in part).
class Pen final : public Op {
 public:
  explicit Pen(double strength) : strength_(static_cast<float>(strength)) {}

  Result<Form> plan(const Form& in) override {
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::size_t size = in_.view.size();
    for (std::size_t at = 0; at < in_.size(); at += size) {
      const float amount = draws.within(strength_);
      if (amount > 0) {
        draw(canvas.image + at, amount, [](auto a, auto b) { return larger(a, b); }, canvas.spare + at);
      } else {
        draw(canvas.image + at, -amount, [](auto a, auto b) { return smaller(a, b); }, canvas.spare + at);
      }
    }
    canvas.swap();
    mark_all(canvas, in_);
  }

 private:
  template <class Extreme>
  void draw(const float* from, float amount, Extreme extreme, float* to) const {
    const auto [h, w, c] = in_.view;
    const int row = w * c;
    for (int y = 0; y < h; ++y, from += row, to += row) {
      const float* const above = y == 0 ? from : from - row;
      const float* const below = y + 1 == h ? from : from + row;
      const auto at = [&](int i) {
        const float left = from[i < c ? i : i - c];
        const float right = from[i + c < row ? i + c : i];
        const float most = extreme(extreme(extreme(left, right), extreme(above[i], below[i])), from[i]);
        to[i] = from[i] + amount * (most - from[i]);
      };
      int i = 0;
      for (; i < c; ++i) at(i);
      for (; i + lanes <= row - c; i += lanes) {
        const f32x4 own = load(from + i);
        const f32x4 beside = extreme(load(from + i - c), load(from + i + c));
        const f32x4 most = extreme(extreme(beside, extreme(load(above + i), load(below + i))), own);
        store(to + i, own + f32x4(amount) * (most - own));
      }
      for (; i < row; ++i) at(i);
    }
  }

  float strength_;
  Form in_;
};

}  // namespace

const OpEntry& pen_op() {
  static constexpr std::array fields{
      Field{"strength", 0, 1, 0.8, false, "how far, at most, each pixel goes to its largest or smallest neighbour"}};
  static constexpr OpEntry entry{
      {"pen", "makes strokes bolder or finer", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Pen>(values[0]); }};
  return entry;
}

}  // namespace pretext
