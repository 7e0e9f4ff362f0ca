#include <array>

#include "ops/ops.hpp"
#include "ops/warp.hpp"

namespace pretext {

namespace {

/// Bends each view: 4 x 4 points are displaced, and what lies between them moves along (after Simard, Steinkraus and
/// Platt, "Best practices for convolutional neural networks applied to visual document analysis", ICDAR 2003).
class Elastic final : public Op {
 public:
  explicit Elastic(double limit) : limit_(static_cast<float>(limit)) {}

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
      const Displacement displacement = Displacement::draw(draws, limit_);
      warp_.run(canvas.image + at, {}, &displacement, canvas.spare + at);
    }
    canvas.swap();
  }

 private:
  float limit_;
  Warp warp_;
  Form in_;
};

}  // namespace

const OpEntry& elastic_op() {
  static constexpr std::array fields{
      Field{"limit", 0, 64, 2.5, false, "pixels by which 4 x 4 points are displaced, at most, each way"}};
  static constexpr OpEntry entry{
      {"elastic", "bends each view", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Elastic>(values[0]); }};
  return entry;
}

}  // namespace pretext
