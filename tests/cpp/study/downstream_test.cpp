#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "json.hpp"
#include "pretext/study.hpp"
#include "study/synthetic.hpp"

namespace pretext {

using testing::Bars;

namespace {

Spec boxes() {
  Spec spec = testing::small_spec();
  spec.encoder = {{.filters = 2, .kernel = 3, .stride = 2, .pool = 2}, {.filters = 4, .kernel = 3, .pool = 2}};
  spec.downstream = "box";
  return spec;
}

std::string worked_out(Study& study, const std::string& mode) {
  REQUIRE_FALSE(study.begin({mode, 10, {}}));
  while (!study.done()) study.advance();
  REQUIRE_FALSE(study.failure());
  return study.result();
}

}  // namespace

TEST_CASE("cells can learn boxes on a frozen encoder or a moving one, and say how many they get right") {
  const Bars train(200, 1);
  const Bars test(60, 2);
  const Spec spec = boxes();
  const auto session = testing::pretrained(spec, train.view, test.view);
  auto study = std::move(*Study::open(spec, train.view, test.view, session->checkpoints()));
  const std::string frozen = worked_out(*study, "probe");
  const Json probe = Json::parse(frozen);
  const Json moved = Json::parse(worked_out(*study, "fine_tune"));
  CHECK(probe["n"] == 60);
  CHECK(moved["n"] == 60);
  CHECK(moved["loss"].number() < 0.06);  // a box in the middle is 0.08 off
  // A head of 64 units on features of 7 x 7 x 4, and two blocks below it.
  CHECK(probe["trainable"] == (196 + 1) * 64 + (64 + 1) * 4);
  CHECK(moved["trainable"].number() - probe["trainable"].number() == (9 + 1) * 2 + (18 + 1) * 4);
  CHECK(study->predictions().empty());
  // What was worked out before makes no difference.
  CHECK(worked_out(*study, "probe") == frozen);
}

TEST_CASE("what can't learn boxes is refused, and so is a whole experiment that asks for them") {
  const Bars train(200, 1);
  const Bars test(60, 2);
  auto study = std::move(*Study::open(boxes(), train.view, test.view, {}));
  for (const char* mode : {"knn_random", "probe_pixels", "supervised_augmented", "kmeans_pixels"}) {
    const Failure failure = study->begin({mode, 10, {}});
    REQUIRE(failure);
    CHECK(failure->message ==
          "cell: where 'downstream' is 'box', expected the mode 'probe', 'fine_tune', 'partial', 'supervised' or "
          "'probe_random', found '" +
              std::string(mode) + "'.");
  }
  const auto whole = Session::open(boxes(), train.view, test.view);
  REQUIRE_FALSE(whole);
  CHECK(whole.error().message ==
        "spec: 'downstream' is what cells of a study learn; expected 'label' for a whole experiment, found 'box'.");
  Spec small = boxes();
  small.encoder = {{.stride = 4, .pool = 4}, {.stride = 4, .pool = 4}};
  CHECK_FALSE(Study::open(small, train.view, test.view, {}));
}

}  // namespace pretext
