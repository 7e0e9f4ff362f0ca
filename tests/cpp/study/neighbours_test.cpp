#include "study/neighbours.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "planning/networks.hpp"
#include "pretext/rows.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using testing::random_values;

struct Cloud {
  Cloud(std::uint32_t n, int columns, std::uint32_t seed)
      : values(random_values(n * static_cast<std::size_t>(columns), seed)), labels(n) {
    Rng rng(seed, Stream::labels);
    for (std::uint8_t& label : labels) label = static_cast<std::uint8_t>(rng.below(10));
    view.shape = {1, 1, columns};
    view.rows = n;
    view.values = values;
    view.labels = labels;
    rows.resize(n);
    std::iota(rows.begin(), rows.end(), 0u);
  }
  std::vector<float> values;
  std::vector<std::uint8_t> labels;
  Dataset view;
  std::vector<std::uint32_t> rows;
};

/// The plain way, in double precision.
std::uint8_t naive(const Cloud& labelled, const Cloud& test, std::size_t row) {
  const std::size_t columns = test.view.shape.size();
  const auto dot = [&](const float* a, const float* b) {
    double sum = 0;
    for (std::size_t c = 0; c < columns; ++c) sum += static_cast<double>(a[c]) * static_cast<double>(b[c]);
    return sum;
  };
  const float* x = &test.values[row * columns];
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < labelled.labels.size(); ++i) {
    const float* y = &labelled.values[i * columns];
    order.emplace_back(-dot(x, y) / std::sqrt(dot(x, x) * dot(y, y)), i);
  }
  std::ranges::sort(order);
  std::array<double, 10> votes{};
  for (std::size_t i = 0; i < std::min<std::size_t>(20, order.size()); ++i) {
    votes[labelled.labels[order[i].second]] += std::exp(-order[i].first / 0.07);
  }
  return static_cast<std::uint8_t>(std::ranges::max_element(votes) - votes.begin());
}

std::vector<std::uint8_t> predict(const Cloud& labelled, const Cloud& test) {
  const auto points = labelled_rows(labelled.view.shape, 10);
  const UnitLength neighbours(*points);
  const auto network = plan_probe(labelled.view.shape, static_cast<int>(labelled.labels.size()));
  const std::vector<std::int32_t> labels(labelled.labels.begin(), labelled.labels.end());
  const auto weights = neighbours.weights(*network, labelled.view, labelled.rows);
  Evaluate evaluate(*network, neighbours, Votes{labels, 10}, test.view, test.rows, weights);
  while (!evaluate.done()) {
    const std::span<const float> part = evaluate.compute({});
    evaluate.absorb({&part, 1});
  }
  return evaluate.predictions();
}

}  // namespace

TEST_CASE("nearest neighbours vote as in the plain double-precision version") {
  for (const std::uint32_t n : {10u, 20u, 21u, 333u}) {
    const Cloud labelled(n, 37, 1);
    const Cloud test(200, 37, 2);
    const auto predicted = predict(labelled, test);
    for (std::size_t row = 0; row < test.labels.size(); ++row) CHECK(predicted[row] == naive(labelled, test, row));
  }
}

TEST_CASE("a row is its own nearest neighbour, and rows of zeros do no harm") {
  Cloud points(40, 9, 3);
  std::fill_n(points.values.begin(), 9, 0.0f);
  Cloud test = points;
  test.view.values = test.values;
  std::ranges::fill(points.labels, std::uint8_t{3});
  points.view.labels = points.labels;
  for (const std::uint8_t digit : predict(points, test)) CHECK(digit == 3);
}

}  // namespace pretext
