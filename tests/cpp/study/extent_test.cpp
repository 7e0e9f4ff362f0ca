#include <doctest/doctest.h>

#include "json.hpp"
#include "study/synthetic.hpp"

namespace pretext {

using testing::Bars;

TEST_CASE("a session can end after pretraining, with the same weights as the whole experiment") {
  const Bars train(200, 1);
  const Bars test(60, 2);
  Spec spec = testing::small_spec();
  spec.supervised.epochs = spec.transfer.epochs = 1;
  const auto alone = testing::pretrained(spec, train.view, test.view);
  auto whole = std::move(*Session::open(spec, train.view, test.view));
  while (!whole->done()) whole->advance();

  const std::vector<float> weights = alone->final_weights();
  const std::vector<float> all = whole->final_weights();
  REQUIRE(all.size() > weights.size());
  CHECK(std::equal(weights.begin(), weights.end(), all.begin()));
  const Json result = Json::parse(alone->result());
  CHECK(result["pretext"] == Json::parse(whole->result())["pretext"]);
  CHECK(result["results"].empty());
  CHECK(Json::parse(alone->progress())["fraction"] == 1.0);
  CHECK(alone->checkpoints().size() == whole->checkpoints().size());
}

TEST_CASE("a saved session goes on with its extent and its checkpoints") {
  const Bars train(200, 1);
  const Bars test(60, 2);
  const Spec spec = testing::small_spec();
  const auto straight = testing::pretrained(spec, train.view, test.view);
  auto session = std::move(*Session::open(spec, train.view, test.view, Extent::pretext));
  for (int unit = 0; unit < 20; ++unit) session->advance();
  REQUIRE(!session->done());

  auto resumed = std::move(*Session::resume(session->save(), train.view, test.view));
  while (!resumed->done()) resumed->advance();
  REQUIRE(resumed->checkpoints().size() == straight->checkpoints().size());
  for (std::size_t i = 0; i < resumed->checkpoints().size(); ++i) {
    CHECK(resumed->checkpoints()[i].epoch == straight->checkpoints()[i].epoch);
    CHECK(resumed->checkpoints()[i].final == straight->checkpoints()[i].final);
    CHECK(resumed->checkpoints()[i].weights == straight->checkpoints()[i].weights);
  }
  CHECK(resumed->checkpoints().back().final);
  CHECK(resumed->final_weights() == straight->final_weights());
}

}  // namespace pretext
