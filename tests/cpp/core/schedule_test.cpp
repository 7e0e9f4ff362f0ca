#include "pretext/schedule.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

namespace pretext {
namespace {

constexpr auto constant = Schedule::Kind::constant;
constexpr auto cosine = Schedule::Kind::cosine;

TEST_CASE("a constant rate stays, and a cosine's falls from the rate to 0") {
  for (const std::uint32_t step : {0u, 1u, 399u, 799u, 800u, 5000u}) CHECK(rate_at({}, 0.003, step, 800) == 0.003);
  CHECK(rate_at({cosine, 0.0}, 0.003, 0, 800) == 0.003);
  CHECK(rate_at({cosine, 0.0}, 0.003, 400, 800) == 0.0015);
  CHECK(rate_at({cosine, 0.0}, 0.003, 799, 800) > 0.0);
  CHECK(rate_at({cosine, 0.0}, 0.003, 800, 800) == 0.0);
  CHECK(rate_at({cosine, 0.0}, 0.003, 5000, 800) == 0.0);
}

TEST_CASE("a rate warms up in a line, never from 0, and is highest at its end") {
  for (const auto kind : {constant, cosine}) {
    const Schedule schedule{kind, 0.02};
    CHECK(rate_at(schedule, 0.003, 0, 800) == 0.003 / 16);
    CHECK(rate_at(schedule, 0.003, 7, 800) == 0.0015);
    CHECK(rate_at(schedule, 0.003, 15, 800) == 0.003);
    CHECK(rate_at(schedule, 0.003, 16, 800) == 0.003);
    CHECK((rate_at(schedule, 0.003, 17, 800) == 0.003) == (kind == constant));
  }
  // Halfway between the end of the warm-up and the end of the steps.
  CHECK(rate_at({cosine, 0.02}, 0.003, 408, 800) == 0.0015);
}

TEST_CASE("a line falls to 0 from the first step on, while the rate warms up") {
  const Schedule schedule{Schedule::Kind::linear, 0.375};  // 3 of 8 steps
  for (std::uint32_t step = 0; step < 8; ++step) {
    const double risen = std::fmin((step + 1.0) / 3.0, 1.0);
    CHECK(rate_at(schedule, 0.003, step, 8) == doctest::Approx(0.003 * risen * (1 - step / 8.0)).epsilon(1e-12));
  }
  CHECK(rate_at(schedule, 0.003, 8, 8) == 0.0);
  CHECK(rate_at(schedule, 0.003, 9, 8) == 0.0);
}

TEST_CASE("every step agrees with the formula") {
  for (const std::uint32_t steps : {1u, 2u, 3u, 7u, 200u, 2500u}) {
    for (const double share : {0.0, 0.02, 0.1, 0.29, 0.5, 1.0}) {
      CAPTURE(steps);
      CAPTURE(share);
      const double warm_up = std::round(share * steps);
      for (std::uint32_t step = 0; step < steps; ++step) {
        const double fall = (1 + std::cos(std::acos(-1.0) * (step - warm_up) / (steps - warm_up))) / 2;
        const double rise = (step + 1) / warm_up;
        CHECK(rate_at({cosine, share}, 0.5, step, steps) == doctest::Approx(0.5 * (step < warm_up ? rise : fall)));
        CHECK(rate_at({constant, share}, 0.5, step, steps) == doctest::Approx(step < warm_up ? 0.5 * rise : 0.5));
      }
    }
  }
}

TEST_CASE("0.29 of 100 steps are 29, whatever the last bit of 0.29 says") {
  CHECK(rate_at({constant, 0.29}, 1.0, 27, 100) == 28.0 / 29.0);
  CHECK(rate_at({constant, 0.29}, 1.0, 28, 100) == 1.0);
}

TEST_CASE("no steps at all are no division by zero") {
  CHECK(rate_at({constant, 0.5}, 0.1, 0, 0) == 0.1);
  CHECK(rate_at({cosine, 0.5}, 0.1, 0, 0) == 0.0);
}

}  // namespace
}  // namespace pretext
