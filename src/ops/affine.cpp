#include <array>

#include "ops/angle.hpp"
#include "ops/ops.hpp"
#include "ops/warp.hpp"

namespace pretext {

namespace {

/// Turns, stretches, shears and shifts each view, and bends it as `elastic` does, by one interpolation for all of it:
/// M = R [[sx, k], [0, sy]].
class Affine final : public Op {
 public:
  explicit Affine(std::span<const double> values)
      : half_tangent_(static_cast<float>(half_tangent(values[0]))), scale_(static_cast<float>(values[1])),
        shear_(static_cast<float>(values[2])), shift_(static_cast<float>(values[3])),
        elastic_(static_cast<float>(values[4])), outside_(static_cast<float>(values[5])) {}

  Result<Form> plan(const Form& in) override {
    if (const Failure failure = warp_.plan(in.view)) return *failure;
    in_ = in;
    Form out = in;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::size_t size = in_.view.size();
    // What comes from outside is 0: taken from what is outside, it comes to that.
    const float outside = outside_ * in_.white;
    for (std::size_t i = 0; outside > 0 && i < in_.size(); ++i) canvas.image[i] -= outside;
    for (std::size_t at = 0; at < in_.size(); at += size) {
      const Placement placement = draw(draws);
      if (elastic_ > 0) {
        const Displacement displacement = Displacement::draw(draws, elastic_);
        warp_.run(canvas.image + at, placement, &displacement, canvas.spare + at);
      } else {
        warp_.run(canvas.image + at, placement, nullptr, canvas.spare + at);
      }
    }
    canvas.swap();
    for (std::size_t i = 0; outside > 0 && i < in_.size(); ++i) canvas.image[i] += outside;
  }

 private:
  [[nodiscard]] Placement draw(Draws& draws) const {
    const float t = draws.within(half_tangent_);
    const float sx = 1.0f + draws.within(scale_);
    const float sy = 1.0f + draws.within(scale_);
    const float k = draws.within(shear_);
    const float x = draws.within(shift_);
    const float y = draws.within(shift_);
    const auto [cosine, sine] = Angle(t);
    return {cosine * sx, cosine * k - sine * sy, sine * sx, sine * k + cosine * sy, x, y};
  }

  float half_tangent_;
  float scale_;
  float shear_;
  float shift_;
  float elastic_;
  float outside_;
  Warp warp_;
  Form in_;
};

}  // namespace

const OpEntry& affine_op() {
  static constexpr std::array fields{
      Field{"turn", 0, 120, 20, false, "degrees, at most, each way; uniform in the tangent of the half"},
      Field{"scale", 0, 0.9, 0.2, false, "how far height and width may each be from 1 times the original"},
      Field{"shear", 0, 2, 0.3, false, "pixels to the side per pixel down, at most, each way"},
      Field{"shift", 0, 64, 2, false, "pixels, at most, each way"},
      Field{"elastic", 0, 64, 0, false, "pixels by which 4 x 4 points are displaced as well, at most, each way"},
      Field{"outside", 0, 1, 0, false, "what comes in from outside the image: 0 black, 1 white"},
  };
  static constexpr OpEntry entry{
      {"affine", "turns, stretches, shears and shifts each view", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Affine>(values); }};
  return entry;
}

}  // namespace pretext
