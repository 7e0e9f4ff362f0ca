#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pretext/network.hpp"
#include "pretext/task.hpp"
#include "pretext/work.hpp"

namespace pretext {

/// Runs a network over examples in blocks, without training, and keeps some floats for each.
class RowWork : public Work {
 public:
  [[nodiscard]] bool done() const override { return next_ >= examples_.size(); }
  [[nodiscard]] std::size_t part_size(Share share) const override;
  std::span<const float> compute(Share share) override;
  void absorb(Parts parts) override;
  [[nodiscard]] Cost cost() const override;
  void archive(Archive& archive) override;

  /// Goes on with other weights, which must outlive the work too.
  void set_weights(std::span<const float> weights);
  /// Begins again with other weights, which must outlive the work too.
  void restart(std::span<const float> weights);

 protected:
  /// Keeps `width` floats for each example. `network`, `task` and `data` must outlive the work, `weights` too,
  /// unchanged.
  RowWork(const Network& network, const Task& task, Dataset data, std::vector<std::uint32_t> examples,
          std::span<const float> weights, std::size_t width);

  /// What has been kept of the examples so far, in their order.
  [[nodiscard]] const std::vector<float>& kept() const { return kept_; }
  [[nodiscard]] const std::vector<std::uint32_t>& examples() const { return examples_; }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] const Task& task() const { return task_; }

 private:
  /// Overwrites `out` (one row of `width` per target) from the network's outputs.
  virtual void keep(std::span<const std::uint8_t> targets, std::span<const float> outputs, std::span<float> out) = 0;
  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(Share share) const;

  const Network& network_;
  const Task& task_;
  Dataset data_;
  std::vector<std::uint32_t> examples_;
  std::size_t width_;
  Workspace workspace_;
  std::vector<std::uint8_t> targets_;
  std::vector<float> kept_;
  std::vector<float> part_;
  std::size_t next_ = 0;
};

/// Loss and prediction for each example: how well a network does.
class Evaluate final : public RowWork {
 public:
  Evaluate(const Network& network, const Task& task, Dataset data, std::vector<std::uint32_t> examples,
           std::span<const float> weights);

  /// Sums over the examples [first, first + n) of the list, in order.
  struct Score {
    std::uint32_t n = 0;
    std::uint32_t correct = 0;
    double loss = 0;  ///< mean, in nats
    [[nodiscard]] double accuracy() const { return n == 0 ? 0 : static_cast<double>(correct) / n; }
  };
  [[nodiscard]] Score score(std::size_t first, std::size_t n) const;
  [[nodiscard]] Score score() const { return score(0, examples().size()); }
  /// The predicted class of each example, in the order of the list.
  [[nodiscard]] std::vector<std::uint8_t> predictions() const;

 private:
  void keep(std::span<const std::uint8_t> targets, std::span<const float> outputs, std::span<float> out) override;

  std::vector<float> losses_;
  std::vector<std::uint8_t> predicted_;
};

/// The outputs of a network, such as a frozen encoder's features, for each example.
class Encode final : public RowWork {
 public:
  Encode(const Network& network, const Task& task, Dataset data, std::vector<std::uint32_t> examples,
         std::span<const float> weights);

  /// One row of network.out() per example.
  [[nodiscard]] const std::vector<float>& features() const { return kept(); }

 private:
  void keep(std::span<const std::uint8_t> targets, std::span<const float> outputs, std::span<float> out) override;
};

}  // namespace pretext
