#include "pretext/rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "naive.hpp"
#include "pretext/archive.hpp"
#include "train/shares.hpp"
#include "train/toy.hpp"

namespace pretext {
namespace {

using testing::advance;
using testing::Toy;

std::vector<std::uint32_t> numbers(std::uint32_t count) {
  std::vector<std::uint32_t> list(count);
  std::iota(list.begin(), list.end(), 0u);
  return list;
}

TEST_CASE("an evaluation is the naive one, over any range of its examples") {
  const Toy toy(1201);  // more than two units of 16 blocks, the last block short
  const std::vector<float> weights = testing::random_values(toy.network->params().floats(), 5);
  Evaluate evaluate(*toy.network, *toy.source, CrossEntropy{}, toy.data(), numbers(1201), weights);
  while (!evaluate.done()) advance(evaluate);
  const Param& kernel = *toy.network->params().find("dense.kernel");
  const Param& bias = *toy.network->params().find("dense.bias");
  const std::vector<std::uint8_t> predictions = evaluate.predictions();
  for (const auto& [first, n] : {std::pair<std::size_t, std::size_t>{0, 1201}, {300, 700}, {1200, 1}}) {
    CAPTURE(first);
    double loss = 0;
    std::uint32_t correct = 0;
    for (std::size_t row = first; row < first + n; ++row) {
      naive::Values logits(Toy::classes);
      for (std::size_t c = 0; c < Toy::classes; ++c) {
        logits[c] = static_cast<double>(weights[bias.offset + c]);
        for (std::size_t f = 0; f < Toy::columns; ++f) {
          logits[c] += static_cast<double>(toy.features[row * Toy::columns + f]) *
                       static_cast<double>(weights[kernel.offset + f * Toy::classes + c]);
        }
      }
      naive::Values unused;
      loss += naive::cross_entropy(logits, toy.labels[row], unused);
      const auto predicted = std::max_element(logits.begin(), logits.end()) - logits.begin();
      correct += predicted == toy.labels[row] ? 1 : 0;
      CHECK(predictions[row] == predicted);
    }
    const Evaluate::Score score = evaluate.score(first, n);
    CHECK(score.n == n);
    CHECK(score.correct == correct);
    CHECK(score.loss == doctest::Approx(loss / static_cast<double>(n)).epsilon(1e-6));
    CHECK(score.accuracy() == doctest::Approx(correct / static_cast<double>(n)));
  }
}

TEST_CASE("evaluating and encoding give the same bits for any number of shares, more than there are blocks included") {
  const Toy toy(1201);
  const std::vector<float> weights = toy.initial();
  std::set<std::vector<float>> features;
  std::set<double> losses;
  for (const int shares : {1, 2, 3, 8, 40}) {
    CAPTURE(shares);
    Encode encode(*toy.network, *toy.source, toy.data(), numbers(1201), weights);
    while (!encode.done()) advance(encode, shares);
    features.insert(encode.features());
    Evaluate evaluate(*toy.network, *toy.source, CrossEntropy{}, toy.data(), numbers(1201), weights);
    while (!evaluate.done()) advance(evaluate, shares);
    losses.insert(evaluate.score().loss);
  }
  CHECK(features.size() == 1);
  CHECK(losses.size() == 1);
}

TEST_CASE("work over rows goes on where it was saved") {
  const Toy toy(1201);
  const std::vector<float> weights = toy.initial();
  const auto begin = [&] { return Encode(*toy.network, *toy.source, toy.data(), numbers(1201), weights); };
  Encode whole = begin();
  while (!whole.done()) advance(whole);
  Encode first = begin();
  advance(first);
  Safetensors file;
  Archive out(file);
  first.archive(out);
  Encode second = begin();
  Archive in(file, "checkpoint");
  second.archive(in);
  REQUIRE_FALSE(in.failure());
  CHECK(second.cost().done == first.cost().done);
  while (!second.done()) advance(second);
  CHECK(second.features() == whole.features());
}

}  // namespace
}  // namespace pretext
