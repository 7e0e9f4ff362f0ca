#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "ops/ops.hpp"

namespace pretext {

namespace {

using Places = std::vector<std::uint8_t>;

/// x -> a x + b over GF(9) for all a but 0 and all b: 72 permutations of 9 places of which any two agree in one place
/// at most, because a line meets another once. Element 3 i + r stands for i sqrt(-1) + r modulo 3.
Places affine_permutations() {
  const auto times = [](int x, int y) {
    const int real = x % 3 * (y % 3) + 2 * (x / 3) * (y / 3);
    const int imaginary = x % 3 * (y / 3) + x / 3 * (y % 3);
    return 3 * (imaginary % 3) + real % 3;
  };
  const auto plus = [](int x, int y) { return 3 * ((x / 3 + y / 3) % 3) + (x + y) % 3; };
  Places all;
  for (int a = 1; a < 9; ++a) {
    for (int b = 0; b < 9; ++b) {
      for (int x = 0; x < 9; ++x) all.push_back(static_cast<std::uint8_t>(plus(times(a, x), b)));
    }
  }
  return all;
}

/// All 24 permutations of four places, in lexicographic order.
Places permutations_of_four() {
  std::array<std::uint8_t, 4> places{0, 1, 2, 3};
  Places all;
  do all.insert(all.end(), places.begin(), places.end());
  while (std::ranges::next_permutation(places).found);
  return all;
}

/// Puts the tiles into the order of one of the first `set` permutations: place p gets tile permutation[p].
class Permute final : public Op {
 public:
  explicit Permute(int set) : set_(set) {}

  Result<Form> plan(const Form& in) override {
    if (in.grid == 0) return refusal("needs tiles before it.");
    if (in.grid != 2 && in.grid != 3) return refusal("knows permutations of 2 x 2 and of 3 x 3 tiles only.");
    places_ = permutations_of(in.views);
    const int known = static_cast<int>(places_.size()) / in.views;
    if (set_ > known) {
      return refusal("knows " + std::to_string(known) + " permutations of " + std::to_string(in.views) +
                     " tiles, not the " + std::to_string(set_) + " of its 'set'.");
    }
    in_ = in;
    Form out = in;
    out.choices *= set_;
    out.in_place = false;
    return out;
  }

  void run(Canvas& canvas, Draws& draws) const override {
    const auto chosen = static_cast<std::int32_t>(draws.choice(static_cast<std::uint32_t>(set_)));
    canvas.choice = canvas.choice * set_ + chosen;
    const std::uint8_t* const tile = places_.data() + chosen * in_.views;
    const std::size_t size = in_.view.size();
    for (int place = 0; place < in_.views; ++place) {
      std::copy_n(canvas.image + tile[place] * size, size, canvas.spare + static_cast<std::size_t>(place) * size);
    }
    canvas.swap();
  }

 private:
  int set_;
  Form in_;
  Places places_;
};

}  // namespace

std::vector<std::uint8_t> permutations_of(int tiles) {
  return tiles == 9 ? affine_permutations() : permutations_of_four();
}

const OpEntry& permute_op() {
  static constexpr std::array fields{
      Field{"set", 2, 72, 72, true,
            "permutations to choose from: up to 72 of 3 x 3 tiles, which differ in 8 places or 9, up to 24 of 2 x 2"}};
  static constexpr OpEntry entry{{"permute", "puts tiles into another order; the choice is the permutation", fields},
                                 [](std::span<const double> values) -> std::unique_ptr<Op> {
                                   return std::make_unique<Permute>(static_cast<int>(values[0]));
                                 }};
  return entry;
}

}  // namespace pretext
