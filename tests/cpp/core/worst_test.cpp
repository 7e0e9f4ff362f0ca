#include "core/worst.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "random_values.hpp"

namespace pretext {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST_CASE("NaN is the worst error, on either side and for good") {
  CHECK(worst(1, 2) == 2);
  CHECK(worst(2, 1) == 2);
  CHECK(worst(1, infinity) == infinity);
  CHECK(std::isnan(worst(nan, 1)));
  CHECK(std::isnan(worst(1, nan)));
  CHECK(std::isnan(worst(worst(1, nan), infinity)));
}

TEST_CASE("the tests' own tolerances let nothing pass that is not finite, wherever it stands") {
  const std::vector<float> values = {1, -2, 3};
  const std::vector<double> reference = testing::in_double(values);
  REQUIRE(testing::relative_error(values, reference) == 0);
  for (const double bad : {nan, -nan, infinity, -infinity}) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::vector<float> wrong = values;
      wrong[i] = static_cast<float>(bad);
      std::vector<double> no_reference = reference;
      no_reference[i] = bad;
      CHECK_FALSE(testing::relative_error(wrong, reference) < 1e30);
      CHECK_FALSE(testing::relative_error(values, no_reference) < 1e30);
      CHECK_FALSE(testing::relative_error(wrong, no_reference) < 1e30);
    }
    CHECK_FALSE(bad == doctest::Approx(1.0));
    CHECK_FALSE(1.0 == doctest::Approx(bad));
    CHECK_FALSE(bad == doctest::Approx(bad));
  }
  CHECK_FALSE(testing::relative_error({1, -2}, reference) < 1e30);
  CHECK_FALSE(testing::relative_error({1, -2, 3, 4}, reference) < 1e30);
}

}  // namespace
}  // namespace pretext
