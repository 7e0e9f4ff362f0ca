// One list: every named task, and composed ones, through everything that must hold for any task.

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "allocations.hpp"
#include "json.hpp"
#include "mnist.hpp"
#include "planning/describe.hpp"
#include "planning/networks.hpp"
#include "pretext/fit.hpp"
#include "pretext/session.hpp"
#include "train/shares.hpp"

namespace pretext {
namespace {

struct Case {
  std::string name;
  Task task;
};

struct Images {
  Dataset train;
  Dataset test;
};

/// Digits in a colour each, on paper in another.
struct Tinted {
  explicit Tinted(const Dataset& digits) : data(digits) {
    data.shape.c = 3;
    for (std::uint32_t row = 0; row < digits.rows; ++row) {
      for (const std::uint8_t ink : digits.image(row)) {
        for (const std::uint32_t hue : {37u, 91u, 151u})
          pixels.push_back(static_cast<std::uint8_t>((ink * (row + 2) * 7 + hue) % 256));
      }
    }
    data.pixels = pixels;
  }
  std::vector<std::uint8_t> pixels;
  Dataset data;
};

/// Digits, or such in colour for what needs it.
Images images_for(const Task& task) {
  const Images grey{testing::few(testing::mnist().train, 200), testing::few(testing::mnist().test, 20)};
  static const Tinted train(grey.train);
  static const Tinted test(grey.test);
  return plan_source(task, grey.train.form(), 1, 1) ? grey : Images{train.data, test.data};
}

Task task_of(const std::string& json) {
  const Result<Spec> spec = read_spec("{\"task\": " + json + "}");
  REQUIRE_MESSAGE(spec, spec.error().message);
  return spec->task;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const NamedTask& named : named_tasks())
    all.push_back({named.name, task_of("\"" + std::string(named.name) + "\"")});
  const char* composed[] = {
      R"({"transform": [{"op": "blur"}, {"op": "turn"}, {"op": "erase"}], "predict": "choice"})",
      R"({"transform": [{"op": "flip"}], "predict": "choice", "head": [{"layer": "average_pool"}, {"layer": "dense"}]})",
      R"({"transform": [{"op": "noise"}, {"op": "mask", "patch": 7, "hidden": 3}], "predict": "changed"})",
      R"({"transform": [{"op": "erase"}], "predict": "changed", "head": [{"layer": "resize", "side": 7},
          {"layer": "conv", "filters": 8}, {"layer": "resize", "side": 14}, {"layer": "conv", "filters": 4},
          {"layer": "resize", "side": 28}, {"layer": "conv", "filters": 1, "relu": 0}],
          "loss": [{"term": "squared"}, {"term": "content"}, {"term": "adversarial", "weight": 0.01}]})",
      R"({"transform": [{"op": "twice"}, {"op": "erase"}], "predict": "pair", "loss": [{"term": "nt_xent"}]})",
      R"({"transform": [{"op": "tiles", "grid": 2}], "predict": "source"})",
      R"({"transform": [{"op": "colours"}, {"op": "turn"}], "predict": "choice"})",
      R"({"transform": [{"op": "colours"}, {"op": "erase", "least": 8}], "predict": "changed",
          "loss": [{"term": "squared"}, {"term": "content"}, {"term": "adversarial", "weight": 0.01}]})",
      R"({"transform": [{"op": "colours"}, {"op": "grey"}], "predict": "source", "loss": [{"term": "content"}]})",
      R"({"transform": [{"op": "noise"}], "predict": "source", "head": [{"layer": "dense", "units": 12},
          {"layer": "relu"}, {"layer": "latent", "units": 5}, {"layer": "dense"}],
          "loss": [{"term": "kl", "weight": 0.5}, {"term": "squared"}]})",
      R"({"transform": [{"op": "affine"}, {"op": "clutter", "side": 40}], "predict": "mask",
          "loss": [{"term": "bernoulli"}]})",
  };
  for (const char* json : composed) all.push_back({json, task_of(json)});
  return all;
}

Spec small_spec(const Task& task) {
  Spec spec;
  spec.task = task;
  spec.data = {.unlabelled = {0, 30}, .labelled = {100, 20}, .test = {0, 10}, .pixels = "unit"};
  spec.encoder = {{.filters = 8, .kernel = 3, .stride = 2, .pool = 2}, {.filters = 8, .kernel = 3, .pool = 2}};
  spec.pretext = {.batch = 12, .micro_batch = 3, .epochs = 2};
  spec.transfer.epochs = spec.supervised.epochs = 1;
  return spec;
}

std::unique_ptr<Session> opened(const Spec& spec, Extent extent = Extent::all) {
  const auto [train, test] = images_for(spec.task);
  auto session = Session::open(spec, train, test, extent);
  REQUIRE_MESSAGE(session, session.error().message);
  return std::move(*session);
}

TEST_CASE("a source writes all that it promises, the same each time, and other things in other steps") {
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    const Dataset train = images_for(c.task).train;
    const Result<PretextPlan> plan = plan_pretext(small_spec(c.task), train.form());
    REQUIRE(plan);
    const Source& source = *plan->source;
    const ExampleForm form = source.form();
    const std::vector<std::uint32_t> examples{0, 1, 2, 3, 41};
    const auto fill = [&](std::uint32_t step) {
      TargetBuffers targets(form, 5);
      std::vector<float> inputs(5 * form.input.size(), NAN);
      const Batch batch = targets.batch(inputs, 5);
      std::ranges::fill(batch.targets, NAN);
      std::ranges::fill(batch.weights, NAN);
      std::ranges::fill(batch.classes, -7);
      source.fill(train, examples, 1, step, batch);
      for (const float value : inputs) CHECK(std::isfinite(value));
      for (const float value : batch.targets) CHECK(std::isfinite(value));
      for (const std::int32_t value : batch.classes) CHECK((value >= 0 && value < form.classes));
      for (std::size_t i = 0; i < 5 && form.weighted; ++i) {
        double sum = 0;
        for (const float weight : batch.weights.subspan(i * form.target.size(), form.target.size()))
          sum += static_cast<double>(weight);
        CHECK(sum == doctest::Approx(1).epsilon(1e-5));
      }
      inputs.insert(inputs.end(), batch.classes.begin(), batch.classes.end());
      return inputs;
    };
    CHECK(fill(0) == fill(0));
    const bool draws = !c.name.starts_with("colourisation") && c.name != "rotation" && c.name != "autoencoder" &&
                       c.name != "vae" && c.name != "gan" && c.name != "supervised" && c.name != "super_resolution" &&
                       !c.name.starts_with(R"({"transform": [{"op": "flip"}])");
    CHECK((fill(0) != fill(1)) == draws);
  }
}

TEST_CASE("a step of any task allocates nothing") {
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    const Spec spec = small_spec(c.task);
    const Dataset train = images_for(c.task).train;
    const Result<PretextPlan> plan = plan_pretext(spec, train.form());
    REQUIRE(plan);
    const std::vector<float> content(plan->content ? plan->content->params().floats() : 0, 0.1f);
    auto objective = plan->objective(spec.pretext, content);
    std::vector<float> weights(objective->params().floats());
    objective->params().initialise(1, weights);
    Examples examples{train, {}, {}};
    for (std::uint32_t i = 0; i < 60; ++i) examples.training.push_back(i);
    FitSettings settings{.rule = Adam{}, .batch = 12, .micro_batch = 3, .epochs = 2};
    Fit fit("fit", std::move(objective), examples, settings, 1, weights);
    std::size_t before = 0;
    for (int unit = 0; unit < 8; ++unit) {
      if (unit == 2) before = testing::allocations();
      advance(fit);
    }
    CHECK(testing::allocations() == before);
  }
}

TEST_CASE("any number of shares gives any task the same bits") {
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    std::set<std::vector<float>> weights;
    for (const int shares : {1, 2, 3, 8}) {
      // What follows on pretraining is the same for all tasks.
      const auto session = opened(small_spec(c.task), Extent::pretext);
      while (!session->done()) testing::advance(*session, shares);
      REQUIRE_FALSE(session->failure());
      weights.insert(session->final_weights());
    }
    CHECK(weights.size() == 1);
  }
}

TEST_CASE("any task goes on where it was saved, at any unit") {
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    const Spec spec = small_spec(c.task);
    const auto whole = opened(spec, Extent::pretext);
    int units = 0;
    for (; !whole->done(); ++units) whole->advance();
    // One run that is cut off ever again: each time it goes on as if it had not been.
    auto session = opened(spec, Extent::pretext);
    for (int unit = 1; !session->done(); ++unit) {
      session->advance();
      if (unit % (1 + units / 12) != 0) continue;
      CAPTURE(unit);
      auto resumed = Session::resume(session->save(), images_for(c.task).train, images_for(c.task).test);
      REQUIRE_MESSAGE(resumed, resumed.error().message);
      session = std::move(*resumed);
    }
    REQUIRE(session->final_weights() == whole->final_weights());
  }
}

TEST_CASE("an answer is what the network gives for the example that the source makes") {
  for (const Case& c : cases()) {
    CAPTURE(c.name);
    const auto session = opened(small_spec(c.task));
    while (session->weights(Model::pretext).empty()) session->advance();
    const Dataset test = images_for(c.task).test;
    const auto image = test.image(7);
    const auto seen = session->answer(Model::pretext, image, 3, 5);
    REQUIRE(seen);
    REQUIRE(seen->shown.size() == seen->input.size());
    REQUIRE(seen->wanted.size() == seen->target.size());
    CHECK(session->answer(Model::pretext, image, 3, 5)->outputs == seen->outputs);
    CHECK_FALSE(session->answer(Model::pretext, image, 4, 5));
    CHECK_FALSE(session->answer(Model::pretext, image.first(99), 3, 5));
    if (c.name == "rotation") CHECK(seen->choice == 3);
    double sum = 0;
    if (c.task.predict == Predict::choice || c.task.predict == Predict::label) {
      for (const float probability : seen->outputs) sum += static_cast<double>(probability);
      CHECK(sum == doctest::Approx(1));
    }
    if (seen->wanted.empty()) continue;
    if (c.task.predict == Predict::mask) {
      for (std::size_t i = 0; i < seen->wanted.size(); ++i) {
        CHECK((seen->wanted[i] == 0 || seen->wanted[i] == 1));
        const double right = static_cast<double>(seen->wanted[i] == 1 ? seen->outputs[i] : 1 - seen->outputs[i]);
        sum -= std::log(right) / static_cast<double>(seen->wanted.size());
      }
      CHECK(static_cast<double>(seen->loss) == doctest::Approx(sum).epsilon(1e-4));
      continue;
    }
    if (c.name.starts_with("colourisation")) {
      CHECK(seen->target == test.shape);  // told as images, not as what the network gives
      for (const float value : seen->outputs) CHECK((value >= 0 && value <= 1));
      continue;
    }
    REQUIRE(seen->outputs.size() == seen->wanted.size());
    for (std::size_t i = 0; i < seen->wanted.size(); ++i) {
      const double weight =
          seen->asked.empty() ? 1.0 / static_cast<double>(seen->wanted.size()) : static_cast<double>(seen->asked[i]);
      sum += weight * std::pow(static_cast<double>(seen->outputs[i]) - static_cast<double>(seen->wanted[i]), 2);
    }
    CHECK(static_cast<double>(seen->loss) == doctest::Approx(sum).epsilon(1e-4));
  }
}

TEST_CASE("a description tells the shapes that a task's networks have") {
  Spec spec;
  const Json rotation = Json::parse(*describe(spec, {{28, 28, 1}, 10}));
  CHECK(rotation["encoder"][1] == Json::parse(R"({"name": "conv2", "shape": [3, 3, 32], "weights": 18464})"));
  CHECK(rotation["head"] == Json::parse(R"([{"name": "conv3", "shape": [2, 2, 16], "weights": 4624},
                                            {"name": "dense", "shape": [1, 1, 4], "weights": 260}])"));
  CHECK(rotation["choices"] == 4);
  CHECK(rotation["features"] == 288);
  spec.task = task_of("\"jigsaw_tiles\"");
  const Json tiles = Json::parse(*describe(spec, {{28, 28, 1}, 10}));
  CHECK(tiles["input"] == Json::parse("[72, 8, 1]"));
  CHECK(tiles["encoder"][1]["shape"] == Json::parse("[1, 1, 32]"));
  CHECK(tiles["head"][0]["name"] == "dense1");
  CHECK(tiles["head"][0]["weights"] == (288 + 1) * 64);
}

TEST_CASE("what is asked of a task that does not fit is refused with its field") {
  const auto refusal = [](const std::string& task, const std::string& more = "") -> std::string {
    const Result<Spec> spec = read_spec("{\"task\": " + task + more + "}");
    if (!spec) return spec.error().message;
    const Result<Networks> networks = plan_networks(*spec, {{28, 28, 1}, 10});
    return networks ? "" : networks.error().message;
  };
  CHECK(refusal(R"({"transform": [{"op": "turn"}, {"op": "permute"}], "predict": "choice"})") ==
        "spec: 'task.transform.1': 'permute' needs tiles before it.");
  CHECK(refusal(R"({"transform": [{"op": "erase"}], "predict": "choice"})") ==
        "spec: 'task.predict': 'choice' needs an op that chooses, such as 'turn'.");
  CHECK(refusal(R"({"predict": "changed"})") ==
        "spec: 'task.predict': 'changed' needs ops that change pixels and leave them where they are, such as 'erase'.");
  CHECK(refusal(R"({"transform": [{"op": "turn"}], "predict": "changed"})") ==
        "spec: 'task.predict': 'changed' needs ops that change pixels and leave them where they are, such as 'erase'.");
  CHECK(refusal(R"({"transform": [{"op": "blur"}], "predict": "pair"})") ==
        "spec: 'task.predict': 'pair' needs two views of an image, such as 'twice' makes; found 1.");
  CHECK(refusal(R"({"transform": [{"op": "clutter"}, {"op": "turn"}], "predict": "box"})") ==
        "spec: 'task.predict': 'box' needs an image on a canvas, such as 'clutter' makes as the last op.");
  CHECK(
      refusal(R"({"transform": [{"op": "clutter", "side": 20}], "predict": "mask"})") ==
      "spec: 'task.transform.0': 'clutter' has a 'side' of 20 pixels; expected no fewer than those of the image, 28 x "
      "28.");
  CHECK(
      refusal(R"({"transform": [{"op": "clutter"}], "predict": "box", "loss": [{"term": "squared", "weight": 2}]})") ==
      "spec: 'task.loss': where 'box' is predicted, expected 'squared' of weight 1 alone.");
  CHECK(refusal(R"({"transform": [{"op": "clutter"}], "predict": "mask", "loss": [{"term": "squared"}]})") ==
        "spec: 'task.loss': where 'mask' is predicted, expected 'bernoulli' alone.");
  CHECK(refusal(R"({"transform": [{"op": "tiles"}, {"op": "permute"}, {"op": "turn"}], "predict": "choice"})") ==
        "spec: 'task.predict': the ops choose among 288 variants, expected at most 256.");
  CHECK(refusal(R"({"transform": [{"op": "turn"}, {"op": "turn"}, {"op": "turn"}, {"op": "turn"}, {"op": "turn"},
                                  {"op": "turn"}, {"op": "turn"}, {"op": "turn"}, {"op": "turn"}],
                    "predict": "label"})") ==
        "spec: 'task.transform.8': the ops up to here choose among 262144 variants, expected at most 65536.");
  CHECK(refusal(R"({"transform": [{"op": "grey"}], "predict": "source"})")
            .starts_with("spec: 'task.transform.0': 'grey' "));
  CHECK(refusal(R"({"transform": [{"op": "erase", "least": 27, "most": 27}], "predict": "changed"})")
            .starts_with("spec: 'task.transform.0': 'erase' "));
  CHECK(refusal(R"({"predict": "source", "head": [{"layer": "dense", "units": 10}]})") ==
        "spec: 'task.head': it gives 10 values, expected 784.");
  CHECK(refusal(R"({"predict": "source", "head": [{"layer": "conv", "pool": 4}, {"layer": "dense"}]})") ==
        "spec: 'task.head.0': 'conv' leaves nothing; expected a smaller stride or pool.");
  CHECK(refusal(R"({"predict": "source", "loss": [{"term": "cross_entropy"}]})") ==
        "spec: 'task.loss': where 'source' is predicted, expected 'squared', 'content' or 'adversarial'.");
  const auto vae = [&](const std::string& head, const std::string& loss, const std::string& more = "") {
    return refusal(R"({"predict": "source", "head": [)" + head + R"(], "loss": [)" + loss + "]}", more);
  };
  const std::string latent = R"({"layer": "latent"})";
  const std::string decoder = R"(, {"layer": "dense"}, {"layer": "sigmoid"})";
  const std::string elbo = R"({"term": "kl"}, {"term": "bernoulli"})";
  CHECK(vae(latent + decoder, elbo).empty());
  CHECK(vae(latent + decoder, R"({"term": "bernoulli"})") ==
        "spec: 'task.loss': 'latent' needs 'kl', and 'bernoulli' or 'squared' beside it.");
  CHECK(vae(latent + decoder, elbo + R"(, {"term": "squared"})") ==
        "spec: 'task.loss': 'latent' needs 'kl', and 'bernoulli' or 'squared' beside it.");
  CHECK(vae(latent + decoder, R"({"term": "squared"})") ==
        "spec: 'task.loss': 'latent' needs 'kl', and 'bernoulli' or 'squared' beside it.");
  CHECK(vae(R"({"layer": "dense"}, {"layer": "sigmoid"})", elbo) ==
        "spec: 'task.head': 'kl' needs one layer 'latent', and others behind it.");
  CHECK(vae(latent + ", " + latent + decoder, elbo) ==
        "spec: 'task.head': 'kl' needs one layer 'latent', and others behind it.");
  CHECK(vae(R"({"layer": "dense"}, {"layer": "latent", "units": 64})", elbo) ==
        "spec: 'task.head': 'kl' needs one layer 'latent', and others behind it.");
  CHECK(vae(latent + R"(, {"layer": "dense"})", elbo) ==
        "spec: 'task.head': 'bernoulli' needs 'sigmoid' as the last layer.");
  CHECK(vae(latent + decoder, elbo, R"(, "data": {"pixels": "raw"})") ==
        "spec: 'task.loss': 'bernoulli' needs values from 0 to 1, expected 'unit' as 'data.pixels'.");
  CHECK(vae(latent + decoder, R"({"term": "squared", "weight": 2}, {"term": "kl"})") ==
        "spec: 'task.loss': beside 'kl' the weight of 'squared' is 1; weigh 'kl' instead.");
  CHECK(
      refusal(
          R"({"transform": [{"op": "turn"}], "predict": "choice", "head": [{"layer": "latent"}, {"layer": "dense"}]})") ==
      "spec: 'task.predict': 'latent', 'kl' and 'bernoulli' need 'source', the whole image.");
  CHECK(refusal(R"({"transform": [{"op": "imitate"}, {"op": "affine"}], "predict": "choice"})") ==
        "spec: 'task.transform': 'imitate' must be the last op: what it puts in is not changed any more.");
  CHECK(refusal(R"({"transform": [{"op": "turn"}, {"op": "imitate"}], "predict": "choice"})") ==
        "spec: 'task.predict': 'imitate' needs 'choice', and no other op that chooses.");
  CHECK(refusal(R"({"transform": [{"op": "imitate"}], "predict": "source"})") ==
        "spec: 'task.predict': 'imitate' needs 'choice', and no other op that chooses.");
  CHECK(refusal(R"({"transform": [{"op": "twice"}, {"op": "imitate"}], "predict": "pair"})") ==
        "spec: 'task.transform.1': 'imitate' needs one view.");
  CHECK(refusal(R"("gan")", R"(, "data": {"pixels": "raw"})") ==
        "spec: 'task.transform': 'imitate' makes values from 0 to 1, expected 'unit' as 'data.pixels'.");
  CHECK(refusal(R"({"predict": "source", "loss": [{"term": "colour_classes"}]})") ==
        "spec: 'task.loss': 'colour_classes' tells chroma, which 'source' asks for after 'lightness' alone.");
  CHECK(refusal(R"({"transform": [{"op": "tiles", "grid": 7}], "predict": "source"})").starts_with("spec: 'encoder."));
  CHECK(refusal(R"("contrastive")", R"(, "pretext": {"batch": 1})") ==
        "spec: 'pretext.batch' must be at least 2 where 'pair' is predicted.");
  CHECK(refusal(R"("inpainting")", R"(, "pretext": {"stop": "training_accuracy"})") ==
        "spec: 'pretext.stop' can't be 'training_accuracy' where 'changed' is predicted: it has no accuracy.");
}

}  // namespace
}  // namespace pretext
