#include "pretext/clusters.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include "kernels/distances.hpp"
#include "pretext/inspect.hpp"
#include "pretext/rng.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

/// Rows of floats, and all that has to outlive what looks at them.
struct Table {
  Table(std::vector<float> of, int width, int classes = 3)
      : values(std::move(of)), source(labelled_rows({1, 1, width}, classes)) {}

  [[nodiscard]] FeatureRows rows() const {
    Dataset data;
    data.shape = source->form().input;
    data.rows = static_cast<std::uint32_t>(values.size() / data.shape.size());
    data.values = values;
    std::vector<std::uint32_t> examples(data.rows);
    std::iota(examples.begin(), examples.end(), 0u);
    return {*source, data, std::move(examples)};
  }

  std::vector<float> values;
  std::unique_ptr<Source> source;
};

/// Sixty rows of three values, of three classes that overlap: row i is of class i % 3.
Table overlapping() {
  std::uint32_t state = 1;
  std::vector<float> values;
  for (int i = 0; i < 60; ++i) {
    for (int k = 0; k < 3; ++k) {
      state = (state * 1103515245u + 12345u) % (1u << 31);
      values.push_back(static_cast<float>((state >> 16) % 64) / 16 + (i % 3 == k ? 2.0f : 0.0f));
    }
  }
  return {values, 3};
}

template <class Work>
Work& finished(Work& work) {
  while (!work.done()) work.advance();
  return work;
}

void check_near(const std::vector<float>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == doctest::Approx(expected[i]).epsilon(1e-5));
}

// What follows is compared with scikit-learn 1.2.1 on the same rows: KMeans(init=the first three, n_init=1, tol=0),
// GaussianMixture(covariance_type="diag", reg_covar=1e-3, tol=1e-3) begun with the moments of these clusters,
// normalized_mutual_info_score, and PCA(2).

TEST_CASE("k-means, its table, and its purity and mutual information are scikit-learn's") {
  const Table table = overlapping();
  KMeans found(table.rows(), {.clusters = 3}, std::span(table.values).first(9));
  finished(found);
  check_near(found.centres(), {3.9891304347826093, 2.1820652173913047, 1.4782608695652177, 1.9761904761904767,
                               1.979166666666667, 4.6875, 1.7382812500000002, 3.96484375, 1.3359375000000004});
  CHECK(found.inertia() == doctest::Approx(181.02379638166406));
  CHECK(found.nearest(table.rows()) == found.clusters());
  std::vector<std::uint8_t> labels;
  for (int i = 0; i < 60; ++i) labels.push_back(static_cast<std::uint8_t>(i % 3));
  const ClusterTable counts = table_of(found.clusters(), labels, 3, 3);
  CHECK(counts.counts == std::vector<std::uint32_t>{16, 5, 2, 2, 3, 16, 2, 12, 2});
  CHECK(counts.purity() == doctest::Approx(0.7333333333333333));
  CHECK(counts.nmi() == doctest::Approx(0.31920036159992704));
}

TEST_CASE("a mixture of Gaussians is scikit-learn's, after one round and after all") {
  const Table table = overlapping();
  KMeans clusters(table.rows(), {.clusters = 3}, std::span(table.values).first(9));
  finished(clusters);

  Mixture one(clusters, {.rounds = 1});
  finished(one);
  CHECK(one.log_likelihood() == doctest::Approx(-5.187242039658053));
  check_near(one.weights(), {0.40674474029783086, 0.34271170845091764, 0.25054355125125144});

  Mixture all(clusters, {});
  int rounds = 0;
  for (; !all.done(); ++rounds) all.advance();
  CHECK(rounds == 8);
  CHECK(all.log_likelihood() == doctest::Approx(-5.160002992494122));
  check_near(all.weights(), {0.4761747037712912, 0.3143055064826731, 0.20951978974603575});
  check_near(all.means(),
             {3.688431840790025, 2.3312531111109287, 1.6788280519846017, 1.8961384094007705, 2.0257085744258063,
              4.801470341112134, 1.5849114687722983, 4.007655865256408, 1.217057583029612});
  check_near(all.variances(),
             {1.3312632495774808, 1.4090218470628675, 1.3286034197982461, 1.0763748064336833, 1.1689101859863134,
              0.8481034548385674, 0.1962354883890992, 1.1988409920524874, 0.9887670153959066});
  const std::vector<std::uint8_t> expected{2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 0, 2,
                                           1, 0, 0, 1, 0, 2, 1, 0, 2, 0, 0, 2, 0, 0, 2, 1, 0, 1, 1, 0,
                                           2, 1, 0, 0, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1};
  CHECK(all.most_likely(table.rows()) == expected);
}

TEST_CASE("the principal components of the same rows are scikit-learn's") {
  const std::vector<float> found = principal_coordinates(overlapping().values, 60, 3);
  // A direction has no sign of its own: each begins as the first row has it.
  const double first = found[0] < 0 ? 1 : -1;
  const double second = found[1] > 0 ? 1 : -1;
  const double expected[3][2] = {{-2.4858548503663696, 1.275618671953372},
                                 {0.9835451619826123, 0.010451350106929653},
                                 {0.5188643168481349, 1.143055425372789}};
  for (std::size_t row = 0; row < 3; ++row) {
    CHECK(first * found[2 * row] == doctest::Approx(expected[row][0]).epsilon(1e-4));
    CHECK(second * found[2 * row + 1] == doctest::Approx(expected[row][1]).epsilon(1e-3));
  }
}

TEST_CASE("distances are those of the naive twin, for any number of rows and centres") {
  for (const int rows : {1, 3, 4, 9}) {
    constexpr int width = 7, pitch = 12;
    const std::vector<float> x = testing::random_values(static_cast<std::size_t>(rows * width), 1);
    const std::vector<float> centres = testing::random_values(width * pitch, 2);
    std::vector<float> weights = testing::random_values(width * pitch, 3);
    for (const bool weighted : {false, true}) {
      std::vector<float> found(static_cast<std::size_t>(rows * pitch), NAN);
      kernels::squared_distances(x.data(), rows, width, centres.data(), weighted ? weights.data() : nullptr, pitch,
                                 found.data());
      for (int i = 0; i < rows * pitch; ++i) {
        double expected = 0;
        for (int k = 0; k < width; ++k) {
          const auto at = static_cast<std::size_t>(k * pitch + i % pitch);
          const double difference = double{x[static_cast<std::size_t>(i / pitch * width + k)]} - double{centres[at]};
          expected += difference * difference * (weighted ? double{weights[at]} : 1.0);
        }
        CHECK(found[static_cast<std::size_t>(i)] == doctest::Approx(expected).epsilon(1e-5));
      }
    }
  }
}

TEST_CASE("the best of several starts finds heaps that lie apart, whatever the seed") {
  std::vector<float> values;
  Rng rng(3, Stream::task);
  for (int i = 0; i < 200; ++i) {
    values.push_back(static_cast<float>(i % 5) * 10 + rng.normal());
    values.push_back(static_cast<float>(i % 2) * 50 + rng.normal());
  }
  const Table table{values, 2};
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    KMeans found(table.rows(), {.clusters = 10, .seed = seed});
    finished(found);
    std::vector<std::uint8_t> heaps;
    for (int i = 0; i < 200; ++i) heaps.push_back(static_cast<std::uint8_t>(i % 10));
    CHECK(table_of(found.clusters(), heaps, 10, 10).purity() == 1);
    CHECK(table_of(found.clusters(), heaps, 10, 10).nmi() == doctest::Approx(1));
  }
}

TEST_CASE("a cluster that nothing is in takes the row that is furthest from its centre; twins leave it empty") {
  const Table line{{0, 1, 2, 30}, 1};
  KMeans found(line.rows(), {.clusters = 3}, std::vector<float>{1, 100, 200});
  finished(found);
  // By hand: all rows are nearest to 1; 30 is furthest and goes to the second, then 0 (or 2) to the third.
  CHECK(found.centres() == std::vector<float>{1.5f, 30, 0});
  CHECK(found.inertia() == doctest::Approx(0.5));

  const Table twins{{5, 5, 5}, 1};
  KMeans alike(twins.rows(), {.clusters = 2});
  finished(alike);
  CHECK(alike.clusters() == std::vector<std::uint8_t>{0, 0, 0});
  CHECK(alike.inertia() == 0);
  Mixture mixture(alike, {});
  finished(mixture);
  CHECK(std::isfinite(mixture.log_likelihood()));
  CHECK(mixture.most_likely(twins.rows()) == std::vector<std::uint8_t>{0, 0, 0});
}

TEST_CASE("what tells nothing apart agrees with itself, and nothing has no purity") {
  CHECK(table_of({}, {}, 2, 2).purity() == 0);
  const std::vector<std::uint8_t> same{1, 1, 1};
  CHECK(table_of(same, same, 2, 2).nmi() == 1);
  const std::vector<std::uint8_t> clusters{0, 0, 1, 1}, labels{0, 1, 0, 1};
  CHECK(table_of(clusters, labels, 2, 2).nmi() == doctest::Approx(0).epsilon(1e-6));
}

}  // namespace
}  // namespace pretext
