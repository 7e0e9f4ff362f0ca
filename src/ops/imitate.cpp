#include <array>

#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Chooses whether an image stays or one that a generator makes stands in its place (Goodfellow et al., "Generative
/// adversarial nets", NeurIPS 2014). Choice 1 leaves the image as well: the generator belongs to the objective, which
/// trains it, and puts in what it makes.
class Imitate final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.views != 1) return refusal("needs one view.");
    Form out = in;
    out.choices *= variants;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    canvas.choice = canvas.choice * variants + static_cast<std::int32_t>(draws.choice(variants));
  }

 private:
  static constexpr int variants = 2;
};

}  // namespace

const OpEntry& imitate_op() {
  static constexpr std::array fields{
      Field{"codes", 1, 64, 32, true, "numbers that the generator makes an image of"},
      Field{"filters", 1, 64, 32, true, "of its two hidden layers"},
  };
  static constexpr OpEntry entry{
      {"imitate",
       "half of the images give way to those that a generator makes of random numbers; the choice is whether", fields},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Imitate>(); }};
  return entry;
}

}  // namespace pretext
