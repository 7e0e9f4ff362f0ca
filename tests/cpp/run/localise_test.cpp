#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "mnist.hpp"
#include "pretext/loss.hpp"
#include "pretext/session.hpp"

namespace pretext {
namespace {

std::unique_ptr<Session> trained(const std::string& task, std::uint32_t steps) {
  Spec spec = *read_spec("{\"task\": " + task + "}");
  spec.data = {.unlabelled = {0, 400}, .labelled = {400, 20}, .test = {0, 10}};
  spec.encoder = {{.filters = 16, .kernel = 3, .stride = 2, .pool = 2}, {.filters = 16, .kernel = 3, .pool = 1}};
  spec.pretext = {.learning_rate = 3e-3, .batch = 32, .micro_batch = 8, .epochs = 20, .steps = steps};
  auto session = Session::open(spec, testing::few(testing::mnist().train, 500), testing::few(testing::mnist().test, 60),
                               Extent::pretext);
  REQUIRE_MESSAGE(session, session.error().message);
  while (!(*session)->done()) (*session)->advance();
  return std::move(*session);
}

std::string refusal(const Session& session, std::uint32_t rows, std::uint32_t pictures) {
  const auto found = session.localise(rows, pictures);
  return found ? "" : found.error().message;
}

TEST_CASE("what a network that knew labels alone looks at adds up to what it answers") {
  const auto session = trained("\"weakly_supervised\"", 60);
  const auto found = session->localise(5, 2);
  REQUIRE(found);
  CHECK(found->canvas == Shape{56, 56, 1});
  CHECK(found->map == Shape{14, 14, 1});
  CHECK(found->shown.size() == 2 * 56 * 56);
  CHECK(found->maps.size() == 5 * 14 * 14);
  CHECK(found->truths.size() == 5 * 4);
  const std::vector<float> weights = session->weights(Model::pretext);
  const Network& network = session->network(Model::pretext);
  const Param& kernel = *network.params().find("dense.kernel");
  const Param& bias = *network.params().find("dense.bias");
  Workspace workspace(network, Workspace::Use::training);
  workspace.set_weights(weights);
  for (std::size_t row = 0; row < 2; ++row) {
    std::ranges::copy(std::span(found->shown).subspan(row * 56 * 56, 56 * 56), workspace.inputs(1).begin());
    const std::span<const float> logits = workspace.forward(1, true);
    const auto told = static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin());
    CHECK(found->told[row] == static_cast<float>(told));
    // Place by place in double; and, by global average pooling and a dense layer, the mean and the bias are the logit.
    const std::span<const float> channels = workspace.output(2, 1);
    double mean = 0;
    for (std::size_t place = 0; place < 14 * 14; ++place) {
      double sum = 0;
      for (std::size_t c = 0; c < 64; ++c) {
        sum +=
            static_cast<double>(channels[place * 64 + c]) * static_cast<double>(weights[kernel.offset + c * 10 + told]);
      }
      CHECK(static_cast<double>(found->maps[row * 196 + place]) == doctest::Approx(sum).epsilon(1e-4));
      mean += static_cast<double>(found->maps[row * 196 + place]) / 196;
    }
    CHECK(static_cast<double>(logits[told]) ==
          doctest::Approx(mean + static_cast<double>(weights[bias.offset + told])).epsilon(1e-4));
  }
}

TEST_CASE("boxes and masks are told of the same canvases, and training brings them to where images are") {
  const auto off = [](const Localisation& found) {
    double sum = 0;
    for (std::size_t i = 0; i < found.truths.size(); ++i)
      sum += std::fabs(static_cast<double>(found.told[i]) - static_cast<double>(found.truths[i]));
    return sum / static_cast<double>(found.truths.size());
  };
  const auto box = *trained("\"box\"", 60)->localise(60, 3);
  const auto mask = *trained("\"mask\"", 40)->localise(60, 3);
  CHECK(box.shown == mask.shown);
  CHECK(box.truths == mask.truths);
  CHECK(box.maps.empty());
  CHECK(box.map.size() == 0);
  CHECK(off(box) < 0.8 * off(*trained("\"box\"", 1)->localise(60, 3)));
  // Where a mask is told, there is ink within the box.
  int within = 0;
  for (std::size_t row = 0; row < 60; ++row) {
    const auto logits = std::span(mask.maps).subspan(row * 56 * 56, 56 * 56);
    const auto at = std::ranges::max_element(logits) - logits.begin();
    const float x = (static_cast<float>(at % 56) + 0.5f) / 56, y = (static_cast<float>(at / 56) + 0.5f) / 56;
    const float* edges = &mask.truths[4 * row];
    within += x > edges[0] && y > edges[1] && x < edges[2] && y < edges[3] ? 1 : 0;
  }
  CHECK(within > 30);
}

TEST_CASE("the box is the smallest one around what is half as bright as white") {
  const auto found =
      *trained(R"({"transform": [{"op": "clutter", "pieces": 0}], "predict": "box"})", 1)->localise(20, 20);
  for (std::size_t row = 0; row < 20; ++row) {
    Box box{1, 1, 0, 0};
    for (std::size_t i = 0; i < 56 * 56; ++i) {
      if (found.shown[row * 56 * 56 + i] < 0.5f) continue;
      const float x = static_cast<float>(i % 56), y = static_cast<float>(i / 56);
      box = {std::min(box.left, x / 56), std::min(box.top, y / 56), std::max(box.right, (x + 1) / 56),
             std::max(box.bottom, (y + 1) / 56)};
    }
    CHECK(std::vector(found.truths.begin() + static_cast<std::ptrdiff_t>(4 * row),
                      found.truths.begin() + static_cast<std::ptrdiff_t>(4 * row + 4)) ==
          std::vector{box.left, box.top, box.right, box.bottom});
  }
}

TEST_CASE("who asks where a network looks that can't tell is told why") {
  const auto box = trained("\"box\"", 1);
  const std::string bounds = "localise: expected a network, up to 1000 rows, and no more pictures than rows.";
  CHECK(refusal(*box, 61, 0) == bounds);
  CHECK(refusal(*box, 10, 11) == bounds);
  CHECK(refusal(*box, 10, 10).empty());
  CHECK(refusal(*trained("\"rotation\"", 1), 5, 0).starts_with("localise: expected a task that predicts 'box'"));
  CHECK(refusal(*trained(R"({"predict": "label", "head": [{"layer": "average_pool"}, {"layer": "dense"}]})", 1), 5,
                0) == "localise: expected a task that puts images on a canvas, as 'clutter' does last.");
}

}  // namespace
}  // namespace pretext
