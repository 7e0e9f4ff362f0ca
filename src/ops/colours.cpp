#include <algorithm>
#include <array>

#include "ops/angle.hpp"
#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Changes the colours of each view, the same way for all its pixels: hue and saturation in the plane of chroma, then
/// contrast about the view's mean lightness, and brightness.
class Colours final : public Op {
 public:
  explicit Colours(std::span<const double> values)
      : half_tangent_(static_cast<float>(half_tangent(values[0]))), saturation_(static_cast<float>(values[1])),
        grey_(static_cast<float>(values[2])), contrast_(static_cast<float>(values[3])),
        brightness_(static_cast<float>(values[4])) {}

  Result<Form> plan(const Form& in) override {
    if (in.view.c != 3) return refusal("needs images in colour.");
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::size_t size = in_.view.size();
    for (std::size_t at = 0; at < in_.size(); at += size) change(std::span(canvas.image + at, size), draw(draws));
    mark_all(canvas, in_);
  }

 private:
  struct Change {
    float along, across;  ///< what chroma keeps of itself, and takes from its other part
    float contrast, brightness;
  };

  [[nodiscard]] Change draw(Draws& draws) const {
    const auto [cosine, sine] = Angle(draws.within(half_tangent_));
    const float kept = 1.0f + draws.within(saturation_);
    const float saturation = draws.rng.uniform() < grey_ ? 0.0f : kept;
    const float contrast = 1.0f + draws.within(contrast_);
    const float brightness = draws.within(brightness_) * in_.white;
    return {contrast * saturation * cosine, contrast * saturation * sine, contrast, brightness};
  }

  static float lightness(const float* rgb) { return (77.0f * rgb[0] + 150.0f * rgb[1] + 29.0f * rgb[2]) / 256.0f; }

  void change(std::span<float> view, Change by) const {
    float sum = 0;
    for (std::size_t i = 0; i < view.size(); i += 3) sum += lightness(&view[i]);
    const std::size_t pixels = view.size() / 3;
    const float mean = sum / static_cast<float>(pixels);
    for (std::size_t i = 0; i < view.size(); i += 3) {
      float* const rgb = &view[i];
      const float light = lightness(rgb);
      const float blue = (-43.0f * rgb[0] - 85.0f * rgb[1] + 128.0f * rgb[2]) / 256.0f;
      const float red = (128.0f * rgb[0] - 107.0f * rgb[1] - 21.0f * rgb[2]) / 256.0f;
      const float y = (light - mean) * by.contrast + mean + by.brightness;
      const float b = by.along * blue - by.across * red;
      const float r = by.across * blue + by.along * red;
      rgb[0] = std::clamp(y + 1.402f * r, 0.0f, in_.white);
      rgb[1] = std::clamp(y - 0.344136f * b - 0.714136f * r, 0.0f, in_.white);
      rgb[2] = std::clamp(y + 1.772f * b, 0.0f, in_.white);
    }
  }

  float half_tangent_;
  float saturation_;
  float grey_;
  float contrast_;
  float brightness_;
  Form in_;
};

}  // namespace

const OpEntry& colours_op() {
  static constexpr std::array fields{
      Field{"hue", 0, 120, 30, false, "degrees in the plane of chroma, at most, each way"},
      Field{"saturation", 0, 1, 0.6, false, "how far it may be from 1 times the original"},
      Field{"grey", 0, 1, 0.2, false, "share of the views that lose their colour"},
      Field{"contrast", 0, 1, 0.3, false, "how far it may be from 1 times the original"},
      Field{"brightness", 0, 1, 0.15, false, "what may be added or taken away, of white"},
  };
  static constexpr OpEntry entry{
      {"colours", "changes hue, saturation, contrast and brightness of each view", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<Colours>(values); }};
  return entry;
}

}  // namespace pretext
