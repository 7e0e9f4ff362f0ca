#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Cuts two views out of an image, a tile from its middle and one of that tile's eight neighbours (Doersch, Gupta and
/// Efros, "Unsupervised visual representation learning by context prediction", ICCV 2015). A neighbour that shows next
/// to nothing asks for nothing that can be learned, so it is drawn again, 50 times at most.
class Neighbour final : public Op {
 public:
  Neighbour(int gap, int jitter, double ink) : gap_(gap), jitter_(jitter), ink_(static_cast<float>(ink)) {}

  Result<Form> plan(const Form& in) override {
    if (in.views != 1) return refusal("needs one view.");
    in_ = in.view;
    pitch_ = {in_.h / 3, in_.w / 3};
    tile_ = {pitch_.h - gap_, pitch_.w - gap_, in_.c};
    middle_ = {(in_.h - tile_.h) / 2, (in_.w - tile_.w) / 2};
    if (tile_.h <= 0 || tile_.w <= 0) {
      return refusal("leaves no pixels for tiles: cells of " + text(pitch_) + " pixels, less a gap of " +
                     std::to_string(gap_) + ".");
    }
    const auto fits = [&](int side, int middle, int pitch, int tile) {
      return middle - pitch - jitter_ >= 0 && middle + pitch + jitter_ + tile <= side;
    };
    if (!fits(in_.h, middle_.h, pitch_.h, tile_.h) || !fits(in_.w, middle_.w, pitch_.w, tile_.w)) {
      return refusal("reaches out of the image with a jitter of " + std::to_string(jitter_) + ".");
    }
    least_ = ink_ * in.white * static_cast<float>(in_.c);
    Form out = in;
    out.view = tile_;
    out.views = 2;
    out.choices *= neighbours;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    cut(canvas, 0, 0, draws, canvas.spare);
    float* const neighbour = canvas.spare + tile_.size();
    std::int32_t chosen = 0;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      chosen = static_cast<std::int32_t>(draws.choice(neighbours));
      const int cell = chosen < 4 ? chosen : chosen + 1;  // of 3 x 3, row by row, but the middle
      cut(canvas, cell / 3 - 1, cell % 3 - 1, draws, neighbour);
      float sum = 0;
      for (std::size_t i = 0; i < tile_.size(); ++i) sum += neighbour[i];
      if (sum >= least_) break;
    }
    canvas.choice = canvas.choice * neighbours + chosen;
    canvas.swap();
  }

 private:
  static constexpr int neighbours = 8;
  static constexpr int attempts = 51;

  void cut(const Canvas& canvas, int down, int right, Draws& draws, float* to) const {
    const int y = middle_.h + down * pitch_.h + draws.between(-jitter_, jitter_);
    const int x = middle_.w + right * pitch_.w + draws.between(-jitter_, jitter_);
    copy_rectangle(pixel(canvas.image, in_, y, x), in_, to, tile_, {tile_.h, tile_.w});
  }

  int gap_;
  int jitter_;
  float ink_;
  float least_ = 0;  ///< sum of a neighbour's pixels
  Shape in_;
  Shape tile_;
  Extent pitch_{};
  Extent middle_{};  ///< top and left of the middle tile
};

}  // namespace

const OpEntry& neighbour_op() {
  static constexpr std::array fields{
      Field{"gap", 0, 64, 1, true, "pixels by which a tile is smaller than a third of the image"},
      Field{"jitter", 0, 64, 1, true, "pixels by which each tile may lie off its place, each way"},
      Field{"ink", 0, 4096, 2, false, "what a neighbour's pixels add up to at least, white being 1; else drawn again"},
  };
  static constexpr OpEntry entry{
      {"neighbour", "cuts out the middle and one of its eight neighbours; the choice is which", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> {
        return std::make_unique<Neighbour>(static_cast<int>(values[0]), static_cast<int>(values[1]), values[2]);
      }};
  return entry;
}

}  // namespace pretext
