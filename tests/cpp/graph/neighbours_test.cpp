#include "pretext/neighbours.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "pretext/archive.hpp"
#include "random_values.hpp"
#include "train/shares.hpp"

namespace pretext {
namespace {

using testing::random_values;

struct Cloud {
  Cloud(std::uint32_t n, std::size_t width, std::uint32_t seed) : values(random_values(n * width, seed)) {
    points = points_of(values, width);
  }
  std::vector<float> values;
  Points points;
};

/// The plain way, in double precision.
std::vector<std::pair<double, std::uint32_t>> naive(const Cloud& cloud, std::span<const float> query) {
  const std::size_t width = query.size();
  const auto dot = [&](const float* a, const float* b) {
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
  };
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t row = 0; row < cloud.points.count(); ++row) {
    const float* point = &cloud.values[row * width];
    order.emplace_back(-dot(query.data(), point) / std::sqrt(dot(query.data(), query.data()) * dot(point, point)), row);
  }
  std::ranges::sort(order);
  return order;
}

std::vector<Neighbour> found(Neighbours search, int shares = 1) {
  while (!search.done()) testing::advance(search, shares);
  return search.found();
}

TEST_CASE("a query's neighbours are those that a plain comparison finds") {
  for (const std::size_t width : {1u, 3u, 8u, 37u}) {
    const Cloud cloud(523, width == 1 ? 2 : width, 5);
    const Cloud queries(45, width == 1 ? 2 : width, 6);
    const std::size_t columns = cloud.points.data.shape.size();
    const auto near = found(Neighbours(cloud.points, queries.points));
    for (std::uint32_t query = 0; query < queries.points.count(); ++query) {
      const auto expected = naive(cloud, std::span(queries.values).subspan(query * columns, columns));
      for (std::size_t k = 0; k < graph_neighbours; ++k) {
        const Neighbour& neighbour = near[query * graph_neighbours + k];
        CHECK(std::fabs(static_cast<double>(neighbour.similarity) + expected[k].first) < 1e-6);
        // Neighbours that are as good as equally far may change places.
        if (k > 0 && expected[k].first - expected[k - 1].first < 1e-6) continue;
        if (expected[k + 1].first - expected[k].first < 1e-6) continue;
        CHECK(neighbour.row == expected[k].second);
      }
    }
  }
}

TEST_CASE("among themselves points are not their own neighbours, and twins come in the order of their numbers") {
  const std::uint32_t n = 40;
  std::vector<float> values(n * 2);
  for (std::uint32_t i = 0; i < n; ++i) {
    values[2 * i] = i % 2 == 0 ? 3.0f : 0.0f;
    values[2 * i + 1] = i % 2 == 0 ? 0.0f : 0.5f;
  }
  const auto near = found(Neighbours(points_of(values, 2)));
  for (std::uint32_t i = 0; i < n; ++i) {
    std::vector<std::uint32_t> twins;
    for (std::uint32_t j = i % 2; twins.size() < graph_neighbours; j += 2) {
      if (j != i) twins.push_back(j);
    }
    for (std::size_t k = 0; k < graph_neighbours; ++k) {
      CHECK(near[i * graph_neighbours + k].row == twins[k]);
      CHECK(near[i * graph_neighbours + k].similarity == 1.0f);
    }
  }
}

TEST_CASE("a point of zeros is as far from everything as anything can be") {
  Cloud cloud(30, 4, 7);
  for (float& value : cloud.values) value = std::fabs(value) + 0.1f;
  std::fill_n(cloud.values.begin(), 4, 0.0f);
  const auto near = found(Neighbours(points_of(cloud.values, 4)));
  for (std::size_t k = 0; k < graph_neighbours; ++k) CHECK(near[k] == Neighbour{static_cast<std::uint32_t>(k + 1), 0});
  for (std::size_t i = graph_neighbours; i < near.size(); ++i) CHECK(near[i].row != 0);
}

TEST_CASE("neighbours are the same for any number of shares, and go on from where they were saved") {
  const Cloud cloud(1300, 20, 9);
  const auto alone = found(Neighbours(cloud.points));
  for (const int shares : {2, 3, 8}) CHECK(found(Neighbours(cloud.points), shares) == alone);

  Neighbours begun(cloud.points);
  testing::advance(begun, 2);
  Safetensors file;
  Archive out(file);
  begun.archive(out);
  Neighbours again(cloud.points);
  Archive in(file, "test");
  again.archive(in);
  REQUIRE(!in.failure());
  CHECK(again.cost().done == begun.cost().done);
  CHECK(found(std::move(again)) == alone);
}

TEST_CASE("rows are told by the labels of their nearest others, as a plain vote tells them") {
  constexpr std::uint32_t n = 300;
  const Cloud cloud(n, 5, 11);
  std::vector<std::uint8_t> labels(n);
  // Where a row points is what it is called, most of the time.
  for (std::uint32_t row = 0; row < n; ++row) {
    labels[row] = static_cast<std::uint8_t>(row % 7 == 0 ? 3 : (cloud.values[5 * row] > 0 ? 200 : 0));
  }
  const Vicinity vicinity = vicinity_of(cloud.values, labels);
  REQUIRE(vicinity.found.size() == n * graph_neighbours);
  std::uint32_t right = 0;
  for (std::uint32_t row = 0; row < n; ++row) {
    std::vector<double> votes(256);
    int taken = 0;
    for (const auto& [distance, other] : naive(cloud, std::span(cloud.values).subspan(5 * row, 5))) {
      if (other == row) continue;
      CHECK(vicinity.found[row * graph_neighbours + static_cast<std::size_t>(taken)].row == other);
      votes[labels[other]] -= distance;
      if (++taken == graph_neighbours) break;
    }
    right += std::ranges::max_element(votes) - votes.begin() == labels[row] ? 1 : 0;
  }
  CHECK(vicinity.right == right);
  CHECK(right > n / 2);
  CHECK(right < n);
  CHECK(vicinity_of(std::span(cloud.values).first(5 * 10), std::span(labels).first(10)).found.empty());
}

TEST_CASE("the most typical rows are those in the middle of their clusters") {
  constexpr std::size_t width = 6;
  const std::uint32_t sizes[] = {40, 25, 60};
  std::vector<float> values;
  std::vector<std::uint32_t> cluster_of;
  std::vector<std::uint32_t> middles;
  const std::vector<float> noise = random_values(125 * width, 3);
  for (std::uint32_t c = 0; c < 3; ++c) {
    middles.push_back(static_cast<std::uint32_t>(cluster_of.size()));
    for (std::uint32_t i = 0; i < sizes[c]; ++i) {
      double squares = 0;
      float row[width];
      for (std::size_t k = 0; k < width; ++k) {
        row[k] = (k == 2 * c ? 1.0f : 0.0f) + (i == 0 ? 0.0f : 0.05f * noise[cluster_of.size() * width + k]);
        squares += static_cast<double>(row[k]) * static_cast<double>(row[k]);
      }
      for (const float value : row)
        values.push_back(static_cast<float>(static_cast<double>(value) / std::sqrt(squares)));
      cluster_of.push_back(c);
    }
  }
  const std::vector<std::uint32_t> typical = typical_rows(values, width, 3);
  REQUIRE(typical.size() == 3);
  // The largest cluster's first.
  CHECK(cluster_of[typical[0]] == 2);
  CHECK(cluster_of[typical[1]] == 0);
  CHECK(cluster_of[typical[2]] == 1);
  // As good as the exact middle, which the noise moves a little.
  for (const std::uint32_t row : typical) {
    double similarity = 0;
    for (std::size_t k = 0; k < width; ++k) {
      similarity += static_cast<double>(values[row * width + k]) *
                    static_cast<double>(values[middles[cluster_of[row]] * width + k]);
    }
    CHECK(similarity > 0.999);
  }
}

TEST_CASE("of rows that are all the same there is one typical one") {
  const std::vector<float> values(40, 0.5f);
  CHECK(typical_rows(values, 4, 3).size() == 1);
}

}  // namespace
}  // namespace pretext
