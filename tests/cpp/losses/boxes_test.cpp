#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "pretext/loss.hpp"

using namespace pretext;

namespace {

struct Judged {
  LossSums sums;
  std::vector<float> gradient, losses, correct;
};

Judged judged(const Loss& loss, int n, std::vector<float> outputs, std::vector<float> targets, bool gradient = true) {
  const std::size_t count = static_cast<std::size_t>(n);
  Judged all{.sums = {},
             .gradient = std::vector<float>(gradient ? outputs.size() : 0, NAN),
             .losses = std::vector<float>(count, NAN),
             .correct = std::vector<float>(count, NAN)};
  std::vector<std::int32_t> predicted(count, 9);
  std::vector<std::byte> scratch(scratch_bytes(loss, n, outputs.size() / count));
  const Batch asked{.inputs = {}, .classes = {}, .targets = targets, .weights = {}};
  all.sums = evaluate(loss, n, asked, outputs, 1.0f, {all.gradient, all.losses, predicted, all.correct}, scratch);
  for (const std::int32_t one : predicted) CHECK(one == -1);
  return all;
}

void check_gradient(const Loss& loss, std::vector<float> outputs, const std::vector<float>& targets) {
  const std::vector<float> gradient = judged(loss, 2, outputs, targets).gradient;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    constexpr float step = 1e-2f;
    const float kept = outputs[i];
    outputs[i] = kept + step;
    const double above = static_cast<double>(judged(loss, 2, outputs, targets).sums.loss);
    outputs[i] = kept - step;
    const double below = static_cast<double>(judged(loss, 2, outputs, targets).sums.loss);
    outputs[i] = kept;
    CHECK(static_cast<double>(gradient[i]) ==
          doctest::Approx((above - below) / 2 / static_cast<double>(step)).epsilon(2e-3));
  }
}

}  // namespace

TEST_CASE("boxes overlap by what they share of what they cover") {
  CHECK(overlap({0, 0, 2, 2}, {0, 0, 2, 2}) == 1);
  CHECK(overlap({0, 0, 2, 2}, {1, 0, 3, 2}) == doctest::Approx(2.0 / 6));
  CHECK(overlap({0, 0, 4, 4}, {1, 1, 3, 3}) == doctest::Approx(4.0 / 16));
  CHECK(overlap({0, 0, 1, 1}, {1, 0, 2, 1}) == 0);  // they only touch
  CHECK(overlap({0, 0, 1, 1}, {5, 5, 6, 6}) == 0);
  CHECK(overlap({1, 1, 1, 1}, {1, 1, 1, 1}) == 0);  // empty
  CHECK(overlap({2, 2, 0, 0}, {0, 0, 2, 2}) == 0);  // inside out
}

TEST_CASE("a box is as wrong as its edges are, and right from half an overlap on") {
  const Judged all = judged(BoxError{}, 3, {0, 0, 0.5f, 0.5f, 0, 0, 1, 1, 0.5f, 0.5f, 0, 0},
                            {0, 0, 0.5f, 0.5f, 0, 0, 0.5f, 1, 0, 0, 0.5f, 0.5f});
  CHECK(all.losses == std::vector<float>{0, 0.0625f, 0.25f});
  CHECK(all.correct == std::vector<float>{1, 1, 0});  // the second one covers exactly a half
  CHECK(all.sums.correct == 2);
  check_gradient(BoxError{}, {0.1f, 0.2f, 0.7f, 0.9f, -0.3f, 0.4f, 1.2f, 0.8f},
                 {0.2f, 0.1f, 0.5f, 0.9f, 0.3f, 0.3f, 0.9f, 0.9f});
}

TEST_CASE("a mask is as wrong as each of its pixels is, and right from half an overlap on") {
  // Logits of 0 cost ln 2 each, and tell no pixel.
  const Judged all = judged(MaskError{}, 2, {0, 0, 0, 0, 0, 9, 9, 9, -9, -9}, {0, 0, 0, 0, 0, 1, 1, 0, 1, 0});
  CHECK(static_cast<double>(all.losses[0]) == doctest::Approx(std::log(2.0)));
  CHECK(static_cast<double>(all.losses[1]) == doctest::Approx((18 + 5 * std::log1p(std::exp(-9.0))) / 5));
  CHECK(all.correct == std::vector<float>{1, 1});  // nothing is nothing; two of four
  CHECK(judged(MaskError{}, 1, {9, 9, 9, -9, -9}, {1, 0, 0, 1, 0}).sums.correct == 0);
  CHECK(judged(MaskError{}, 2, {0, 0, 0, 0, 0, 9, 9, 9, -9, -9}, {0, 0, 0, 0, 0, 1, 1, 0, 1, 0}, false).losses ==
        all.losses);
  check_gradient(MaskError{}, {0.1f, -2, 3, 0.5f, 1, -1, 0, 2, -0.5f, 4}, {0, 0, 1, 1, 0, 1, 0, 1, 0, 1});
}
