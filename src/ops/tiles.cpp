#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Cuts an image into the tiles of a grid, row by row, each a view. Gaps between tiles and random places within the
/// cells keep edges that run on from giving the neighbourhood away (Noroozi and Favaro, "Unsupervised learning of
/// visual representations by solving jigsaw puzzles", ECCV 2016).
class Tiles final : public Op {
 public:
  Tiles(int grid, int gap, bool jitter) : grid_(grid), gap_(gap), jitter_(jitter) {}

  Result<Form> plan(const Form& in) override {
    if (in.views != 1) return refusal("needs one view.");
    in_ = in.view;
    cell_ = {in_.h / grid_, in_.w / grid_};
    if (cell_.h <= gap_ || cell_.w <= gap_) {
      return refusal("leaves no pixels for tiles: cells of " + text(cell_) + " pixels, less a gap of " +
                     std::to_string(gap_) + ".");
    }
    Form out = in;
    tile_ = out.view = {cell_.h - gap_, cell_.w - gap_, in_.c};
    out.views = grid_ * grid_;
    out.grid = grid_;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    // Without jitter the tiles lie in the middle of the image, where `paste` puts them.
    const Extent left_over{in_.h - grid_ * cell_.h, in_.w - grid_ * cell_.w};
    const int top = jitter_ ? draws.between(0, left_over.h) : (left_over.h + gap_) / 2;
    const int left = jitter_ ? draws.between(0, left_over.w) : (left_over.w + gap_) / 2;
    float* to = canvas.spare;
    for (int row = 0; row < grid_; ++row) {
      for (int column = 0; column < grid_; ++column, to += tile_.size()) {
        const int y = top + row * cell_.h + (jitter_ ? draws.between(0, gap_) : 0);
        const int x = left + column * cell_.w + (jitter_ ? draws.between(0, gap_) : 0);
        copy_rectangle(pixel(canvas.image, in_, y, x), in_, to, tile_, {tile_.h, tile_.w});
      }
    }
    canvas.swap();
  }

 private:
  int grid_;
  int gap_;
  bool jitter_;
  Shape in_;
  Extent cell_{};
  Shape tile_;
};

}  // namespace

const OpEntry& tiles_op() {
  static constexpr std::array fields{
      Field{"grid", 2, 8, 3, true, "tiles in a row, and in a column"},
      Field{"gap", 0, 64, 1, true, "pixels by which a tile is smaller than its cell"},
      Field{"jitter", 0, 1, 1, true, "1: the grid within the image and each tile within its cell lie at random places"},
  };
  static constexpr OpEntry entry{{"tiles", "cuts the image into the tiles of a grid, each a view", fields},
                                 [](std::span<const double> values) -> std::unique_ptr<Op> {
                                   return std::make_unique<Tiles>(static_cast<int>(values[0]),
                                                                  static_cast<int>(values[1]), values[2] != 0);
                                 }};
  return entry;
}

}  // namespace pretext
