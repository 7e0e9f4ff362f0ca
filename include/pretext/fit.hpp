#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pretext/objective.hpp"
#include "pretext/optimizer.hpp"
#include "pretext/rows.hpp"
#include "pretext/schedule.hpp"
#include "pretext/work.hpp"

namespace pretext {

struct Leaves;

/// When a fit ends before its last epoch. Stopping on the validation loss keeps the weights that had the lowest one.
enum class Stop { never, training_accuracy, validation_loss };

struct FitSettings {
  OptimizerRule rule;
  Schedule schedule{};
  int batch = 32;
  int micro_batch = 32;  ///< rows of one pass; a batch is cut into these whoever computes them
  int epochs = 1;
  std::uint32_t most_steps = 0;  ///< ends the fit within an epoch after this many updates; 0 for no limit
  bool shuffle = true;
  Stop stop = Stop::never;
  int patience = 0;  ///< epochs without improvement after which the rule stops
};

/// What one epoch came to. Means over its examples; the training values are taken while the weights move.
struct EpochStats {
  double loss = 0;
  double accuracy = 0;
  double validation_loss = 0;  ///< NaN where nothing is held out
  double validation_accuracy = 0;
};

/// The epochs that so many updates take, each of them a batch of the rows.
inline int epochs_for(std::uint32_t updates, std::uint32_t rows, int batch) {
  const std::uint32_t steps = (rows - 1) / static_cast<std::uint32_t>(batch) + 1;
  return static_cast<int>((updates + steps - 1) / steps);
}

/// Saves or restores up to `most_epochs` epochs as the field "history".
void archive_history(Archive& archive, std::vector<EpochStats>& history, std::size_t most_epochs);

/// What a fit learns from.
struct Examples {
  Dataset data;
  std::vector<std::uint32_t> training;
  std::vector<std::uint32_t> held_out;
};

/// What a fit costs in all, as Work::Cost counts it, when the best epoch so far is `best_epoch`. multiplications: of
/// one example's way forward.
double fit_cost(double multiplications, const FitSettings& settings, std::size_t training, std::size_t held_out,
                std::uint32_t best_epoch = 0);

/// Lowers an objective over some examples. A step is cut into micro-batches, whose gradients are summed along a binary
/// tree that depends on their number alone: so the weights come out the same, to the bit, however many shares compute
/// them.
class Fit final : public Work {
 public:
  /// `name` is what failures call it. `weights`, as long as the objective's params, are the initial ones.
  Fit(std::string name, std::unique_ptr<Objective> objective, Examples examples, const FitSettings& settings,
      std::uint64_t seed, std::vector<float> weights);

  [[nodiscard]] bool done() const override { return done_; }
  [[nodiscard]] std::size_t part_size(Share share) const override;
  std::span<const float> compute(Share share) override;
  void absorb(Parts parts) override;
  [[nodiscard]] Cost cost() const override;
  void archive(Archive& archive) override;
  [[nodiscard]] Failure failure() const override;

  /// The current weights; once done, the ones to keep.
  [[nodiscard]] const std::vector<float>& weights() const { return weights_; }
  [[nodiscard]] const std::vector<EpochStats>& history() const { return history_; }
  [[nodiscard]] const FitSettings& settings() const { return settings_; }
  /// Whether the next unit is the first half of a step whose examples see each other: outputs, but no gradients yet.
  [[nodiscard]] bool relating() const { return !validating_ && relating_; }
  /// Updates done so far, in all epochs.
  [[nodiscard]] std::uint32_t updates() const { return updates_; }
  /// Finished steps of the epoch under way, and how many it has.
  [[nodiscard]] std::uint32_t step() const { return step_; }
  [[nodiscard]] std::uint32_t steps() const;
  /// Rows of the next step's batch.
  [[nodiscard]] std::uint32_t batch_rows() const;
  /// Means over the finished steps of the epoch under way, or of the last one where none has been done yet.
  [[nodiscard]] EpochStats running() const;

 private:
  [[nodiscard]] int leaf_count() const;
  [[nodiscard]] bool validating() const { return validating_; }
  [[nodiscard]] std::size_t node_floats() const { return weights_.size() + sums_floats; }
  [[nodiscard]] std::span<float> tree(int depth);
  /// Those that an evaluation needs.
  [[nodiscard]] std::span<const float> network_weights() const {
    return std::span(weights_).first(objective_->network().params().floats());
  }

  void sum(Leaves node, std::span<float> out, int depth);
  void leaf(int index, std::span<float> out);
  [[nodiscard]] Leaf leaf_at(int index) const;
  [[nodiscard]] std::size_t related_size(Share share) const;
  std::span<const float> compute_outputs(Share share);
  void relate(Parts parts);
  void begin_step();
  std::span<const float> gather(Leaves node, Parts parts, int depth);

  void update(std::span<const float> total);
  [[nodiscard]] float rate() const;
  void begin_epoch();
  void shuffle_epoch();
  void end_epoch();
  [[nodiscard]] bool should_stop();
  void diverge();

  static constexpr std::size_t sums_floats = 4;  // loss, correct, critic and padding after the gradients

  std::string name_;
  std::unique_ptr<Objective> objective_;
  Examples examples_;
  FitSettings settings_;
  std::uint64_t seed_;

  std::vector<float> weights_;
  std::vector<float> epoch_start_;  ///< the weights to fall back on when the fit diverges; always finite
  std::vector<float> best_;         ///< the weights with the lowest validation loss
  Optimizer optimizer_;
  std::optional<Evaluate> validation_;

  std::vector<std::uint32_t> order_;
  std::vector<float> related_;  ///< outputs of a batch whose examples see each other
  std::vector<float> part_;
  std::vector<float> tree_;

  std::vector<EpochStats> history_;
  double loss_sum_ = 0;
  double correct_sum_ = 0;
  std::uint32_t rows_seen_ = 0;
  std::uint32_t step_ = 0;
  std::uint32_t updates_ = 0;
  std::uint32_t best_epoch_ = 0;
  bool relating_ = false;  ///< the next unit is the first half of a step
  bool validating_ = false;
  bool done_ = false;
  bool diverged_ = false;
};

}  // namespace pretext
