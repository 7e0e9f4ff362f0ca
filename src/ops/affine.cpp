#include <array>

#include "ops/ops.hpp"
#include "ops/warp.hpp"

namespace pretext {

namespace {

/// tan(degrees / 2) by the series of sine and cosine, of basic arithmetic alone: libraries differ in the last bit.
double half_tangent(double degrees) {
  const double x = degrees * (3.14159265358979323846 / 360);
  double sine = 0;
  double cosine = 0;
  double term = 1;
  for (int n = 0; n < 24; ++n) {
    (n % 2 == 0 ? cosine : sine) += n % 4 < 2 ? term : -term;
    term *= x / (n + 1);
  }
  return sine / cosine;
}

/// Turns, stretches, shears and shifts each view, and bends it as `elastic` does, by one interpolation for all of it:
/// M = R [[sx, k], [0, sy]].
class Affine final : public Op {
 public:
  explicit Affine(std::span<const double> values)
      : half_tangent_(static_cast<float>(half_tangent(values[0]))), scale_(static_cast<float>(values[1])),
        shear_(static_cast<float>(values[2])), shift_(static_cast<float>(values[3])),
        elastic_(static_cast<float>(values[4])) {}

  Result<Form> plan(const Form& in) override {
    if (const Failure failure = warp_.plan(in.view)) return *failure;
    in_ = in;
    Form out = in;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::size_t size = in_.view.size();
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
  }

 private:
  [[nodiscard]] Placement draw(Draws& draws) const {
    const float t = draws.within(half_tangent_);
    const float sx = 1.0f + draws.within(scale_);
    const float sy = 1.0f + draws.within(scale_);
    const float k = draws.within(shear_);
    const float x = draws.within(shift_);
    const float y = draws.within(shift_);
    const float cosine = (1.0f - t * t) / (1.0f + t * t);
    const float sine = 2.0f * t / (1.0f + t * t);
    return {cosine * sx, cosine * k - sine * sy, sine * sx, sine * k + cosine * sy, x, y};
  }

  float half_tangent_;
  float scale_;
  float shear_;
  float shift_;
  float elastic_;
  Warp warp_;
  Form in_;
};

constexpr std::array fields{
    Field{"turn", 0, 120, 20, false, "degrees, at most, each way; uniform in the tangent of the half"},
    Field{"scale", 0, 0.9, 0.2, false, "how far height and width may each be from 1 times the original"},
    Field{"shear", 0, 2, 0.3, false, "pixels to the side per pixel down, at most, each way"},
    Field{"shift", 0, 64, 2, false, "pixels, at most, each way"},
    Field{"elastic", 0, 64, 0, false, "pixels by which 4 x 4 points are displaced as well, at most, each way"},
};

constexpr OpEntry entry{
    {"affine", "turns, stretches, shears and shifts each view", fields},
    [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Affine>(values); }};

}  // namespace

const OpEntry& affine_op() { return entry; }

}  // namespace pretext
