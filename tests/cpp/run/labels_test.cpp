#include "run/labels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "study/synthetic.hpp"

namespace pretext {

using testing::Bars;

TEST_CASE("label budgets are balanced, drawn by the seed, and end with the rows behind them") {
  const Bars bars(700, 1);
  constexpr Spec::Rows labelled{100, 400};
  const auto order = label_order(bars.view, labelled, 10, 1);
  REQUIRE(order.size() == 600);

  for (const std::size_t n : {10u, 20u, 50u, 100u, 200u}) {
    std::array<int, 10> of_class{};
    for (std::size_t i = 0; i < n; ++i) ++of_class[bars.labels[order[i]]];
    for (const int count : of_class) CHECK(count == static_cast<int>(n) / 10);
  }

  const std::set<std::uint32_t> first(order.begin(), order.begin() + 400);
  CHECK(first.size() == 400);
  CHECK(*first.begin() == 100);
  CHECK(*first.rbegin() == 499);
  for (std::uint32_t i = 0; i < 200; ++i) CHECK(order[400 + i] == 500 + i);

  CHECK(label_order(bars.view, labelled, 10, 1) == order);
  const auto other = label_order(bars.view, labelled, 10, 2);
  CHECK(!std::equal(order.begin(), order.begin() + 10, other.begin()));
}

}  // namespace pretext
