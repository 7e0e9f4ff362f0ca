#include <doctest/doctest.h>

#include <algorithm>

#include "pretext/study.hpp"
#include "study/synthetic.hpp"
#include "train/shares.hpp"

namespace pretext {
namespace {

using testing::Bars;

Spec pair_spec() {
  Spec spec = testing::small_spec();
  spec.task = *named_task("contrastive");
  spec.pretext.batch = 24;
  spec.pretext.micro_batch = 6;
  spec.pretext.steps = 30;
  spec.pretext.schedule = "cosine";
  spec.pretext.warm_up = 0.1;
  spec.pretext.learning_rate = 3e-3;
  return spec;
}

struct Data {
  Bars train{220, 1};
  Bars test{60, 2};
};

std::string propagated(Study& study, const Cell& cell) {
  if (const Failure failure = study.begin(cell)) return failure->message;
  while (!study.done()) study.advance();
  return study.result();
}

std::unique_ptr<Session> located(const Spec& spec, const Data& data, int shares = 1) {
  auto session = std::move(*Session::open(spec, data.train.view, data.test.view, Extent::graph));
  while (!session->done()) testing::advance(*session, shares);
  return session;
}

TEST_CASE("labels come to the same, whether the run has located the images or the study does") {
  const Data data;
  const Spec spec = pair_spec();
  const auto session = located(spec, data);
  REQUIRE(session->located() != nullptr);
  for (const char* mode : {"propagation", "poisson"}) {
    std::vector<std::vector<std::uint8_t>> predictions;
    for (const bool given : {false, true}) {
      auto study = std::move(*Study::open(spec, data.train.view, data.test.view, session->checkpoints(),
                                          given ? session->located() : nullptr));
      const std::string result = propagated(*study, {mode, 20, {}, {}});
      CHECK(result.find("\"labels\":20") != std::string::npos);
      predictions.push_back(study->predictions());
      CHECK(study->flow().sweep == study->flow().sweeps);
      CHECK(study->flow().classes.size() == 96);
    }
    CHECK(predictions[0] == predictions[1]);
  }
}

TEST_CASE("a run that locates images comes to the same for any number of shares, and goes on from where it was saved") {
  const Data data;
  const Spec spec = pair_spec();
  const auto alone = located(spec, data);
  for (const int shares : {2, 3, 8}) {
    const auto shared = located(spec, data, shares);
    CHECK(shared->final_weights() == alone->final_weights());
    CHECK(shared->located()->points == alone->located()->points);
    CHECK(shared->located()->tests == alone->located()->tests);
    CHECK(shared->located()->features == alone->located()->features);
  }

  // Saved after each unit beyond training, and between.
  auto going = std::move(*Session::open(spec, data.train.view, data.test.view, Extent::graph));
  int units = 0;
  while (!going->done()) {
    going->advance();
    if (++units % 20 != 0 && units < 60) continue;
    auto again = Session::resume(going->save(), data.train.view, data.test.view);
    REQUIRE(again);
    going = std::move(*again);
  }
  CHECK(going->final_weights() == alone->final_weights());
  CHECK(going->located()->points == alone->located()->points);
  CHECK(going->located()->tests == alone->located()->tests);
}

TEST_CASE("labels that somebody gives take the place of the data's own") {
  const Data data;
  const Spec spec = pair_spec();
  const auto session = located(spec, data);
  auto study =
      std::move(*Study::open(spec, data.train.view, data.test.view, session->checkpoints(), session->located()));

  // Everything is called 3 where nothing else is said.
  propagated(*study, {"propagation", 0, {}, {{5, 3}}});
  CHECK(std::ranges::all_of(study->predictions(), [](std::uint8_t label) { return label == 3; }));
  const Flow flow = study->flow();
  CHECK(std::ranges::all_of(flow.classes, [](std::uint8_t label) { return label == 3; }));

  // An image of the graph and one from elsewhere: both keep what they are called.
  propagated(*study, {"poisson", 0, {}, {{5, 3}, {150, 8}}});
  CHECK(study->flow().classes[5] == 3);
  CHECK(std::ranges::all_of(study->predictions(), [](std::uint8_t label) { return label == 3 || label == 8; }));

  const std::vector<Voter> voters = study->voters(data.test.view.image(0));
  REQUIRE(voters.size() == graph_neighbours);
  for (std::size_t k = 0; k < voters.size(); ++k) {
    CHECK(voters[k].point == session->located()->tests[k].row);
    CHECK(voters[k].similarity == doctest::Approx(session->located()->tests[k].similarity).epsilon(1e-5));
  }
}

TEST_CASE("controls take no pretraining, and are the same for all tasks") {
  const Data data;
  Spec spec = pair_spec();
  std::vector<std::vector<std::uint8_t>> predictions;
  for (const char* task : {"contrastive", "rotation"}) {
    spec.task = *named_task(task);
    auto study = std::move(*Study::open(spec, data.train.view, data.test.view, {}));
    for (const char* mode : {"propagation_random", "propagation_pixels"}) {
      const std::string result = propagated(*study, {mode, 30, {}, {}});
      CHECK(result.find("\"n\":60") != std::string::npos);
      predictions.push_back(study->predictions());
    }
  }
  CHECK(predictions[0] == predictions[2]);
  CHECK(predictions[1] == predictions[3]);
  // The bars are easily told by their pixels.
  const auto right = std::ranges::count_if(predictions[1], [i = std::size_t{0}, &data](std::uint8_t label) mutable {
    return label == data.test.labels[i++];
  });
  CHECK(right > 50);
}

/// Images of three kinds that any encoder tells apart: bright at the left, at the top, in the midst.
struct Halves {
  explicit Halves(std::uint32_t rows) : pixels(rows * 144), labels(rows) {
    Rng rng(3, Stream::task);
    for (std::uint32_t row = 0; row < rows; ++row) {
      labels[row] = static_cast<std::uint8_t>(row % 3);
      for (std::uint32_t i = 0; i < 144; ++i) {
        const std::uint32_t x = i % 12;
        const std::uint32_t y = i / 12;
        const bool bright[] = {x < 5, y < 5, x > 3 && x < 8 && y > 3 && y < 8};
        pixels[row * 144 + i] = static_cast<std::uint8_t>(rng.below(40) + (bright[labels[row]] ? 200u : 0u));
      }
    }
    view.shape = {12, 12, 1};
    view.rows = rows;
    view.pixels = pixels;
    view.labels = labels;
    view.classes = 3;
  }
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;
  Dataset view;
};

TEST_CASE(
    "a label astray gives no name to half of another class's images, where groups without labels show them whole") {
  const Halves images(150);
  Spec spec = pair_spec();
  spec.data = {"mnist", {0, 120}, {120, 30}, {0, 10}, "unit"};
  auto study = std::move(*Study::open(spec, images.view, images.view, {}));
  const auto right = [&](const std::vector<GivenLabel>& given) {
    propagated(*study, {"propagation_random", 0, {}, given});
    const std::vector<std::uint8_t> classes = study->flow().classes;
    return std::ranges::count_if(
        classes, [&, row = std::size_t{0}](std::uint8_t label) mutable { return label == images.labels[row++]; });
  };
  CHECK(right({{0, 0}, {1, 1}, {2, 2}}) == 120);
  // The third kind has no label at all; an image of the first one bears its name, and keeps it.
  CHECK(right({{6, 0}, {9, 0}, {1, 1}, {4, 1}, {0, 2}}) == 119);
  // Where many are astray, labels are believed.
  CHECK(right({{3, 0}, {1, 1}, {0, 2}}) < 100);
}

TEST_CASE("labels that can't be propagated are refused in one sentence") {
  const Data data;
  Spec spec = pair_spec();
  auto study = std::move(*Study::open(spec, data.train.view, data.test.view, {}));
  const auto refused = [&](const Cell& cell) { return propagated(*study, cell); };
  const char* pixels = "propagation_pixels";
  CHECK(refused({pixels, 0, {}, {}}) == "cell: 'labels' must be a whole number from 10 to 124, found 0.");
  CHECK(refused({pixels, 0, {}, {{220, 1}}}) == "cell: there is no training image 220; expected 0 to 219.");
  CHECK(refused({pixels, 0, {}, {{5, 10}}}) == "cell: training image 5 is labelled 10; expected a class from 0 to 9.");
  CHECK(refused({pixels, 0, {}, {{5, 1}, {6, 2}, {5, 2}}}) ==
        "cell: training image 5 is labelled twice, as 1 and as 2; expected one label.");
  CHECK(refused({"supervised", 20, {}, {{5, 1}}}) ==
        "cell: labels can be given to what propagates them, not to 'supervised'.");

  spec.data.unlabelled.count = 10;
  auto few = std::move(*Study::open(spec, data.train.view, data.test.view, {}));
  CHECK(propagated(*few, {pixels, 20, {}, {}}) ==
        "cell: a graph joins each image to 10 others; expected more than that in 'data.unlabelled.count', found 10.");
  const auto session = Session::open(spec, data.train.view, data.test.view, Extent::graph);
  REQUIRE(!session);
  CHECK(session.error().message ==
        "spec: 'data.unlabelled.count' must be above 10, for a graph joins each image to 10 others; found 10.");
}

TEST_CASE("the health of a contrastive run is told while it trains, that of other tasks is none") {
  const Data data;
  Spec spec = pair_spec();
  auto session = std::move(*Session::open(spec, data.train.view, data.test.view, Extent::pretext));
  const Health before = session->health();
  CHECK(before.images == 60);
  while (!session->done()) session->advance();
  const Health after = session->health();
  CHECK(after.uniformity < before.uniformity);
  CHECK(after.effective_rank > 1);
  spec.task = *named_task("rotation");
  CHECK((*Session::open(spec, data.train.view, data.test.view, Extent::pretext))->health().images == 0);
}

}  // namespace
}  // namespace pretext
