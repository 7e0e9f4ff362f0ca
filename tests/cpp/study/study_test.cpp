#include "pretext/study.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "json.hpp"
#include "planning/networks.hpp"
#include "pretext/fit.hpp"
#include "pretext/op.hpp"
#include "run/labels.hpp"
#include "study/outcome.hpp"
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
  Json result = testing::result_of(study, cell);
  return {std::move(result), study.predictions(), study.weights()};
}

std::string dumped(const Json& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::vector<std::string> mode_names() {
  std::vector<std::string> names;
  for (const Json& mode : Json::parse(grammar())["modes"].elements()) names.push_back(mode["name"].text());
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
  const std::map<std::string, int> trainable{{"pretext", 0},
                                             {"knn", 0},
                                             {"probe", 90},
                                             {"lp_ft", 754},
                                             {"probe_block1", 730},
                                             {"probe_head", 170},
                                             {"fine_tune", 754},
                                             {"partial", 674},
                                             {"supervised", 754},
                                             {"probe_random", 90},
                                             {"lp_ft_random", 754},
                                             {"probe_pixels", 1450},
                                             {"knn_random", 0},
                                             {"supervised_augmented", 754},
                                             {"propagation", 0},
                                             {"propagation_random", 0},
                                             {"poisson", 0},
                                             {"propagation_pixels", 0},
                                             {"probe_adapted", 90},
                                             {"probe_adapted_random", 90},
                                             {"kmeans", 0},
                                             {"kmeans_random", 0},
                                             {"kmeans_pixels", 0},
                                             {"mixture", 0},
                                             {"self_training", 90},
                                             {"self_training_random", 90},
                                             {"self_training_scratch", 754},
                                             {"fixmatch", 754},
                                             {"fixmatch_scratch", 754},
                                             {"mixture_random", 0},
                                             {"mixture_pixels", 0},
                                             {"kmeans_pca", 0},
                                             {"probe_pca", 510}};
  const std::set<std::string> weak{"probe_head",           "supervised_augmented",
                                   "propagation",          "poisson",
                                   "propagation_random",   "kmeans",
                                   "kmeans_random",        "mixture",
                                   "mixture_random",       "mixture_pixels",
                                   "self_training_random", "self_training_scratch"};
  // What FixMatch sees is shifted by two pixels, and a bar's place is its class.
  const auto least_of = [&](const std::string& mode) {
    if (mode.starts_with("fixmatch")) return 0.2;
    return weak.contains(mode) ? 0.3 : 0.6;
  };
  for (const std::string& mode : mode_names()) {
    CAPTURE(mode);
    const Outcome outcome = run(*f.study, {mode, 100, {}});
    CHECK(outcome.result["mode"] == mode);
    CHECK(outcome.result["n"] == (mode == "pretext" ? 600 : 150));
    CHECK(outcome.result["n"] == outcome.predictions.size());
    CHECK(outcome.result["trainable"] == trainable.at(mode));
    int correct = 0;
    if (mode != "pretext") {
      CHECK(outcome.result["accuracy"].number() > least_of(mode));
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
  const Cell cells[] = {{"probe", 50, {}},
                        {"supervised", 20, {}},
                        {"lp_ft", 50, {}},
                        {"probe", 20, {}},
                        {"probe_head", 20, {}},
                        {"knn", 20, {}},
                        {"propagation", 20, {}},
                        {"propagation_pixels", 50, {}},
                        {"propagation_pixels", 20, {}},
                        {"kmeans", 20, {}},
                        {"mixture_pixels", 50, {}},
                        {"mixture_random", 20, {}},
                        {"self_training", 20, {}},
                        {"probe", 20, {}}};
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
    CHECK(f.study->flow().classes == study->flow().classes);  // no test image is in a graph
    const bool propagates = mode == "poisson" || mode.starts_with("propagation");
    CHECK(f.study->flow().classes.empty() != propagates);
    const bool clusters = mode.starts_with("kmeans") || mode.starts_with("mixture");
    CHECK(outcome.weights.empty() == (mode.starts_with("knn") || propagates || clusters));
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

TEST_CASE("supervised training with augmentation sees each image changed anew, and is tested on images as they are") {
  Fixture f;
  const Cell cell{"supervised_augmented", 30, {}};
  const Outcome augmented = run(*f.study, cell);
  CHECK(augmented.result["updates"] == 3000);
  CHECK(augmented.result["n"] == 150);
  CHECK(augmented.weights != run(*f.study, {"supervised", 30, {}}).weights);
  CHECK(run(*f.open(), cell).weights == augmented.weights);

  // The very training, done by hand: the task of that name, its draws by the step.
  const auto source = std::move(*plan_source(*named_task("supervised_augmented"), f.train.view.form(), 1, 1));
  const auto network = plan_classifier(f.spec, f.train.view.form(), 0);
  std::vector<float> weights(network->params().floats());
  network->params().initialise(f.spec.seed, weights);
  const std::vector<std::uint32_t> order = label_order(f.train.view, f.spec.data.labelled, 10, f.spec.seed);
  FitSettings settings{.rule = Adam{.rate = 1e-3f}, .batch = 30, .epochs = 3000};
  Fit fit("by hand", prediction(*network, *source, CrossEntropy{}),
          Examples{f.train.view, {order.begin(), order.begin() + 30}, {}}, settings, f.spec.seed, weights);
  while (!fit.done()) advance(fit);
  CHECK(fit.weights() == augmented.weights);
}

TEST_CASE("a run by the defaults trains and tests its classifiers as a study does") {
  Fixture f;
  // What a study comes to with so few labels.
  f.spec.supervised.steps = 1000;
  f.spec.transfer.epochs = f.spec.supervised.epochs = 1000;
  const auto session = std::move(*Session::open(f.spec, f.train.view, f.test.view));
  while (!session->done()) session->advance();
  const Json results = Json::parse(session->result())["results"];
  const auto cell = [&](const char* mode) { return run(*f.study, {mode, f.spec.data.labelled.count, {}}); };

  const Outcome supervised = cell("supervised");
  CHECK(session->weights(Model::supervised) == supervised.weights);
  CHECK(dumped(results["supervised"]["full"]["loss"]) == dumped(supervised.result["loss"]));
  // A run's probe is part of its classifier: its standardisation is folded into the weights, which rounds.
  for (const auto& [model, mode] : {std::pair{"self_supervised", "probe"}, {"random", "probe_random"}}) {
    const Outcome probe = cell(mode);
    CHECK(results[model]["full"]["correct"] == probe.result["correct"]);
    CHECK(results[model]["full"]["loss"].number() == doctest::Approx(probe.result["loss"].number()).epsilon(1e-5));
  }
}

TEST_CASE("a pretext task that asks for no class is tested by squared error, and its encoder is used like any other") {
  Bars train{200, 1};
  Bars test{50, 2};
  Spec spec = small_spec();
  spec.task = *named_task("autoencoder");
  spec.pretext.epochs = 1;
  const auto session = pretrained(spec, train.view, test.view);
  const auto study = std::move(*Study::open(spec, train.view, test.view, session->checkpoints()));
  const Outcome pretext = run(*study, {"pretext", 0, {}});
  CHECK(dumped(pretext.result["accuracy"]) == "null");
  CHECK(pretext.result["loss"].number() > 0);
  CHECK(pretext.result["psnr"].number() == doctest::Approx(-10 * std::log10(pretext.result["loss"].number())));
  CHECK(pretext.predictions.empty());
  CHECK(run(*study, {"knn", 50, {}}).result["accuracy"].number() > 0.3);
}

TEST_CASE("the grammar holds all there is, in numbers that descriptions are read with") {
  const Json known = Json::parse(grammar());
  CHECK(known["ops"].size() == ops().size());
  CHECK(known["tasks"].size() == named_tasks().size());
  for (const Json& task : known["tasks"].elements()) {
    CAPTURE(task["name"].text());
    // Written out it is the same task but for what the name leaves to `predict`, and as such it is read.
    const Result<Spec> read = read_spec("{\"task\": " + dumped(task["description"]) + "}");
    REQUIRE(read);
    CHECK(read->task.name == task["name"].text());
    if (task.contains("written_out")) {
      const Result<Spec> whole = read_spec("{\"task\": " + dumped(task["written_out"]) + "}");
      REQUIRE(whole);
      CHECK(whole->task.transform == read->task.transform);
      CHECK(!whole->task.head.empty());
      CHECK(!whole->task.loss.empty());
    }
  }
  for (const Json& op : known["ops"].elements()) {
    for (const Json& field : op["fields"].elements()) CHECK(field["least"].number() <= field["default"].number());
  }
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
