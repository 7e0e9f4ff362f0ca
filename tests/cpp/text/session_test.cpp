#include "pretext/session.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "allocations.hpp"
#include "json.hpp"
#include "planning/networks.hpp"
#include "texts.hpp"
#include "train/shares.hpp"

namespace pretext {
namespace {

constexpr const char* tasks[] = {"masked_tokens", "next_token", "next_sentence"};

const TextSet& toy() {
  static const TextSet set = *testing::read(testing::toy_texts());
  return set;
}

/// A whole experiment in well under a second.
Spec tiny(const char* task) {
  Spec spec;
  spec.task = *named_task(task);
  spec.data = {"own", {0, 120}, {0, 40}, {0, 30}, "unit"};
  spec.transformer = {.width = 16, .blocks = 2, .heads = 2, .inner = 32, .context = 12};
  spec.pretext = {.optimiser = "adamw", .learning_rate = 0.01, .batch = 16, .micro_batch = 2, .epochs = 4};
  spec.pretext.schedule = "linear";
  spec.pretext.warm_up = 0.1;
  spec.transfer.epochs = 2;
  spec.transfer.micro_batch = 16;
  spec.transfer.batch = 16;
  spec.supervised.epochs = 1;
  return spec;
}

std::unique_ptr<Session> open(const Spec& spec, Extent extent = Extent::all) {
  auto session = Session::open(spec, toy().split(TextSet::pretext), toy().split(TextSet::test), extent);
  if (!session) FAIL(session.error().message);
  return std::move(*session);
}

std::vector<float> trained(const Spec& spec, int shares) {
  const auto session = open(spec);
  while (!session->done()) testing::advance(*session, shares);
  REQUIRE_FALSE(session->failure());
  return session->final_weights();
}

TEST_CASE("texts: the weights are the same for any number of workers, for each task") {
  for (const char* task : tasks) {
    CAPTURE(task);
    const std::vector<float> alone = trained(tiny(task), 1);
    CHECK(alone.size() > 3000);
    for (const int shares : {2, 3, 8}) CHECK(trained(tiny(task), shares) == alone);
  }
}

TEST_CASE("texts: a run goes on from a file to the same weights, wherever it was left") {
  const std::vector<float> whole = trained(tiny("next_sentence"), 1);
  for (const int units : {0, 1, 17, 31, 34, 40}) {
    CAPTURE(units);
    auto session = open(tiny("next_sentence"));
    for (int i = 0; i < units && !session->done(); ++i) session->advance();
    auto resumed = Session::resume(session->save(), toy().split(TextSet::pretext), toy().split(TextSet::test));
    REQUIRE(resumed);
    while (!(*resumed)->done()) (*resumed)->advance();
    CHECK((*resumed)->final_weights() == whole);
  }
}

TEST_CASE("texts: each task is learned, and told of in nats a token") {
  for (const char* task : tasks) {
    CAPTURE(task);
    Spec spec = tiny(task);
    const auto before = open(spec, Extent::pretext);
    const bool masked = std::string(task) != "next_token";  // which asks for fewer tokens
    spec.pretext.epochs = masked ? 100 : 20;
    const auto session = open(spec, Extent::pretext);
    while (!session->done()) session->advance();
    const Evaluate::Score start = before->score(Model::pretext);
    const Evaluate::Score end = session->score(Model::pretext);
    CHECK(start.loss == doctest::Approx(std::log(28.0)).epsilon(0.05));
    CHECK(end.loss < (masked ? 0.9 : 0.75) * start.loss);
    CHECK(end.n == start.n);
    const Json result = Json::parse(session->result());
    CHECK(result["pretext"]["test_loss"].number() == doctest::Approx(end.loss));
  }
}

TEST_CASE("texts: what does not fit is refused in one sentence") {
  const auto refusal = [](const Spec& spec, Extent extent = Extent::all) {
    const auto session = Session::open(spec, toy().split(TextSet::pretext), toy().split(TextSet::test), extent);
    REQUIRE_FALSE(session);
    return session.error().message;
  };
  Spec spec = tiny("next_token");
  spec.transformer.heads = 3;
  CHECK(refusal(spec) == "spec: 'transformer.heads': expected a number that divides the width, 16, found 3.");
  spec = tiny("next_token");
  spec.task = Spec{}.task;
  CHECK(refusal(spec).starts_with("spec: 'task': the data are texts; expected one of 'masked_tokens'"));
  spec = tiny("next_token");
  spec.task.transform.push_back({"turn", {}});
  CHECK(refusal(spec) == "spec: 'task.transform.1': 'turn' is for images, not for texts.");
  spec = tiny("next_token");
  spec.pretext.held_out = 0.5;
  CHECK(refusal(spec) == "spec: 'pretext.held_out': of texts nothing can be held out; expected 0.");
  CHECK(refusal(tiny("next_token"), Extent::graph) == "extent: a graph is of images, not of texts.");
  CHECK(plan_networks(tiny("next_token"), {{28, 28, 1}, 10}).error().message ==
        "spec: 'task.transform.0': 'shift' needs texts, such as those of data.set 'definitions'.");
}

TEST_CASE("texts: generation reads with kept keys and values what a pass over the whole text sees, to the bit") {
  const Spec spec = tiny("next_token");
  auto session = open(spec, Extent::pretext);
  while (!session->done()) session->advance();
  const Result<Networks> networks = plan_text_networks(spec, toy().split(TextSet::test).texts);
  const TokenHeads& heads = *networks->pretext.heads;
  const std::vector<float> weights = session->weights(Model::pretext);
  Workspace workspace(heads.encoder(), Workspace::Use::inference);
  workspace.set_weights(std::span(weights).first(heads.encoder().params().floats()));
  const std::vector<std::uint16_t> text{1, 9, 17, 6, 12, 20, 5, 8, 11};
  const std::span<float> inputs = workspace.inputs(1);
  std::ranges::fill(inputs, 0.0f);
  std::ranges::copy(text, inputs.begin());
  const std::span<const float> encoded = workspace.forward(1);
  Generator generator(spec.transformer, 28, heads.params(), weights);
  const Param& tok = *heads.params().find("tok");
  const Param& bias = *heads.params().find("vocab.bias");
  for (std::size_t place = 0; place < text.size(); ++place) {
    const std::span<const float> logits = generator.next(text[place]);
    for (std::size_t token = 0; token < 28; ++token) {
      float sum = 0;
      for (std::size_t i = 0; i < 16; ++i) sum += encoded[place * 16 + i] * weights[tok.offset + token * 16 + i];
      CHECK(logits[token] == sum + weights[bias.offset + token]);
    }
  }
}

TEST_CASE("texts: what is generated depends on seed, temperature and top-k alone, and ends") {
  auto session = open(tiny("next_token"), Extent::pretext);
  while (!session->done()) session->advance();
  const std::vector<std::uint16_t> prompt{9, 10};
  const auto made = [&](float temperature, int top_k, std::uint64_t seed) {
    const auto text = session->generate(prompt, 40, {temperature, top_k}, seed);
    REQUIRE(text);
    CHECK(text->size() + prompt.size() + 1 <= 12 + 1);
    for (const std::uint16_t token : *text) CHECK((token >= 4 || (token == 2 && token == text->back())));
    return *text;
  };
  CHECK(made(1, 0, 1) == made(1, 0, 1));
  CHECK(made(0, 0, 1) == made(0, 0, 2));
  CHECK(made(0, 0, 1) == made(1, 1, 3));
  CHECK((made(1, 0, 1) != made(1, 0, 2) || made(1, 0, 3) != made(1, 0, 4)));
  const std::vector<std::uint16_t> whole(11, 9);
  CHECK(session->generate(whole, 40, {}, 1).error().message ==
        "generate: the prompt has 11 tokens, expected fewer than 11.");
  CHECK(open(tiny("masked_tokens"))->generate(prompt, 1, {}, 1).error().message ==
        "generate: expected a model that has learned to tell the next token.");
}

TEST_CASE("texts: what heads look at adds up to what the encoder gives, to the bit") {
  for (const char* task : tasks) {
    CAPTURE(task);
    const Spec spec = tiny(task);
    auto session = open(spec, Extent::pretext);
    while (!session->done()) session->advance();
    const Result<Networks> networks = plan_text_networks(spec, toy().split(TextSet::test).texts);
    const TokenHeads& heads = *networks->pretext.heads;
    const std::vector<float> weights = session->weights(Model::pretext);
    Workspace workspace(heads.encoder(), Workspace::Use::inference);
    workspace.set_weights(std::span(weights).first(heads.encoder().params().floats()));
    const std::vector<std::uint16_t> text{9, 17, 6, 12, 20};
    const std::size_t places = text.size() + 2;
    const std::span<float> inputs = workspace.inputs(1);
    std::ranges::fill(inputs, 0.0f);
    inputs[0] = static_cast<float>(SpecialToken::start);
    std::ranges::copy(text, inputs.begin() + 1);
    inputs[places - 1] = static_cast<float>(SpecialToken::separator);
    const std::span<const float> encoded = workspace.forward(1);
    const auto found = session->attend(text);
    REQUIRE(found);
    CHECK(std::ranges::equal(found->encoded, encoded.first(places * 16)));
    const Spec::Transformer& shape = spec.transformer;
    REQUIRE(found->weights.size() == static_cast<std::size_t>(shape.blocks * shape.heads) * places * places);
    for (std::size_t row = 0; row * places < found->weights.size(); ++row) {
      const auto looks = std::span(found->weights).subspan(row * places, places);
      float sum = 0;
      for (const float look : looks) sum += look;
      CHECK(sum == doctest::Approx(1.0f));
      const std::size_t next = row % places + 1;
      if (next < places) CHECK((looks[next] > 0) == (std::string(task) != "next_token"));
    }
    const std::vector<std::uint16_t> whole(11, 9);
    CHECK(session->attend(whole).error().message == "attend: expected a text of 1 to 10 tokens, found 11.");
    CHECK(session->attend(std::vector<std::uint16_t>{99}).error().message == "attend: expected tokens below 28.");
  }
}

TEST_CASE("texts: what fills a place is by the logits there, without special tokens") {
  auto session = open(tiny("masked_tokens"), Extent::pretext);
  while (!session->done()) session->advance();
  const std::vector<std::uint16_t> text{9, 17, 6, 12};
  const auto likely = session->fill(text, 2, 100);
  REQUIRE(likely);
  REQUIRE(likely->size() == 24);  // of 28 tokens four are special
  const Result<Networks> networks = plan_text_networks(tiny("masked_tokens"), toy().split(TextSet::test).texts);
  const std::vector<float> row{1, 9, 17, 3, 12, 2, 0, 0, 0, 0, 0, 0};
  const std::vector<float> logits = networks->pretext.heads->logits(session->weights(Model::pretext), row, 3);
  for (std::size_t i = 0; i + 1 < likely->size(); ++i) {
    const LikelyToken &one = (*likely)[i], &next = (*likely)[i + 1];
    CHECK(one.probability >= next.probability);
    CHECK(logits[one.token] >= logits[next.token]);
    CHECK(one.token >= 4);
  }
  // The token that stands there is not looked at.
  const std::vector<std::uint16_t> other{9, 17, 20, 12};
  CHECK(session->fill(other, 2, 1)->front().probability == likely->front().probability);
  CHECK(session->fill(text, 4, 1).error().message ==
        "fill: expected a text of 1 to 10 tokens and a place in it; found 4 tokens and place 4.");
  CHECK(open(tiny("next_token"))->fill(text, 0, 1).error().message ==
        "fill: expected a model that has learned to tell hidden tokens.");
}

TEST_CASE("texts: a training step allocates nothing") {
  for (const char* task : tasks) {
    CAPTURE(task);
    const Spec spec = tiny(task);
    const auto session = open(spec, Extent::pretext);
    session->advance();
    const std::size_t before = testing::allocations();
    for (int i = 0; i < 4; ++i) session->advance();
    CHECK(testing::allocations() == before);
  }
}

}  // namespace
}  // namespace pretext
