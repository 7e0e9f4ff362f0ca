#include "kernels/contrast.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "hash.hpp"
#include "naive.hpp"
#include "random_values.hpp"

namespace pretext {
namespace {

using kernels::Contrast;
using testing::in_double;
using testing::random_values;
using testing::relative_error;

constexpr float unwritten = std::numeric_limits<float>::quiet_NaN();
constexpr Contrast::Kind kinds[] = {Contrast::Kind::nt_xent, Contrast::Kind::dcl};

/// Everything that contrast() gives, in buffers where what was not written shows.
struct Result {
  Result(const Contrast& kind, const std::vector<float>& z, int rows, float scale = 1.0f)
      : losses(static_cast<std::size_t>(rows), unwritten), correct(losses), dz(z.size(), unwritten) {
    const int width = static_cast<int>(z.size()) / rows;
    std::vector<float> scratch(kernels::contrast_scratch(rows, width) / sizeof(float), unwritten);
    total = kernels::contrast(kind, z.data(), rows, width, scale, dz.data(), losses.data(), correct.data(),
                              reinterpret_cast<std::byte*>(scratch.data()));
  }

  float total;
  std::vector<float> losses, correct, dz;
};

naive::Values twin(const Contrast& kind, const naive::Values& z, int rows) {
  return naive::contrast(z, rows, static_cast<double>(kind.temperature), kind.kind == Contrast::Kind::dcl);
}

double sum(const naive::Values& values) {
  double total = 0;
  for (const double v : values) total += v;
  return total;
}

/// The gradient of the sum of the twin's losses by central differences.
naive::Values differences(const Contrast& kind, naive::Values z, int rows) {
  naive::Values gradient;
  for (double& value : z) {
    const double kept = value;
    const double step = 1e-5;
    value = kept + step;
    const double above = sum(twin(kind, z, rows));
    value = kept - step;
    const double below = sum(twin(kind, z, rows));
    value = kept;
    gradient.push_back((above - below) / (2 * step));
  }
  return gradient;
}

TEST_CASE("contrastive losses and gradients agree with the double-precision twin, whatever is left of a tile") {
  struct Size {
    int rows, width;
  };
  for (const Size size : {Size{18, 64}, {24, 16}, {14, 5}, {4, 2}, {6, 7}, {8, 8}, {10, 9}, {32, 3}}) {
    for (const Contrast::Kind kind : kinds) {
      for (const float temperature : {0.1f, 0.5f}) {
        CAPTURE(size.rows);
        CAPTURE(size.width);
        CAPTURE(kind == Contrast::Kind::dcl);
        CAPTURE(temperature);
        const Contrast contrast{kind, temperature};
        const std::vector<float> z = random_values(static_cast<std::size_t>(size.rows * size.width), 1, 2.0f);
        const Result result(contrast, z, size.rows);
        const naive::Values expected = twin(contrast, in_double(z), size.rows);
        CHECK(relative_error(result.losses, expected) < 2e-6);
        CHECK(static_cast<double>(result.total) == doctest::Approx(sum(expected)).epsilon(2e-6));
        CHECK(relative_error(result.dz, differences(contrast, in_double(z), size.rows)) < 1e-5);

        float total = 0.0f;
        for (const float loss : result.losses) total += loss;
        CHECK(result.total == total);
        const Result scaled(contrast, z, size.rows, 0.25f);
        for (std::size_t i = 0; i < z.size(); ++i) CHECK(scaled.dz[i] == 0.25f * result.dz[i]);
        std::vector<std::byte> scratch(kernels::contrast_scratch(size.rows, size.width));
        CHECK(kernels::contrast(contrast, z.data(), size.rows, size.width, 1.0f, nullptr, nullptr, nullptr,
                                scratch.data()) == total);
      }
    }
  }
}

TEST_CASE("a row is correct where its partner is the most similar, the first of equals") {
  // Angles in degrees: 0 and 10 find each other, 100 finds 120 before its partner 160, and 160 finds 120 before 100.
  std::vector<float> z;
  for (const double degrees : {0.0, 10.0, 100.0, 160.0, 120.0, 300.0}) {
    z.push_back(static_cast<float>(std::cos(degrees / 180 * std::acos(-1.0))));
    z.push_back(static_cast<float>(std::sin(degrees / 180 * std::acos(-1.0))));
  }
  for (const Contrast::Kind kind : kinds) {
    CHECK(Result({kind, 0.1f}, z, 6).correct == std::vector<float>{1, 1, 0, 0, 0, 0});
    const std::vector<float> alike(6 * 3, 1.0f);
    CHECK(Result({kind, 0.1f}, alike, 6).correct == std::vector<float>{1, 1, 0, 0, 0, 0});
  }
}

TEST_CASE("what lies in one point has the loss of a guess and no gradient") {
  const std::vector<float> alike(8 * 5, 0.3f);
  const Result xent({Contrast::Kind::nt_xent, 0.2f}, alike, 8);
  const Result dcl({Contrast::Kind::dcl, 0.2f}, alike, 8);
  for (const float loss : xent.losses) CHECK(static_cast<double>(loss) == doctest::Approx(std::log(7.0)));
  for (const float loss : dcl.losses) CHECK(static_cast<double>(loss) == doctest::Approx(std::log(6.0)));
  for (const float d : xent.dz) CHECK(std::fabs(d) < 1e-5f);
  for (const float d : dcl.dz) CHECK(std::fabs(d) < 1e-5f);
}

TEST_CASE("one pair alone is told apart from nothing: NT-Xent is 0") {
  const Result result({Contrast::Kind::nt_xent, 0.1f}, {1, 2, 3, -1, 0, 2}, 2);
  CHECK(result.losses == std::vector<float>{0, 0});
  CHECK(result.correct == std::vector<float>{1, 1});
  for (const float d : result.dz) CHECK(d == 0.0f);
}

TEST_CASE("an embedding of no length has no gradient, and leaves those of others finite") {
  for (const Contrast::Kind kind : kinds) {
    for (const float nearly : {0.0f, 1e-40f, 1e-13f}) {
      std::vector<float> z = random_values(10 * 6, 1);
      for (std::size_t i = 12; i < 18; ++i) z[i] = nearly;
      const Result result({kind, 0.1f}, z, 10);
      for (std::size_t i = 0; i < z.size(); ++i) {
        CHECK(std::isfinite(result.dz[i]));
        if (i >= 12 && i < 18) CHECK(result.dz[i] == 0.0f);
      }
      const double others = kind == Contrast::Kind::dcl ? 8.0 : 9.0;
      CHECK(static_cast<double>(result.losses[2]) == doctest::Approx(std::log(others)));
      const Result zero({kind, 0.1f}, std::vector<float>(z.size()), 10);
      CHECK(static_cast<double>(zero.total) == doctest::Approx(10 * std::log(others)));
      CHECK(zero.dz == std::vector<float>(z.size()));
    }
  }
}

TEST_CASE("only directions count: any length of a float gives the same losses") {
  const std::vector<float> z = random_values(8 * 6, 1);
  for (const Contrast::Kind kind : kinds) {
    const Result result({kind, 0.1f}, z, 8);
    for (const float length : {0x1p-30f, 0x1p60f, 0x1p120f}) {
      std::vector<float> longer = z;
      for (float& value : longer) value *= length;
      const Result other({kind, 0.1f}, longer, 8);
      CHECK(other.losses == result.losses);
      CHECK(other.correct == result.correct);
    }
  }
}

TEST_CASE("similarities far apart for their temperature stay finite") {
  // Partners agree and all others are opposite, then the other way round: e^s spans e^2000.
  const std::vector<float> together = {1, 0, 1, 0, -1, 0, -1, 0};
  const std::vector<float> apart = {1, 0, -1, 0, 1, 0, -1, 0};
  const Contrast xent{Contrast::Kind::nt_xent, 1e-3f};
  const Contrast dcl{Contrast::Kind::dcl, 1e-3f};
  for (const float loss : Result(xent, together, 4).losses) CHECK(loss == 0.0f);
  for (const float loss : Result(xent, apart, 4).losses) CHECK(loss == doctest::Approx(2000.0));
  for (const float loss : Result(dcl, together, 4).losses) CHECK(loss == doctest::Approx(std::log(2.0) - 2000.0));
  for (const float loss : Result(dcl, apart, 4).losses) CHECK(loss == doctest::Approx(2000.0));
  for (const std::vector<float>& z : {together, apart}) {
    for (const Contrast& contrast : {xent, dcl}) {
      for (const float d : Result(contrast, z, 4).dz) CHECK(std::isfinite(d));
    }
  }
}

TEST_CASE("what is not a number shows in every loss") {
  for (const Contrast::Kind kind : kinds) {
    for (const float odd : {unwritten, std::numeric_limits<float>::infinity()}) {
      for (const std::size_t at : {0u, 9u, 49u}) {
        std::vector<float> z = random_values(10 * 5, 1);
        z[at] = odd;
        const Result result({kind, 0.1f}, z, 10);
        CHECK(std::isnan(result.total));
        const std::size_t row = at / 5;
        for (std::size_t i = 0; i < 10; ++i) {
          if (kind == Contrast::Kind::nt_xent || i == row || (i ^ 1) != row) CHECK(std::isnan(result.losses[i]));
        }
        CHECK(result.correct[row] == 0.0f);
      }
    }
  }
}

TEST_CASE("contrastive losses have the same bits on every target") {
  const std::vector<float> z = random_values(18 * 20, 1);
  const Result xent({Contrast::Kind::nt_xent, 0.5f}, z, 18);
  const Result dcl({Contrast::Kind::dcl, 0.1f}, z, 18);
  CHECK(testing::hash(xent.losses) == 2651335091137880116u);
  CHECK(testing::hash(xent.dz) == 17829250605161700965u);
  CHECK(testing::hash(dcl.losses) == 14387280641628793227u);
  CHECK(testing::hash(dcl.dz) == 16834060323146207673u);
}

}  // namespace
}  // namespace pretext
