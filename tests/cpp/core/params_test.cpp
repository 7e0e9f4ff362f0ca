#include "pretext/params.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace pretext {
namespace {

constexpr Init glorot{Init::Kind::glorot_uniform, 18, 36};

std::vector<float> initial(const Params& params, std::uint64_t seed = 1) {
  std::vector<float> weights(params.floats(), 9.0f);
  params.initialise(seed, weights);
  return weights;
}

TEST_CASE("tensors begin at multiples of four, and padding is neither counted nor ever other than zero") {
  Params params;
  CHECK(params.add("a", {3, 3}, glorot) == 0);
  CHECK(params.add("b", {5}, glorot) == 12);
  CHECK(params.floats() == 20);
  CHECK(params.count() == 14);
  CHECK(params.find("b")->offset == 12);
  CHECK(params.find("c") == nullptr);
  const std::vector<float> weights = initial(params);
  for (const std::size_t padding : {9u, 10u, 11u, 17u, 18u, 19u}) CHECK(weights[padding] == 0.0f);
}

TEST_CASE("Glorot's values fill +-sqrt(6 / (fan_in + fan_out)), biases are zero, and seeds differ") {
  Params params;
  params.add("kernel", {100, 100}, glorot);
  params.add("bias", {8}, {});
  const std::vector<float> weights = initial(params);
  const auto [least, most] = std::minmax_element(weights.begin(), weights.begin() + 10000);
  const float limit = std::sqrt(6.0f / 54.0f);
  CHECK(*most <= limit);
  CHECK(*least >= -limit);
  CHECK(*most > 0.999f * limit);
  CHECK(*least < -0.999f * limit);
  CHECK(std::all_of(weights.begin() + 10000, weights.end(), [](float w) { return w == 0.0f; }));
  CHECK(weights == initial(params));
  CHECK(weights != initial(params, 2));
}

TEST_CASE("a tensor's initial values do not depend on the size of the tensors before it or on what follows") {
  Params small;
  Params large;
  small.add("a", {2}, glorot);
  large.add("a", {200}, glorot);
  small.add("b", {8}, glorot);
  large.add("b", {8}, glorot);
  large.add("c", {8}, glorot);
  const std::vector<float> of_small = initial(small);
  const std::vector<float> of_large = initial(large);
  CHECK(std::equal(of_small.begin() + 4, of_small.end(), of_large.begin() + 200));
}

TEST_CASE("copy_shared copies tensors of the same name and shape and leaves all others alone") {
  Params from;
  from.add("head", {4}, {});
  from.add("conv", {2, 2}, {});
  from.add("dense", {4}, {});
  Params to;
  to.add("conv", {2, 2}, {});
  to.add("dense", {2, 2}, {});
  to.add("new", {4}, {});
  const std::vector<float> source{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  std::vector<float> target(12, -1.0f);
  copy_shared(from, source, to, target);
  CHECK(target == std::vector<float>{5, 6, 7, 8, -1, -1, -1, -1, -1, -1, -1, -1});
}

}  // namespace
}  // namespace pretext
