#include "study/clusters.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "json.hpp"
#include "pretext/study.hpp"
#include "study/outcome.hpp"
#include "study/synthetic.hpp"

namespace pretext {
namespace {

using testing::Bars;
using testing::result_of;

TEST_CASE("a cluster is called what most of its labelled rows are, or the labelled row nearest to it") {
  // Heaps of four rows each around 0, 10, 20 and 100; labelled are rows near the first two alone.
  std::vector<float> values;
  for (const float heap : {0.0f, 10.0f, 20.0f, 100.0f}) {
    for (int i = 0; i < 4; ++i) values.push_back(heap + static_cast<float>(i) / 4);
  }
  const auto source = labelled_rows({1, 1, 1}, 4);
  Dataset data{.shape = {1, 1, 1}, .rows = 16, .pixels = {}, .values = values, .labels = {}, .domains = {}};
  const std::vector<float> known{0, 1, 0.5f, 9, 11, 10, 10};
  const std::vector<std::uint8_t> labels{2, 2, 1, 3, 0, 3, 0};
  Dataset labelled{.shape = {1, 1, 1}, .rows = 7, .pixels = {}, .values = known, .labels = labels, .domains = {}};
  std::vector<std::uint32_t> all(16);
  std::iota(all.begin(), all.end(), 0u);
  for (const bool mixture : {false, true}) {
    NamedClusters clusters({*source, data, all}, {*source, labelled, {0, 1, 2, 3, 4, 5, 6}}, 4, mixture, 1);
    while (!clusters.done()) clusters.advance();
    const std::vector<std::uint8_t> names = clusters.named(clusters.clusters_of({*source, data, all}));
    // The second heap has as many 0s as 3s; 11 is the labelled row nearest to the third and the last one, and is a 0.
    CHECK(names == std::vector<std::uint8_t>{2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  }
}

TEST_CASE("a cell of clusters tells what the clusters of test images have to do with their classes") {
  const Bars train(220, 1);
  const Bars test(60, 2);
  const auto study = std::move(*Study::open(testing::small_spec(), train.view, test.view, {}));
  for (const char* mode : {"kmeans_pixels", "kmeans_random", "kmeans_pca", "mixture_pixels", "mixture_random"}) {
    CAPTURE(mode);
    const Json few = result_of(*study, {mode, 20, {}, {}});
    const Json many = result_of(*study, {mode, 100, {}, {}});
    // Labels only name clusters.
    CHECK(few["clusters"] == many["clusters"]);
    CHECK(few["purity"] == many["purity"]);
    CHECK(few["nmi"] == many["nmi"]);
    CHECK(!few.contains("loss"));
    double most = 0, all = 0;
    REQUIRE(few["clusters"].elements().size() == 10);
    for (const Json& cluster : few["clusters"].elements()) {
      REQUIRE(cluster.elements().size() == 10);
      double largest = 0;
      for (const Json& count : cluster.elements()) {
        largest = std::max(largest, count.number());
        all += count.number();
      }
      most += largest;
    }
    CHECK(all == 60);
    CHECK(few["purity"].number() == doctest::Approx(most / 60));
    // No names are better than those of the test images themselves.
    CHECK(many["accuracy"].number() <= few["purity"].number());
    CHECK(many["accuracy"].number() > 0.3);
  }
}

TEST_CASE("clusters need as many images as classes") {
  const Bars train(220, 1);
  const Bars test(60, 2);
  Spec spec = testing::small_spec();
  spec.data.unlabelled = {0, 9};
  spec.pretext.batch = 9;
  const auto study = std::move(*Study::open(spec, train.view, test.view, {}));
  const Failure failure = study->begin({"kmeans_pixels", 20, {}, {}});
  REQUIRE(failure);
  CHECK(failure->message ==
        "cell: as many clusters as classes are looked for; expected at least 10 in "
        "'data.unlabelled.count', found 9.");
}

}  // namespace
}  // namespace pretext
