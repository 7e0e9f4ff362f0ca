#include "kernels/luma.hpp"
#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Takes the colour away, on whole numbers from 0 to 255 as the pixels of a file have them.
class Grey final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.view.c != 3) return refusal("needs images in colour.");
    in_ = in;
    Form out = in;
    out.view.c = 1;
    return out;
  }

  void run(Canvas& canvas, Draws&) const override {
    const std::size_t pixels = in_.size() / 3;
    const float scale = 255.0f / in_.white;
    const auto byte = [&](float value) { return static_cast<std::int32_t>(value * scale + 0.5f); };
    // In place: what is written lies behind what is still to be read.
    const float* from = canvas.image;
    for (std::size_t i = 0; i < pixels; ++i, from += 3) {
      const std::int32_t luma = kernels::luma(byte(from[0]), byte(from[1]), byte(from[2]));
      canvas.image[i] = static_cast<float>(luma) * in_.white / 255.0f;
    }
    mark_all(canvas, in_);
  }

 private:
  Form in_;
};

}  // namespace

const OpEntry& grey_op() {
  static constexpr OpEntry entry{
      {"grey", "takes the colour away", {}},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Grey>(); }};
  return entry;
}

}  // namespace pretext
