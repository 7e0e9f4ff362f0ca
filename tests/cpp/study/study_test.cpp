#include "pretext/study.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "json.hpp"
#include "study/synthetic.hpp"

namespace pretext {
namespace {

using testing::Bars;
using testing::pretrained;
using testing::small_spec;

struct Outcome {
  Json result;
  std::vector<std::uint8_t> predictions;
  std::vector<float> weights;
};

Outcome run(Study& study, const Cell& cell) {
  const Failure failure = study.begin(cell);
  REQUIRE_MESSAGE(!failure, (failure ? failure->message : ""));
  while (!study.done()) study.advance();
  REQUIRE(!study.failure());
  return {Json::parse(study.result()), study.predictions(), study.weights()};
}

std::vector<std::string> mode_names() {
  std::vector<std::string> names;
  for (const Json& mode : Json::parse(transfer_modes()).elements()) names.push_back(mode["name"].text());
  return names;
}

struct Fixture {
  Bars train{400, 1};
  Bars test{150, 2};
  Spec spec = small_spec();
  std::unique_ptr<Session> session = pretrained(spec, train.view, test.view);
  std::unique_ptr<Study> study = open();

  [[nodiscard]] std::unique_ptr<Study> open() const {
    return std::move(*Study::open(spec, train.view, test.view, session->checkpoints()));
  }
};

}  // namespace

TEST_CASE("every mode learns the labels, with the number of weights that it says") {
  Fixture f;
  const std::map<std::string, int> trainable{
      {"pretext", 0},        {"knn", 0},           {"probe", 90},         {"lp_ft", 754},
      {"probe_block1", 730}, {"probe_head", 170},  {"fine_tune", 754},    {"partial", 674},
      {"supervised", 754},   {"probe_random", 90}, {"lp_ft_random", 754}, {"probe_pixels", 1450}};
  for (const std::string& mode : mode_names()) {
    CAPTURE(mode);
    const Outcome outcome = run(*f.study, {mode, 100, {}});
    CHECK(outcome.result["mode"] == mode);
    CHECK(outcome.result["n"] == (mode == "pretext" ? 600 : 150));
    CHECK(outcome.result["n"] == outcome.predictions.size());
    CHECK(outcome.result["trainable"] == trainable.at(mode));
    int correct = 0;
    if (mode != "pretext") {
      CHECK(outcome.result["accuracy"].number() > (mode == "probe_head" ? 0.3 : 0.6));
      for (std::size_t i = 0; i < 150; ++i) correct += outcome.predictions[i] == f.test.labels[i] ? 1 : 0;
      CHECK(outcome.result["correct"] == correct);
    }
  }
}

TEST_CASE("training is a fixed number of updates that follows from the budget") {
  Fixture f;
  CHECK(run(*f.study, {"probe", 20, {}}).result["updates"] == 3000);
  CHECK(run(*f.study, {"supervised", 20, {}}).result["updates"] == 1000);
  CHECK(run(*f.study, {"lp_ft", 20, {}}).result["updates"] == 4000);
  CHECK(run(*f.study, {"supervised", 300, {}}).result["updates"] == 2000);
}

TEST_CASE("a cell does not depend on the cells before it") {
  Fixture f;
  const Cell cells[] = {{"probe", 50, {}}, {"supervised", 20, {}}, {"lp_ft", 50, {}},
                        {"probe", 20, {}}, {"probe_head", 20, {}}, {"knn", 20, {}}};
  std::vector<Outcome> forwards;
  for (const Cell& cell : cells) forwards.push_back(run(*f.study, cell));
  for (std::size_t i = std::size(cells); i-- > 0;) {
    CAPTURE(cells[i].mode);
    const Outcome again = run(*f.study, cells[i]);
    const Outcome alone = run(*f.open(), cells[i]);
    CHECK(again.weights == forwards[i].weights);
    CHECK(alone.weights == forwards[i].weights);
    CHECK(again.result == forwards[i].result);
    CHECK(alone.result == forwards[i].result);
  }
}

TEST_CASE("test images never influence training: other ones leave all weights the same to the bit") {
  Fixture f;
  const Bars other(150, 99);
  const auto session = pretrained(f.spec, f.train.view, other.view);
  REQUIRE(session->final_weights() == f.session->final_weights());
  REQUIRE(!session->final_weights().empty());
  const auto study = std::move(*Study::open(f.spec, f.train.view, other.view, session->checkpoints()));
  for (const std::string& mode : mode_names()) {
    CAPTURE(mode);
    const Outcome outcome = run(*f.study, {mode, 30, {}});
    CHECK(outcome.weights == run(*study, {mode, 30, {}}).weights);
    CHECK(outcome.weights.empty() == (mode == "knn"));
  }

  // The whole experiment as well, which stops training by held-out labels.
  Spec spec = f.spec;
  spec.supervised.epochs = spec.transfer.epochs = 30;
  spec.supervised.patience = spec.transfer.patience = 3;
  auto with_ours = std::move(*Session::open(spec, f.train.view, f.test.view));
  auto with_others = std::move(*Session::open(spec, f.train.view, other.view));
  while (!with_ours->done()) with_ours->advance();
  while (!with_others->done()) with_others->advance();
  CHECK(with_ours->final_weights() == with_others->final_weights());
  CHECK(Json::parse(with_ours->result())["results"] != Json::parse(with_others->result())["results"]);
}

TEST_CASE("all modes of a seed learn from the same labels, and more labels contain fewer") {
  // Nearest neighbours tell which labels they have: each of these images is its own nearest neighbour.
  Fixture f;
  const auto study = std::move(*Study::open(f.spec, f.train.view, f.train.view, f.session->checkpoints()));
  const Outcome few = run(*study, {"knn", 20, {}});
  const Outcome many = run(*study, {"knn", 100, {}});
  CHECK(many.result["correct"].number() >= few.result["correct"].number());
}

TEST_CASE("checkpoints of pretraining can be studied one by one") {
  Fixture f;
  std::vector<std::uint32_t> epochs;
  for (const Checkpoint& checkpoint : f.session->checkpoints()) epochs.push_back(checkpoint.epoch);
  CHECK(epochs == std::vector<std::uint32_t>{0, 1, 2, 3, 4});

  // Before the first epoch there is the random encoder.
  CHECK(run(*f.study, {"probe", 50, 0}).weights == run(*f.study, {"probe_random", 50, {}}).weights);
  const Outcome last = run(*f.study, {"probe", 50, 4});
  CHECK(last.weights == run(*f.study, {"probe", 50, {}}).weights);
  CHECK(last.result["epoch"] == 4);
  CHECK(run(*f.study, {"probe", 50, 1}).weights != last.weights);
  CHECK(run(*f.study, {"pretext", 0, 0}).result["accuracy"].number() <
        run(*f.study, {"pretext", 0, 4}).result["accuracy"].number());
}

TEST_CASE("a cell that can't be run is refused with a sentence and changes nothing") {
  Fixture f;
  const auto refuses = [&](const Cell& cell, const std::string& part) {
    const Failure failure = f.study->begin(cell);
    REQUIRE(failure);
    CHECK(failure->message.find(part) != std::string::npos);
    CHECK(f.study->done());
  };
  refuses({"nonsense", 10, {}}, "'nonsense' is no mode");
  refuses({"probe", 9, {}}, "from 10 to 304, found 9");
  refuses({"probe", 305, {}}, "found 305");
  refuses({"probe", 10, 7}, "after epoch 7");
  const auto untrained = std::move(*Study::open(f.spec, f.train.view, f.test.view, {}));
  const Failure failure = untrained->begin({"fine_tune", 10, {}});
  REQUIRE(failure);
  CHECK(failure->message.find("of pretext training have not been kept") != std::string::npos);
  auto unfinished = f.session->checkpoints();
  unfinished.pop_back();
  const auto early = std::move(*Study::open(f.spec, f.train.view, f.test.view, unfinished));
  CHECK(early->begin({"probe", 10, {}}));
  CHECK(!early->begin({"probe", 10, 3}));
  CHECK(run(*untrained, {"probe_random", 10, {}}).result["labels"] == 10);
  CHECK(!Study::open(f.spec, f.train.view, f.test.view, {{0, {1.0f}}}));
}

}  // namespace pretext
