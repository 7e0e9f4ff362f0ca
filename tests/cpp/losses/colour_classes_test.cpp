#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "kernels/chroma.hpp"
#include "pretext/loss.hpp"
#include "pretext/rng.hpp"

namespace pretext {
namespace {

constexpr int places = 6;
constexpr int n = 3;

struct Told {
  ColourWeights weights{};
  std::vector<float> logits = std::vector<float>(n * places * 81);
  std::vector<float> chroma = std::vector<float>(n * places * 2);
  float white = 1;

  Told() {
    Rng rng(1, Stream::task);
    for (float& logit : logits) logit = 4 * rng.uniform() - 2;
    for (std::size_t k = 0; k < weights.size(); ++k) weights[k] = k % 3 == 0 ? 0.0f : 0.25f + rng.uniform();
    weights[40] = 0.5f;
    // Whole 1024ths, as the mean of four pixels has them; the first example is grey.
    for (std::size_t i = 0; i < chroma.size(); ++i) {
      const auto sum = static_cast<std::int32_t>(rng.below(261120)) - 130560;
      chroma[i] = i < 2 * places ? 0.0f : static_cast<float>(sum) / 1024.0f / 255.0f;
    }
  }
  [[nodiscard]] ColourClasses loss() const { return {&weights, white}; }
  [[nodiscard]] Batch asked() { return {{}, {}, chroma, {}}; }
};

/// The class of the point at multiples of 32 that is nearest.
int naive_class(double blue, double red) {
  int best = 0;
  for (int k = 1; k < 81; ++k) {
    const auto distance = [&](int i) { return std::hypot((i / 9 - 4) * 32 - blue, (i % 9 - 4) * 32 - red); };
    if (distance(k) < distance(best)) best = k;
  }
  return best;
}

/// One example's loss in double precision.
double naive(const Told& told, std::size_t example, const std::vector<float>& logits) {
  double sum = 0;
  for (std::size_t place = example * places; place < (example + 1) * places; ++place) {
    const double scale = 255 / static_cast<double>(told.white);
    const int own = naive_class(static_cast<double>(told.chroma[2 * place]) * scale,
                                static_cast<double>(told.chroma[2 * place + 1]) * scale);
    const double weight = static_cast<double>(told.weights[static_cast<std::size_t>(own)]);
    if (weight == 0) continue;
    double total = 0;
    for (std::size_t k = 0; k < 81; ++k) {
      if (told.weights[k] > 0) total += std::exp(static_cast<double>(logits[place * 81 + k]));
    }
    sum += weight * (std::log(total) - static_cast<double>(logits[place * 81 + static_cast<std::size_t>(own)]));
  }
  return sum / places;
}

TEST_CASE("colour classes: losses and gradients are those of a twin in double precision") {
  Told told;
  std::vector<std::byte> scratch(scratch_bytes(told.loss(), n, places * 81));
  std::vector<float> gradient(told.logits.size(), NAN);
  std::vector<float> losses(n, NAN);
  std::vector<float> correct(n, NAN);
  std::vector<std::int32_t> predicted(n, 7);
  const LossSums sums =
      evaluate(told.loss(), n, told.asked(), told.logits, 0.5f, {gradient, losses, predicted, correct}, scratch);
  double total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double expected = naive(told, i, told.logits);
    CHECK(static_cast<double>(losses[i]) == doctest::Approx(expected).epsilon(1e-5));
    CHECK(predicted[i] == -1);
    total += expected;
  }
  CHECK(static_cast<double>(sums.loss) == doctest::Approx(total).epsilon(1e-5));
  for (std::size_t i = 0; i < gradient.size(); i += 5) {
    std::vector<float> up = told.logits;
    std::vector<float> down = told.logits;
    up[i] += 0.01f;
    down[i] -= 0.01f;
    const std::size_t example = i / (places * 81);
    const double step = static_cast<double>(up[i]) - static_cast<double>(down[i]);
    const double slope = (naive(told, example, up) - naive(told, example, down)) / step;
    CHECK(static_cast<double>(gradient[i]) == doctest::Approx(0.5 * slope).epsilon(1e-3).scale(0.01));
    if (told.weights[i % 81] == 0) CHECK(gradient[i] == 0.0f);
  }
}

TEST_CASE("an image is right if at least half of the places that have a colour get their own") {
  Told told;
  told.weights.fill(1.0f);
  std::vector<std::byte> scratch(scratch_bytes(told.loss(), n, places * 81));
  // The second example: four places have a colour.
  for (std::size_t place = places; place < 2 * places; ++place) {
    told.chroma[2 * place] = place < places + 4 ? 64.0f / 255.0f : 0.0f;
    told.chroma[2 * place + 1] = 0.0f;
  }
  const int own = naive_class(64, 0);
  const auto correct_with = [&](std::size_t right) {
    std::ranges::fill(told.logits, 0.0f);
    for (std::size_t place = places; place < places + 4; ++place) {
      told.logits[place * 81 + static_cast<std::size_t>(place < places + right ? own : own + 1)] = 5.0f;
    }
    std::vector<float> correct(n);
    evaluate(told.loss(), n, told.asked(), told.logits, 1, {{}, {}, {}, correct}, scratch);
    return correct[1];
  };
  CHECK(correct_with(1) == 0.0f);
  CHECK(correct_with(2) == 1.0f);
  CHECK(correct_with(4) == 1.0f);
}

TEST_CASE("bytes and numbers from 0 to 1 give the same classes") {
  Told unit;
  Told raw;
  raw.white = 255;
  for (std::size_t i = 0; i < raw.chroma.size(); ++i) raw.chroma[i] = std::round(unit.chroma[i] * 255 * 1024) / 1024;
  std::vector<std::byte> scratch(scratch_bytes(unit.loss(), n, places * 81));
  const float a = evaluate(unit.loss(), n, unit.asked(), unit.logits, 1, {}, scratch).loss;
  CHECK(a == evaluate(raw.loss(), n, raw.asked(), raw.logits, 1, {}, scratch).loss);
}

TEST_CASE("the annealed mean lies between the likeliest class and the mean, and the sums come back whole") {
  ColourWeights weights;
  weights.fill(1.0f);
  std::vector<float> logits(81, -50.0f);
  logits[40 + 9 * 2] = 1.0f;  // 64 towards blue
  logits[40] = 0.0f;
  float told[2];
  kernels::chroma_mean(logits.data(), 1, weights.data(), 1, told);
  const double share = 1 / (1 + std::exp(-1 / 0.38));
  CHECK(static_cast<double>(told[0]) == doctest::Approx(64 * share).epsilon(1e-5));
  CHECK(told[1] == 0.0f);
  for (const float per_byte : {1.0f, 1.0f / 255.0f}) {
    bool whole = true;
    for (std::int32_t sum = -130560; sum <= 130560; sum += 7) {
      const float value = static_cast<float>(sum) / kernels::chroma_unit * (255.0f * per_byte) / 255.0f;
      std::int32_t back = 0;
      kernels::chroma_sums(&value, 1, per_byte, &back);
      whole = whole && back == sum;
    }
    CHECK(whole);
  }
}

TEST_CASE("painting gives back even colours, and leaves white as it is") {
  const float chroma[] = {0.1f, -0.05f, 0.1f, -0.05f, 0.1f, -0.05f, 0.1f, -0.05f};
  std::vector<float> light(16, 0.5f);
  light[5] = 1.0f;
  std::vector<float> rgb(48);
  kernels::paint(light.data(), chroma, 4, 4, 1, rgb.data());
  CHECK(rgb[0] == doctest::Approx(0.5 - 1.402 * 0.05));
  CHECK(rgb[1] == doctest::Approx(0.5 - 0.344136 * 0.1 + 0.714136 * 0.05));
  CHECK(rgb[2] == doctest::Approx(0.5 + 1.772 * 0.1));
  for (int k = 0; k < 3; ++k) CHECK(rgb[static_cast<std::size_t>(15 + k)] == 1.0f);
}

}  // namespace
}  // namespace pretext
