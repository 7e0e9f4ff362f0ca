#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "json.hpp"
#include "pretext/layers.hpp"
#include "pretext/study.hpp"
#include "study/self_training.hpp"
#include "study/strengths.hpp"
#include "study/synthetic.hpp"

namespace pretext {
namespace {

using testing::Bars;

Json run(Study& study, const Cell& cell) {
  const Failure failure = study.begin(cell);
  REQUIRE_MESSAGE(!failure, (failure ? failure->message : ""));
  while (!study.done()) study.advance();
  REQUIRE(!study.failure());
  return Json::parse(study.result());
}

/// Adds `by` to each pixel, and nothing else.
class Brighter final : public Source {
 public:
  explicit Brighter(float by) : by_(by) {}
  [[nodiscard]] ExampleForm form() const override { return {.input = {1, 2, 1}, .classes = 3}; }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t, std::uint32_t,
            Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      data.read(examples[i], batch.inputs.subspan(2 * i, 2));
      for (float& value : batch.inputs.subspan(2 * i, 2)) value += by_;
      batch.classes[i] = data.labels[examples[i]];
    }
  }

 private:
  float by_;
};

TEST_CASE("each example is a weak view above a strong one, and only labelled ones have a class") {
  const std::vector<float> values{0, 1, 10, 11, 20, 21, 30, 31};
  const std::vector<std::uint8_t> labels{0, 1, 2, 1};
  const Dataset data{.shape = {1, 2, 1}, .rows = 4, .pixels = {}, .values = values, .labels = labels, .domains = {}};
  const std::vector<std::uint32_t> labelled{3}, unlabelled{0, 2};
  const Strengths source(std::make_unique<Brighter>(100.0f), std::make_unique<Brighter>(1000.0f), labelled, unlabelled);
  CHECK(source.form().input == Shape{2, 2, 1});
  CHECK(source.form().views == 2);
  std::vector<float> inputs(12);
  std::vector<std::int32_t> classes(3, 7);
  source.fill(data, std::vector<std::uint32_t>{0, 1, 2}, 1, 1, {inputs, classes, {}, {}});
  CHECK(inputs == std::vector<float>{130, 131, 1030, 1031, 100, 101, 1000, 1001, 120, 121, 1020, 1021});
  CHECK(classes == std::vector<std::int32_t>{1, -1, -1});
}

TEST_CASE("there is a labelled example for each seven without a label") {
  std::vector<std::uint32_t> labelled(10), unlabelled(700);
  std::iota(labelled.begin(), labelled.end(), 1000u);
  std::iota(unlabelled.begin(), unlabelled.end(), 0u);
  const Strengths source(std::make_unique<Brighter>(0.0f), std::make_unique<Brighter>(0.0f), labelled, unlabelled);
  const std::vector<std::uint32_t> training = source.training();
  CHECK(training.size() == 800);
  for (std::uint32_t i = 0; i < 710; ++i) CHECK(std::ranges::count(training, i) == (i < 10 ? 10 : 1));
}

TEST_CASE("self-training takes what it is sure of, and a wrong label at the start makes all of its heap wrong") {
  // Two heaps, around -1 and 1; one known row of each.
  std::vector<float> values{-1, 1};
  std::vector<std::uint8_t> labels{0, 1};
  for (int i = 0; i < 20; ++i) {
    values.push_back(i % 2 == 0 ? -1 - 0.01f * static_cast<float>(i) : 1 + 0.01f * static_cast<float>(i));
    labels.push_back(static_cast<std::uint8_t>(i % 2));
  }
  for (const bool misled : {false, true}) {
    CAPTURE(misled);
    std::vector<std::uint8_t> given = labels;
    if (misled) std::swap(given[0], given[1]);
    const Dataset data{.shape = {1, 1, 1}, .rows = 22, .pixels = {}, .values = values, .labels = given, .domains = {}};
    auto layers = std::make_unique<Sequence>();
    layers->add("dense", dense(2));
    const Network network(std::move(layers), {1, 1, 1}, 32);
    const auto source = labelled_rows({1, 1, 1}, 2);
    std::vector<std::uint32_t> unknown(20);
    std::iota(unknown.begin(), unknown.end(), 2u);
    std::vector<float> weights(network.params().floats());
    FitSettings settings;
    settings.rule = Adam{.rate = 0.05f};
    settings.batch = 2;
    settings.most_steps = 200;
    SelfTraining training("test", {network, *source, data, {0, 1}, unknown, weights, settings, 1});
    while (!training.done()) training.advance();
    REQUIRE(!training.failure());
    CHECK(training.updates() == 200 * (SelfTraining::rounds + 1));
    REQUIRE(training.taken().size() == SelfTraining::rounds);
    for (const auto [taken, wrong] : training.taken()) {
      CHECK(taken == 20);
      CHECK(wrong == (misled ? 20 : 0));
    }
  }
}

TEST_CASE("cells that train themselves tell how many labels they took in each round, and how many are wrong") {
  const Bars train(220, 1);
  const Bars test(60, 2);
  const auto study = std::move(*Study::open(testing::small_spec(), train.view, test.view, {}));
  for (const char* mode : {"self_training_random", "self_training_scratch"}) {
    CAPTURE(mode);
    const Json result = run(*study, {mode, 20, {}, {}});
    REQUIRE(result["pseudo_labels"].size() == SelfTraining::rounds);
    for (const Json& round : result["pseudo_labels"].elements()) {
      CHECK(round["taken"].number() <= 96);
      CHECK(round["wrong"].number() <= round["taken"].number());
      CHECK(round["taken"].number() > 0);
    }
  }
  CHECK(!run(*study, {"fixmatch_scratch", 20, {}, {}}).contains("pseudo_labels"));
}

}  // namespace
}  // namespace pretext
