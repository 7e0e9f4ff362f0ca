#include "kernels/chroma.hpp"
#include "kernels/luma.hpp"
#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Parts lightness from colour: what is shown is as `grey` makes it, and what may be asked for is the chroma of what
/// was there (kernels/chroma.hpp), one pair of values for 2 x 2 pixels.
class Lightness final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.view.c != 3) return refusal("needs images in colour.");
    if (in.views > 1) return refusal("needs a single view.");
    if (in.view.h % 2 != 0 || in.view.w % 2 != 0) return refusal("needs an even number of pixels to each side.");
    in_ = in;
    Form out = in;
    out.view.c = 1;
    out.source = {in.view.h / 2, in.view.w / 2, 2};
    out.chroma = true;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws&) const override {
    const int w = in_.view.w;
    const float scale = 255.0f / in_.white;
    const float unit = in_.white / 255.0f;
    float* chroma = canvas.source;
    float* light = canvas.spare;
    const auto byte = [&](float value) { return static_cast<std::int32_t>(value * scale + 0.5f); };
    for (int y = 0; y < in_.view.h; y += 2) {
      for (int x = 0; x < w; x += 2, chroma += 2) {
        std::int32_t sums[2] = {0, 0};
        for (const int at : {y * w + x, y * w + x + 1, (y + 1) * w + x, (y + 1) * w + x + 1}) {
          const float* const rgb = canvas.image + static_cast<std::ptrdiff_t>(3) * at;
          const std::int32_t red = byte(rgb[0]);
          const std::int32_t green = byte(rgb[1]);
          const std::int32_t blue = byte(rgb[2]);
          kernels::add_chroma(red, green, blue, sums);
          light[at] = static_cast<float>(kernels::luma(red, green, blue)) * in_.white / 255.0f;
        }
        for (int i = 0; i < 2; ++i) chroma[i] = static_cast<float>(sums[i]) / kernels::chroma_unit * unit;
      }
    }
    canvas.swap();
  }

 private:
  Form in_;
};

}  // namespace

const OpEntry& lightness_op() {
  static constexpr OpEntry entry{
      {"lightness", "shows how light the pixels are; 'source' then asks for their colour alone", {}},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Lightness>(); }};
  return entry;
}

}  // namespace pretext
