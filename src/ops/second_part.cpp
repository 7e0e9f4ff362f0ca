#include <algorithm>
#include <array>

#include "ops/ops.hpp"

namespace pretext {

namespace {

/// Puts a separator between the halves of a text, and in half of all cases another text's second half in place of its
/// own: whether it follows can be asked (next-sentence prediction: Devlin et al., "BERT", NAACL 2019). Where the other
/// half is exactly as long as the own one, lengths tell nothing; where it may have any length, they tell nearly
/// everything, since both halves of a text are about as long. Of a text without two halves nothing is asked.
class SecondPart final : public Op {
 public:
  explicit SecondPart(bool matched) : matched_(matched) {}

  Result<Form> plan(const Form& in) override {
    if (in.vocabulary == 0) return refusal("needs texts, such as those of data.set 'definitions'.");
    if (in.parts || in.causal) return refusal("must be the first op.");
    places_ = in.view.h;
    Form out = in;
    out.parts = true;
    out.choices = in.choices * 2;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const Texts& texts = canvas.data->texts;
    const bool follows = draws.choice(2) == 1;
    if (texts.cuts.empty() || texts.cuts[canvas.row] == 0) {
      canvas.choice = -1;
      return;
    }
    const std::uint32_t other = follows ? canvas.row : other_row(texts, canvas.row, draws);
    canvas.choice = canvas.choice * 2 + (other == canvas.row ? 1 : 0);
    join(texts.first_half(canvas.row), texts.second_half(other), canvas);
  }

 private:
  using Part = std::span<const std::uint16_t>;

  /// Another text, as likely as any other that will do; the same one if there is none.
  [[nodiscard]] std::uint32_t other_row(const Texts& texts, std::uint32_t row, Draws& draws) const {
    std::span<const std::uint32_t> others = texts.by_length;
    if (matched_) {
      const auto length = [&](std::uint32_t text) { return texts.second_half(text).size(); };
      const auto alike = std::ranges::equal_range(others, length(row), {}, length);
      others = {alike.begin(), alike.end()};
    }
    const auto own = std::ranges::find(others, row);
    if (others.size() < 2) return row;
    const std::uint32_t drawn = draws.rng.below(static_cast<std::uint32_t>(others.size()) - 1);
    const bool behind = std::cmp_greater_equal(drawn, own - others.begin());
    return others[drawn + (behind ? 1 : 0)];
  }

  /// What is too long loses the longer part's outer end, so that the parts still meet.
  void join(Part first, Part second, Canvas& canvas) const {
    const std::size_t room = static_cast<std::size_t>(places_) - 3;
    while (first.size() + second.size() > room) {
      if (first.size() >= second.size()) first = first.subspan(1);
      else second = second.first(second.size() - 1);
    }
    float* to = canvas.image;
    *to++ = static_cast<float>(SpecialToken::start);
    for (const Part part : {first, second}) {
      to = std::ranges::copy(part, to).out;
      *to++ = static_cast<float>(SpecialToken::separator);
    }
    std::fill(to, canvas.image + places_, static_cast<float>(SpecialToken::pad));
    std::copy_n(canvas.image, places_, canvas.source);
  }

  bool matched_;
  int places_ = 0;
};

}  // namespace

const OpEntry& second_part_op() {
  static constexpr std::array fields{
      Field{"matched", 0, 1, 1, true, "1 for other halves of exactly the same length, 0 for those of any length"},
  };
  static constexpr OpEntry entry{{"second_part", "may put another text's second half in place of the own one", fields},
                                 [](std::span<const double> values) -> std::unique_ptr<Op> {
                                   return std::make_unique<SecondPart>(values[0] != 0);
                                 }};
  return entry;
}

}  // namespace pretext
