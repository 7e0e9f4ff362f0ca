#pragma once

#include <memory>
#include <string>

#include "golden/replay.hpp"
#include "pretext/fit.hpp"
#include "pretext/safetensors.hpp"

namespace pretext {

/// What a golden run trained, but for the objective.
struct GoldenFit {
  std::string stage;
  OptimizerRule rule;
  int batch = 0;
  int micro_batch = 0;
  std::uint32_t steps = 0;
  Examples examples;
  Schedule schedule{};
  bool by_move = false;  ///< errors of weights are told relative to how far their tensor has moved
};

/// Trains as the file's run did, from its init/* on, and compares with its grad/*, final/*, losses and, where there are
/// any, critic_losses. `name` is what errors call the file.
Result<GoldenReport> follow(const std::string& name, const Safetensors& file, std::unique_ptr<Objective> objective,
                            GoldenFit golden);

/// Replays a run of a transformer on texts, whose metadata have a 'task'.
Result<GoldenReport> replay_text(const std::string& name, const Safetensors& file);

/// Replays a run whose inputs and targets are in the file.
Result<GoldenReport> replay_gallery(const std::string& name, const Safetensors& file);

}  // namespace pretext
