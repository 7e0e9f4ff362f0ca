#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Asks at each place of a text for the token of the next one (Radford et al., "Improving language understanding by
/// generative pre-training", 2018). Nothing is asked at the last place, and no place may see those behind it.
class Shift final : public Op {
 public:
  Result<Form> plan(const Form& in) override {
    if (in.vocabulary == 0) return refusal("needs texts, such as those of data.set 'definitions'.");
    if (in.parts) return refusal("needs texts as they are, without 'second_part' before it.");
    places_ = in.view.h;
    Form out = in;
    out.causal = true;
    return out;
  }

  void run(Canvas& canvas, Draws& /*draws*/) const override {
    for (int place = 0; place + 1 < places_ && canvas.source[place + 1] != 0.0f; ++place) {
      canvas.source[place] = canvas.source[place + 1];
      canvas.changed[place] = 1;
    }
  }

 private:
  int places_ = 0;
};

}  // namespace

const OpEntry& shift_op() {
  static constexpr OpEntry entry{
      {"shift", "asks for the next token", {}},
      [](std::span<const double> /*values*/) -> std::unique_ptr<Op> { return std::make_unique<Shift>(); }};
  return entry;
}

}  // namespace pretext
