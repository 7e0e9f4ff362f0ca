#include "study/features.hpp"

#include <doctest/doctest.h>

#include <array>
#include <numeric>

#include "planning/networks.hpp"
#include "pretext/rows.hpp"
#include "study/synthetic.hpp"

namespace pretext {
namespace {

using testing::Bars;

std::vector<std::uint32_t> range(std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

std::vector<float> encoded(const Network& network, const Source& source, const Dataset& data,
                           std::vector<std::uint32_t> rows, std::span<const float> weights) {
  Encode encode(network, source, data, std::move(rows), weights);
  while (!encode.done()) {
    const std::span<const float> part = encode.compute({});
    encode.absorb({&part, 1});
  }
  return encode.features();
}

}  // namespace

TEST_CASE("features are standardised by the mean and deviation over the unlabelled rows") {
  const Bars train(300, 1);
  const Bars test(77, 2);
  const Spec spec = testing::small_spec();
  const PretextPlan pretext = std::move(*plan_pretext(spec, train.view.form()));
  const auto digits = labelled_rows(train.view.shape, 10);
  for (const int layers : {1, 2, 3}) {
    CAPTURE(layers);
    auto network = plan_features(spec, pretext, train.view.shape, layers);
    const auto twin = plan_features(spec, pretext, train.view.shape, layers);
    std::vector<float> weights(network->params().floats());
    network->params().initialise(1, weights);
    FeatureSet set(std::move(network), weights, 10, train.view, test.view, range(0, 96), {}, range(96, 204));
    const std::size_t columns = set.shape().size();

    const auto plain = encoded(*twin, *digits, train.view, range(0, 96), weights);
    const Standardisation expected = standardisation_of(plain, 96, columns);

    for (int units = 0; !set.ready(50, false); ++units) {
      REQUIRE(units < 100);
      set.advance(50);
    }
    for (std::size_t c = 0; c < columns; ++c) {
      CHECK(set.features().standardisation().mean[c] == doctest::Approx(expected.mean[c]).epsilon(1e-9));
      CHECK(set.features().standardisation().deviation[c] == doctest::Approx(expected.deviation[c]).epsilon(1e-9));
    }

    auto standardised = encoded(*twin, *digits, test.view, range(0, 77), weights);
    standardise(standardised, expected);
    const FeatureSet::Rows rows = set.test();
    REQUIRE(rows.data.values.size() == standardised.size());
    for (std::size_t i = 0; i < standardised.size(); ++i) {
      CHECK(rows.data.values[i] == doctest::Approx(standardised[i]).epsilon(1e-5).scale(1));
    }
  }
}

TEST_CASE("each domain can be standardised by itself") {
  Bars train(300, 1);
  Bars test(80, 2);
  for (std::uint8_t& pixel : std::span(test.pixels).subspan(40 * 144)) pixel = static_cast<std::uint8_t>(255 - pixel);
  for (std::uint8_t& pixel : std::span(train.pixels).subspan(200 * 144)) pixel = static_cast<std::uint8_t>(255 - pixel);
  const std::vector<std::uint32_t> train_domains{0, 200};
  const std::vector<std::uint32_t> test_domains{0, 40};
  train.view.domains = train_domains;
  test.view.domains = test_domains;
  CHECK(train.view.domain(0) == 0);
  CHECK(train.view.domain(199) == 0);
  CHECK(train.view.domain(200) == 1);
  const Spec spec = testing::small_spec();
  const PretextPlan pretext = std::move(*plan_pretext(spec, train.view.form()));
  auto network = plan_features(spec, pretext, train.view.shape, 2);
  const auto twin = plan_features(spec, pretext, train.view.shape, 2);
  std::vector<float> weights(network->params().floats());
  network->params().initialise(1, weights);
  FeatureSet set(std::move(network), weights, 10, train.view, test.view, range(0, 300), {}, range(0, 100), true);
  while (!set.ready(50, false)) set.advance(50);
  const std::size_t columns = set.shape().size();
  const auto digits = labelled_rows(train.view.shape, 10);
  const FeatureSet::Rows rows = set.test();
  for (const auto& [from, count, first] : {std::array{0u, 200u, 0u}, std::array{200u, 100u, 40u}}) {
    const auto plain = encoded(*twin, *digits, train.view, range(from, count), weights);
    auto expected = encoded(*twin, *digits, test.view, range(first, 40), weights);
    standardise(expected, standardisation_of(plain, count, columns));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(rows.data.values[first * columns + i] == doctest::Approx(expected[i]).epsilon(1e-4).scale(1));
    }
  }
}

TEST_CASE("features that are kept are those that are made anew for each batch") {
  const Bars train(300, 1);
  const Bars test(40, 2);
  const Spec spec = testing::small_spec();
  const PretextPlan pretext = std::move(*plan_pretext(spec, train.view.form()));
  auto network = plan_features(spec, pretext, train.view.shape, 2);
  std::vector<float> weights(network->params().floats());
  network->params().initialise(1, weights);
  FeatureSet set(std::move(network), weights, 10, train.view, test.view, range(0, 96), {}, range(96, 204));
  // A growing budget adds to what is kept.
  for (const std::size_t labels : {10u, 57u}) {
    while (!set.ready(labels, false)) set.advance(labels);
  }
  const FeatureSet::Rows kept = set.labelled(57);
  CHECK(kept.data.values.size() == 57 * set.shape().size());
  std::vector<float> again(kept.data.values.size());
  std::vector<std::int32_t> labels(57);
  set.features().fill(train.view, range(96, 57), 0, 0,
                      {.inputs = again, .classes = labels, .targets = {}, .weights = {}});
  CHECK(std::equal(again.begin(), again.end(), kept.data.values.begin()));
  CHECK(std::equal(labels.begin(), labels.end(), kept.data.labels.begin()));
}

}  // namespace pretext
