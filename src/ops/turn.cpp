#include <array>

#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Turns all views counter-clockwise by 0, 90, 180 or 270 degrees (RotNet: Gidaris, Singh and Komodakis, "Unsupervised
/// representation learning by predicting image rotations", ICLR 2018).
class Turn final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.view.h != in.view.w) return Error{ErrorCode::bad_spec, "needs square images."};
    in_ = in;
    Form out = in;
    out.choices *= quarters;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const std::uint32_t turns = draws.choice(quarters);
    canvas.choice = canvas.choice * quarters + static_cast<std::int32_t>(turns);
    if (turns == 0) return;
    const std::size_t size = in_.view.size();
    for (int view = 0; view < in_.views; ++view) {
      const std::size_t at = static_cast<std::size_t>(view) * size;
      turn(canvas.image + at, turns, canvas.spare + at);
    }
    canvas.swap();
  }

 private:
  static constexpr int quarters = 4;

  void turn(const float* from, std::uint32_t turns, float* to) const {
    const int side = in_.view.h;
    // Walking the output in order, the input is read from `start` on, `across` further per column and `down` per row.
    int start = side - 1;
    int across = side;
    int down = -1;
    if (turns == 2) start = side * side - 1, across = -1, down = -side;
    if (turns == 3) start = side * (side - 1), across = -side, down = 1;
    const int channels = in_.view.c;
    for (int y = 0; y < side; ++y) {
      int pixel = start + y * down;
      for (int x = 0; x < side; ++x, pixel += across) {
        for (int c = 0; c < channels; ++c) *to++ = from[pixel * channels + c];
      }
    }
  }

  Form in_;
};

}  // namespace

const OpEntry& turn_op() {
  static constexpr OpEntry entry{
      {"turn", "each view by 0, 90, 180 or 270 degrees counter-clockwise; the choice is the turn", {}},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Turn>(); }};
  return entry;
}

}  // namespace pretext
