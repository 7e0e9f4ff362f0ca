#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Paints a fixed number of square patches black (He et al., "Masked autoencoders are scalable vision learners", CVPR
/// 2022). Each set of so many patches is as likely as any other.
class Mask final : public Op {
 public:
  Mask(int patch, int hidden) : patch_(patch), hidden_(hidden) {}

  Result<Form> plan(const Form& in) override {
    if (in.view.h % patch_ != 0 || in.view.w % patch_ != 0) {
      return refusal("needs an image whose sides its patch of " + std::to_string(patch_) + " pixels divides, not " +
                     text({in.view.h, in.view.w}) + ".");
    }
    in_ = in;
    columns_ = in.view.w / patch_;
    patches_ = in.view.h / patch_ * columns_;
    if (hidden_ > patches_) {
      return refusal("hides " + std::to_string(hidden_) + " patches, but there are " + std::to_string(patches_) + ".");
    }
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    for (int view = 0; view < in_.views; ++view) {
      // One patch after another, with the probability that as many as are still to be hidden call for (selection
      // sampling, Fan, Muller and Rezucha 1962; Knuth's algorithm S).
      int to_hide = hidden_;
      for (int patch = 0; to_hide > 0; ++patch) {
        if (draws.between(1, patches_ - patch) > to_hide) continue;
        clear_rectangle(canvas, in_, view, patch / columns_ * patch_, patch % columns_ * patch_, {patch_, patch_});
        --to_hide;
      }
    }
  }

 private:
  int patch_;
  int hidden_;
  int columns_ = 0;
  int patches_ = 0;
  Form in_;
};

}  // namespace

const OpEntry& mask_op() {
  static constexpr std::array fields{
      Field{"patch", 1, 64, 4, true, "pixels of a patch's side"},
      Field{"hidden", 1, 65536, 37, true, "patches that are painted black"},
  };
  static constexpr OpEntry entry{
      {"mask", "paints random patches black", fields}, [](std::span<const double> values) -> std::unique_ptr<Op> {
        return std::make_unique<Mask>(static_cast<int>(values[0]), static_cast<int>(values[1]));
      }};
  return entry;
}

}  // namespace pretext
