#include "pretext/session.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "json.hpp"
#include "mnist.hpp"
#include "pretext/safetensors.hpp"
#include "train/shares.hpp"

namespace pretext {
namespace {

using Bytes = std::vector<std::uint8_t>;
using testing::few_images;
using testing::few_test_images;

/// A whole experiment in well under a second.
Spec tiny() {
  Spec spec;
  spec.name = "tiny";
  spec.data = {"mnist", {0, 60}, {200, 100}, {100, 50}, "unit"};
  spec.encoder = {{.filters = 8, .stride = 2}, {.filters = 8}};
  spec.pretext.epochs = 2;
  spec.pretext.batch = 96;
  spec.transfer = {
      .batch = 64, .micro_batch = 16, .epochs = 4, .standardise = true, .held_out = 0.2, .stop = "validation_loss"};
  spec.supervised = {.epochs = 2, .held_out = 0.2, .stop = "validation_loss"};
  return spec;
}

using Opened = Result<std::unique_ptr<Session>>;

std::unique_ptr<Session> taken(Opened opened) {
  if (!opened) FAIL(opened.error().message);
  return std::move(*opened);
}

std::unique_ptr<Session> open(const Spec& spec = tiny()) {
  return taken(Session::open(spec, few_images(), few_test_images()));
}

/// Runs to the end; returns the number of units.
int run(Session& session, int shares = 1) {
  int units = 0;
  for (; !session.done(); ++units) testing::advance(session, shares);
  return units;
}

std::string stage_of(const Session& session) {
  const Json progress = Json::parse(session.progress());
  return progress["fit"].text() + " " + progress["activity"].text();
}

TEST_CASE("a run goes through all stages and reports what it did") {
  const std::unique_ptr<Session> session = open();
  std::vector<std::string> stages;
  double fraction = 0;
  while (!session->done()) {
    const Json progress = Json::parse(session->progress());
    const std::string stage = stage_of(*session);
    if (stages.empty() || stages.back() != stage) stages.push_back(stage);
    CHECK(progress["fraction"] >= fraction);
    fraction = progress["fraction"].number();
    session->advance();
  }
  CHECK(stages == std::vector<std::string>{"pretext train", "pretext test", "self_supervised encode",
                                           "self_supervised train", "self_supervised test", "supervised train",
                                           "supervised test", "random encode", "random train", "random test"});
  CHECK(Json::parse(session->progress())["fraction"] == 1.0);
  REQUIRE_FALSE(session->failure());

  const Json result = Json::parse(session->result());
  CHECK(result["spec"] == Json::parse(write_spec(tiny())));
  CHECK(result["pretext"]["steps"] == 6);  // 240 examples in batches of 96, two epochs
  CHECK(result["pretext"]["epochs"].size() == 2);
  CHECK(result["pretext"]["test_n"] == 1600);
  for (const char* arm : {"self_supervised", "supervised", "random"}) {
    CAPTURE(arm);
    const Json score = result["results"][arm];
    CHECK(score["n"] == 50);
    CHECK(score["full"]["n"] == 400);
    CHECK(score["accuracy"] == score["correct"].number() / 50);
    CHECK(score["params"] == 8 * 9 + 8 + 8 * 8 * 9 + 8 + 72 * 10 + 10);
    CHECK(score["trainable"] == (std::string(arm) == "supervised" ? score["params"].number() : 730.0));
  }
}

TEST_CASE("scores are those of the predictions, and predict() agrees with them") {
  const std::unique_ptr<Session> session = open();
  run(*session);
  const Dataset test = few_test_images();
  const Json results = Json::parse(session->result())["results"];
  for (const Model model : {Model::self_supervised, Model::supervised, Model::random}) {
    CAPTURE(name(model));
    const std::span<const std::uint8_t> predictions = session->predictions(model);
    REQUIRE(predictions.size() == 400);
    int all = 0;
    int few = 0;
    for (std::uint32_t i = 0; i < 400; ++i) {
      const bool right = predictions[i] == test.labels[i];
      all += right ? 1 : 0;
      few += right && i >= 100 && i < 150 ? 1 : 0;
    }
    CHECK(results[name(model)]["full"]["correct"] == all);
    CHECK(results[name(model)]["correct"] == few);
    for (std::uint32_t i = 0; i < 20; ++i) {
      const std::vector<float> probabilities = session->predict(model, test.image(i));
      REQUIRE(probabilities.size() == 10);
      CHECK(std::ranges::max_element(probabilities) - probabilities.begin() == predictions[i]);
    }
  }
}

TEST_CASE("any number of shares gives the same final weights") {
  std::set<std::vector<float>> weights;
  for (const int shares : {1, 2, 3, 8}) {
    const std::unique_ptr<Session> session = open();
    run(*session, shares);
    weights.insert(session->final_weights());
  }
  CHECK(weights.size() == 1);
}

TEST_CASE("another seed gives other weights") {
  Spec spec = tiny();
  spec.seed = 2;
  const std::unique_ptr<Session> one = open();
  const std::unique_ptr<Session> two = open(spec);
  run(*one);
  run(*two);
  CHECK(one->final_weights() != two->final_weights());
}

TEST_CASE("a run that is saved and resumed at any unit ends with the same weights, result and predictions") {
  const std::unique_ptr<Session> whole = open();
  std::vector<Bytes> saved;
  while (!whole->done()) {
    saved.push_back(whole->save());
    whole->advance();
  }
  saved.push_back(whole->save());
  std::set<std::string> stages;
  for (std::size_t at = 0; at < saved.size(); ++at) {
    CAPTURE(at);
    const std::unique_ptr<Session> session = taken(Session::resume(saved[at], few_images(), few_test_images()));
    CHECK(session->save() == saved[at]);
    // A stage's first two units and its end are enough; the fits have tests of their own.
    if (at % 3 != 0 && !stages.insert(stage_of(*session)).second) continue;
    run(*session);
    REQUIRE(session->final_weights() == whole->final_weights());
    REQUIRE(session->result() == whole->result());
    for (const Model model : all_models) {
      CHECK(std::ranges::equal(session->predictions(model), whole->predictions(model)));
    }
  }
}

TEST_CASE("a resumed run knows its models in every stage") {
  const std::unique_ptr<Session> session = open();
  while (!session->done()) {
    const std::unique_ptr<Session> resumed = taken(Session::resume(session->save(), few_images(), few_test_images()));
    for (const Model model : all_models) {
      CAPTURE(name(model));
      REQUIRE(resumed->weights_file(model) == session->weights_file(model));
    }
    session->advance();
  }
}

TEST_CASE("a model's weights are a safetensors file in Keras layouts") {
  const std::unique_ptr<Session> session = open();
  CHECK(session->weights_file(Model::supervised).empty());
  CHECK(session->predict(Model::supervised, few_test_images().image(0)).empty());
  run(*session);
  const Result<Safetensors> file = read_safetensors("weights", session->weights_file(Model::supervised));
  REQUIRE(file);
  CHECK(file->tensors.at("conv2.kernel").shape == std::vector<std::size_t>{3, 3, 8, 8});
  CHECK(file->tensors.at("dense.kernel").shape == std::vector<std::size_t>{72, 10});
  CHECK(file->metadata.at("model") == "supervised");
  CHECK(session->predict(Model::supervised, few_test_images().image(0).first(100)).empty());
}

TEST_CASE("weights from a file are seen by whatever asks about a model, and leave the run as it is") {
  const std::unique_ptr<Session> session = open();
  run(*session);
  const Bytes file = session->weights_file(Model::supervised);
  const std::vector<float> final = session->final_weights();
  const Json scored = Json::parse(session->result())["results"]["supervised"]["full"];

  const std::unique_ptr<Session> other = open();
  CHECK(other->score(Model::supervised).n == 0);
  REQUIRE_FALSE(other->show(Model::supervised, file));
  CHECK(other->score(Model::supervised).correct == scored["correct"]);
  CHECK(other->score(Model::supervised).n == 400);
  CHECK(other->predict(Model::supervised, few_test_images().image(7)) ==
        session->predict(Model::supervised, few_test_images().image(7)));
  CHECK(other->weights_file(Model::supervised) == file);
  run(*other);
  CHECK(other->final_weights() == final);
  other->hide(Model::supervised);
  CHECK(other->weights(Model::supervised) == session->weights(Model::supervised));
}

TEST_CASE("a file that does not fit the model is refused, and what was shown is shown still") {
  const std::unique_ptr<Session> session = open();
  run(*session);
  const Bytes file = session->weights_file(Model::supervised);
  REQUIRE_FALSE(session->show(Model::random, file));
  const std::vector<float> shown = session->weights(Model::random);
  const auto refusal = [&](const Bytes& bytes) { return session->show(Model::random, bytes)->message; };
  CHECK(refusal(session->weights_file(Model::pretext)) ==
        "weights: tensor 'dense.kernel' must hold 72 x 10 float32 values.");
  CHECK(refusal(Bytes(5)) == "weights: a safetensors file begins with 8 bytes that give its header's length.");
  Safetensors content = *read_safetensors("weights", file);
  const std::vector<float> infinite(10, std::numeric_limits<float>::infinity());
  content.add("dense.bias", {10}, std::span<const float>(infinite));
  CHECK(refusal(write_safetensors(content)) == "weights: every value must be a finite number.");
  content.add("dense.bias", {5, 2}, std::span<const float>(infinite));
  CHECK(refusal(write_safetensors(content)) == "weights: tensor 'dense.bias' must hold 10 float32 values.");
  CHECK(session->weights(Model::random) == shown);
}

TEST_CASE("what was kept of pretext training can be shown epoch by epoch") {
  const std::unique_ptr<Session> session = open();
  run(*session);
  const std::vector<float> final = session->weights(Model::pretext);
  REQUIRE_FALSE(session->show(0));
  CHECK(session->weights(Model::pretext) == session->checkpoints().front().weights);
  CHECK(session->weights(Model::pretext) != final);
  CHECK(session->show(7)->message == "show: no weights have been kept of epoch 7.");
  REQUIRE_FALSE(session->show(2));
  CHECK(session->weights(Model::pretext) == final);
}

TEST_CASE("a spec that does not fit the data or itself is refused when the run is opened") {
  const auto refusal = [](auto change) {
    Spec spec = tiny();
    change(spec);
    const Opened opened = Session::open(spec, few_images(), few_test_images());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::bad_spec);
    return opened.error().message;
  };
  CHECK(refusal([](Spec& spec) { spec.data.unlabelled = {300, 101}; }) ==
        "spec: 'data.unlabelled' asks for rows 300 to 401, but the train split has 400.");
  CHECK(refusal([](Spec& spec) { spec.data.labelled = {400, 1}; }) ==
        "spec: 'data.labelled' asks for rows 400 to 401, but the train split has 400.");
  CHECK(refusal([](Spec& spec) { spec.data.test = {300, 300}; }) ==
        "spec: 'data.test' asks for rows 300 to 600, but the test split has 400.");
  CHECK(refusal([](Spec& spec) { spec.encoder = {{.stride = 4, .pool = 4}, {.pool = 2}}; }) ==
        "spec: 'encoder.1' leaves nothing of the image; expected a smaller stride or pool.");
}

TEST_CASE("a run that diverges ends with a sentence, keeps finite weights, and stays so when it is resumed") {
  Spec spec = tiny();
  spec.pretext.optimiser = "sgd";
  spec.pretext.learning_rate = 1000;
  spec.data.pixels = "raw";
  const std::unique_ptr<Session> session = open(spec);
  run(*session);
  REQUIRE(session->failure());
  CHECK(session->failure()->code == ErrorCode::diverged);
  CHECK(session->failure()->message.starts_with("pretext: the loss is no longer a finite number in epoch "));
  const Result<Safetensors> file = read_safetensors("weights", session->weights_file(Model::pretext));
  REQUIRE(file);
  std::vector<float> kernel(8 * 9);
  CHECK_FALSE(file->copy("weights", "conv1.kernel", std::array{3, 3, 1, 8}, kernel));
  CHECK(std::ranges::all_of(kernel, [](float w) { return std::isfinite(w); }));

  const std::unique_ptr<Session> resumed = taken(Session::resume(session->save(), few_images(), few_test_images()));
  CHECK(resumed->done());
  REQUIRE(resumed->failure());
  CHECK(resumed->failure()->message == session->failure()->message);
}

TEST_CASE("a damaged checkpoint is refused with a sentence, never believed") {
  const std::unique_ptr<Session> session = open();
  while (stage_of(*session) != "self_supervised train") session->advance();
  session->advance();
  const Result<Safetensors> good = read_safetensors("checkpoint", session->save());
  REQUIRE(good);
  const auto refusal = [&](auto damage) {
    Safetensors file = *good;
    damage(file);
    const Opened opened = Session::resume(write_safetensors(file), few_images(), few_test_images());
    REQUIRE_FALSE(opened);
    return opened.error().message;
  };
  const auto number = [](Safetensors& file, const std::string& field, std::uint32_t value) {
    REQUIRE(file.tensors.contains(field));
    file.add(field, {1}, std::span<const std::uint32_t>(&value, 1));
  };
  const std::vector<float> few{1, 2, 3};
  CHECK(refusal([](Safetensors& f) { f.metadata["format"] = "pretext checkpoint 0"; }) ==
        "checkpoint: expected a 'pretext checkpoint 1' file.");
  CHECK(refusal([](Safetensors& f) { f.metadata.erase("spec"); }) ==
        "checkpoint: expected a 'pretext checkpoint 1' file.");
  CHECK(refusal([](Safetensors& f) { f.metadata["spec"] = "{\"seed\": -1}"; }).starts_with("spec: 'seed' must be"));
  CHECK(refusal([&](Safetensors& f) { number(f, "stage", 11); }) == "checkpoint: 'stage' is 11, expected at most 10.");
  CHECK(refusal([&](Safetensors& f) {
          number(f, "stage", 10);
        }).starts_with("checkpoint: the weights of 'self_supervised'"));
  CHECK(refusal([&](Safetensors& f) {
          f.add("pretext.weights", {3}, std::span<const float>(few));
        }).starts_with("checkpoint: the weights of 'pretext'"));
  CHECK(refusal([&](Safetensors& f) {
          f.add("supervised.weights", {3}, std::span<const float>(few));
        }).starts_with("checkpoint: the weights of 'supervised'"));
  CHECK(refusal([&](Safetensors& f) { f.add("features", {3}, std::span<const float>(few)); }) ==
        "checkpoint: the features are missing.");
  CHECK(refusal([&](Safetensors& f) { number(f, "work.step", 2); }) ==
        "checkpoint: the position lies behind the end of an epoch.");
  CHECK(refusal([&](Safetensors& f) { number(f, "work.done", 1); }) ==
        "checkpoint: the work under way has nothing left to do.");
  CHECK(refusal([&](Safetensors& f) {
          number(f, "work.done", 1);
          number(f, "work.step", 2);
        }) == "checkpoint: the work under way has nothing left to do.");
}

}  // namespace
}  // namespace pretext
