#include "pretext/archive.hpp"

#include <doctest/doctest.h>

namespace pretext {
namespace {

/// Something with a field of each kind.
struct State {
  std::uint32_t step = 0;
  std::vector<float> weights = std::vector<float>(3);
  std::vector<double> history;
  bool operator==(const State&) const = default;

  void archive(Archive& archive) {
    archive.scope("fit", [&] {
      archive.number("step", step, 10);
      archive.values("weights", std::span(weights));
    });
    archive.list("history", history, 2);
  }
};

Safetensors saved(State state) {
  Safetensors file;
  Archive archive(file);
  state.archive(archive);
  return file;
}

/// Why `file` was refused; what is wrong in it must leave its target alone.
std::string refusal(const Safetensors& file, State& state) {
  Archive archive(file, "checkpoint");
  state.archive(archive);
  return archive.failure() ? archive.failure()->message : "";
}

const State some{7, {1.0f, 2.0f, 3.0f}, {0.5, 0.25}};

TEST_CASE("what was saved is restored, fields in scopes by their whole names") {
  const Safetensors file = saved(some);
  CHECK(file.tensors.contains("fit.step"));
  CHECK(file.tensors.contains("history"));
  State state;
  CHECK(refusal(file, state).empty());
  CHECK(state == some);
}

TEST_CASE("a field that is missing, too long, of another type or out of range is refused by name and left alone") {
  Safetensors file = saved(some);
  State state;
  const auto check = [&](const char* sentence) {
    State target;
    CHECK(refusal(file, target) == sentence);
    state = target;
    file = saved(some);
  };
  file.tensors.erase("fit.step");
  check("checkpoint: the field 'fit.step' is missing.");
  CHECK(state.step == 0);
  file = saved({11, some.weights, {}});
  check("checkpoint: 'fit.step' is 11, expected at most 10.");
  CHECK(state.step == 0);
  file = saved({7, {1.0f, 2.0f}, {}});
  check("checkpoint: the field 'fit.weights' has 8 bytes, expected 12 of the right type.");
  CHECK(state.weights == std::vector<float>(3));
  file.tensors["fit.weights"].type = Safetensors::Type::u32;
  check("checkpoint: the field 'fit.weights' has 12 bytes, expected 12 of the right type.");
  CHECK(state.weights == std::vector<float>(3));
  file = saved({7, some.weights, {1, 2, 3}});
  check("checkpoint: the field 'history' has 24 bytes, expected at most 16 of the right type.");
  CHECK(state.history.empty());
}

TEST_CASE("the first reason for a refusal stays") {
  Safetensors file = saved(some);
  file.tensors.erase("fit.step");
  file.tensors.erase("history");
  State state;
  CHECK(refusal(file, state) == "checkpoint: the field 'fit.step' is missing.");
}

}  // namespace
}  // namespace pretext
