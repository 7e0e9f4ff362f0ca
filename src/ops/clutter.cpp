#include <algorithm>
#include <array>

#include "ops/ops.hpp"
#include "ops/rectangle.hpp"

namespace pretext {

namespace {

/// Puts the image somewhere on a larger canvas, and pieces of other images around and over it (Cluttered MNIST: Mnih,
/// Heess, Graves and Kavukcuoglu, "Recurrent models of visual attention", NeurIPS 2014). Where both have ink the
/// brighter one shows.
class Clutter final : public Op {
 public:
  Clutter(int side, int pieces, int piece) : side_(side), pieces_(pieces), piece_(piece) {}

  Result<Form> plan(const Form& in) override {
    if (in.vocabulary > 0 || in.views != 1 || in.view.c != 1 || in.grid > 0) {
      return refusal("needs one image without colour, in one view.");
    }
    const Extent view{in.view.h, in.view.w};
    if (side_ < std::max(view.h, view.w)) {
      return refusal("has a 'side' of " + std::to_string(side_) +
                     " pixels; expected no fewer than those of the image, " + text(view) + ".");
    }
    if (piece_ > std::min(in.source.h, in.source.w)) {
      return refusal("cuts pieces of " + text({piece_, piece_}) + " pixels; expected no more than those of an image, " +
                     text({in.source.h, in.source.w}) + ".");
    }
    in_ = in;
    canvas_ = {side_, side_, 1};
    Form out = in;
    out.view = canvas_;
    out.in_place = false;
    out.placed = true;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const int top = draws.between(0, side_ - in_.view.h);
    const int left = draws.between(0, side_ - in_.view.w);
    std::fill_n(canvas.spare, canvas_.size(), 0.0f);
    copy_rectangle(canvas.image, in_.view, pixel(canvas.spare, canvas_, top, left), canvas_, {in_.view.h, in_.view.w});
    if (canvas.object != nullptr) {
      for (std::size_t i = 0; i < canvas_.size(); ++i) canvas.object[i] = 2 * canvas.spare[i] >= in_.white ? 1 : 0;
    }
    // The image is on the canvas now, so its buffer is free for those that pieces come from.
    for (int i = 0; i < pieces_; ++i) {
      if (canvas.data != nullptr) read_other(canvas, draws);
      add_piece(canvas, draws);
    }
    canvas.swap();
  }

 private:
  void read_other(Canvas& canvas, Draws& draws) const {
    Dataset others = *canvas.data;
    if (!others.others.empty()) {
      others.pixels = others.others;
      others.rows = static_cast<std::uint32_t>(others.others.size() / others.stored());
    }
    others.read(draws.rng.below(others.rows), {canvas.image, in_.source.size()});
  }

  void add_piece(Canvas& canvas, Draws& draws) const {
    const Shape from_in = canvas.data != nullptr ? in_.source : in_.view;
    const float* from =
        pixel(canvas.image, from_in, draws.between(0, from_in.h - piece_), draws.between(0, from_in.w - piece_));
    float* to = pixel(canvas.spare, canvas_, draws.between(0, side_ - piece_), draws.between(0, side_ - piece_));
    for (int y = 0; y < piece_; ++y, from += from_in.w, to += side_) {
      for (int x = 0; x < piece_; ++x) to[x] = std::max(to[x], from[x]);
    }
  }

  int side_;
  int pieces_;
  int piece_;
  Shape canvas_;
  Form in_;
};

}  // namespace

const OpEntry& clutter_op() {
  static constexpr std::array fields{
      Field{"side", 8, 128, 56, true, "pixels of the canvas's sides"},
      Field{"pieces", 0, 64, 4, true, "pieces of other images that are strewn over it"},
      Field{"piece", 2, 32, 8, true, "pixels of a piece's sides"},
  };
  static constexpr OpEntry entry{
      {"clutter", "puts the image somewhere on a larger canvas, among pieces of other images", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> {
        return std::make_unique<Clutter>(static_cast<int>(values[0]), static_cast<int>(values[1]),
                                         static_cast<int>(values[2]));
      }};
  return entry;
}

}  // namespace pretext
