#include <algorithm>

#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Makes two views of the image, alike until what follows draws for each of them.
class Twice final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.views != 1) return refusal("needs one view.");
    size_ = in.size();
    Form out = in;
    out.views = 2;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws&) const override { std::copy_n(canvas.image, size_, canvas.image + size_); }

 private:
  std::size_t size_ = 0;
};

}  // namespace

const OpEntry& twice_op() {
  static constexpr OpEntry entry{
      {"twice", "makes two views; what follows draws for each of them anew", {}},
      [](std::span<const double>) -> std::unique_ptr<Op> { return std::make_unique<Twice>(); }};
  return entry;
}

}  // namespace pretext
