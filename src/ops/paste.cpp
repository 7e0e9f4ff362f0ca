#include <algorithm>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Puts tiles back into one image as large as the original: its cells in the middle, black between them.
class Paste final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.grid == 0) return refusal("needs tiles before it.");
    in_ = in;
    cell_ = {in.source.h / in.grid, in.source.w / in.grid};
    Form out = in;
    image_ = out.view = {in.source.h, in.source.w, in.view.c};
    out.views = 1;
    out.grid = 0;
    return out;
  }

  void run(Canvas& canvas, Draws&) const override {
    std::fill_n(canvas.spare, image_.size(), 0.0f);
    const Shape tile = in_.view;
    const int top = (image_.h - (in_.grid - 1) * cell_.h - tile.h) / 2;
    const int left = (image_.w - (in_.grid - 1) * cell_.w - tile.w) / 2;
    const float* from = canvas.image;
    for (int view = 0; view < in_.views; ++view, from += tile.size()) {
      const int y = top + view / in_.grid * cell_.h;
      const int x = left + view % in_.grid * cell_.w;
      copy_rectangle(from, tile, pixel(canvas.spare, image_, y, x), image_, {tile.h, tile.w});
    }
    canvas.swap();
  }

 private:
  Form in_;
  Extent cell_{};
  Shape image_;
};

}  // namespace

const OpEntry& paste_op() {
  static constexpr OpEntry entry{
      {"paste", "puts the tiles back into one image", {}},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Paste>(); }};
  return entry;
}

}  // namespace pretext
