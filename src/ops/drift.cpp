#include <algorithm>
#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Three frames of an image that moves by a constant velocity: two are shown, and the third takes the place of the
/// original.
class Drift final : public Op {
 public:
  Drift(int speed, int start) : speed_(speed), start_(start) {}

  Result<Form> plan(const Form& in) override {
    if (!in.in_place) return refusal("needs one view whose pixels lie where they lay in the original.");
    if (speed_ + start_ >= std::min(in.view.h, in.view.w)) {
      return refusal("moves an image of " + text({in.view.h, in.view.w}) + " pixels by up to " +
                     std::to_string(speed_ + start_) + ", out of sight.");
    }
    in_ = in;
    Form out = in;
    out.views = 2;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    // All velocities but 0, which is the one in the middle.
    const int side = 2 * speed_ + 1;
    const int drawn = draws.between(0, side * side - 2);
    const int velocity = drawn < side * side / 2 ? drawn : drawn + 1;
    const int down = velocity / side - speed_;
    const int right = velocity % side - speed_;
    const int y = draws.between(-start_, start_);
    const int x = draws.between(-start_, start_);
    move(canvas.source, in_.source, y + down, x + right, canvas.spare);
    std::copy_n(canvas.spare, in_.source.size(), canvas.source);
    move(canvas.image, in_.view, y - down, x - right, canvas.spare);
    move(canvas.image, in_.view, y, x, canvas.spare + in_.view.size());
    canvas.swap();
  }

 private:
  /// Moves an image; black follows.
  static void move(const float* from, Shape shape, int down, int right, float* to) {
    std::fill_n(to, shape.size(), 0.0f);
    const Extent seen{shape.h - std::abs(down), shape.w - std::abs(right)};
    copy_rectangle(pixel(from, shape, std::max(0, -down), std::max(0, -right)), shape,
                   pixel(to, shape, std::max(0, down), std::max(0, right)), shape, seen);
  }

  int speed_;
  int start_;
  Form in_;
};

}  // namespace

const OpEntry& drift_op() {
  static constexpr std::array fields{
      Field{"speed", 1, 64, 2, true, "pixels per frame, at most, each way"},
      Field{"start", 0, 64, 2, true, "pixels by which the second frame is off the original, at most, each way"},
  };
  static constexpr OpEntry entry{
      {"drift", "shows two frames of the moving image; the third takes the place of the original", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> {
        return std::make_unique<Drift>(static_cast<int>(values[0]), static_cast<int>(values[1]));
      }};
  return entry;
}

}  // namespace pretext
