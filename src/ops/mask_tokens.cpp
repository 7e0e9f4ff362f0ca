#include <array>

#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Asks for some tokens of a text, at least one: eight of ten are hidden, one becomes a random one, one stays (Devlin,
/// Chang, Lee and Toutanova, "BERT", NAACL 2019). Special tokens are left alone.
class MaskTokens final : public Op {
 public:
  explicit MaskTokens(double share) : threshold_(static_cast<std::uint32_t>(share * 4294967296.0)) {}

  Result<Form> plan(const Form& in) override {
    if (in.vocabulary == 0) return refusal("needs texts, such as those of data.set 'definitions'.");
    if (in.causal) return refusal("can't stand behind 'shift'.");
    in_ = in;
    return in;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const int places = in_.view.h;
    int words = 0;
    int asked = 0;
    for (int place = 0; place < places; ++place) {
      if (!is_word(canvas.source[place])) continue;
      ++words;
      if (draws.rng.next() >= threshold_) continue;
      ask(canvas, draws, place);
      ++asked;
    }
    if (asked > 0 || words == 0) return;
    int left = draws.between(0, words - 1);
    for (int place = 0; place < places; ++place) {
      if (is_word(canvas.source[place]) && left-- == 0) ask(canvas, draws, place);
    }
  }

 private:
  static bool is_word(float token) { return token >= static_cast<float>(special_tokens); }

  void ask(Canvas& canvas, Draws& draws, int place) const {
    canvas.changed[place] = 1;
    const int way = draws.between(0, 9);
    if (way < 8) canvas.image[place] = static_cast<float>(SpecialToken::mask);
    else if (way == 8) canvas.image[place] = static_cast<float>(draws.between(special_tokens, in_.vocabulary - 1));
  }

  std::uint32_t threshold_;
  Form in_;
};

}  // namespace

const OpEntry& mask_tokens_op() {
  static constexpr std::array fields{Field{"share", 0.01, 0.9, 0.15, false, "of the tokens that are asked for"}};
  static constexpr OpEntry entry{
      {"mask_tokens", "hides some tokens of a text", fields},
      [](std::span<const double> values) -> std::unique_ptr<Op> { return std::make_unique<MaskTokens>(values[0]); }};
  return entry;
}

}  // namespace pretext
