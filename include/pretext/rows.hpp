#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "pretext/loss.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"
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
  /// Keeps `width` floats for each of the last `kept` examples, by default of all; those of the others go to pass().
  /// `network`, `source` and `data` must outlive the work, `weights` too, unchanged. A network that takes a single view
  /// runs over all views of an example.
  RowWork(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
          std::span<const float> weights, std::size_t width, std::optional<std::size_t> kept = {});

  /// What has been kept of the examples so far, in their order; 0 for those to come.
  [[nodiscard]] const std::vector<float>& kept() const { return kept_; }
  [[nodiscard]] const std::vector<std::uint32_t>& examples() const { return examples_; }
  [[nodiscard]] std::size_t width() const { return width_; }
  /// Examples of one pass.
  [[nodiscard]] std::size_t block() const { return block_; }

 private:
  /// Overwrites `out` (one row of `width` for each of n examples) from what is asked and the network's outputs.
  virtual void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) = 0;
  /// Takes what has come of the next example that is not kept.
  virtual void pass(std::span<const float> /*row*/) {}
  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(Share share) const;

  const Network& network_;
  const Source& source_;
  std::size_t views_;  ///< that the network sees one by one
  std::size_t block_;
  Dataset data_;
  std::vector<std::uint32_t> examples_;
  std::size_t width_;
  std::size_t passed_;  ///< of the examples
  Workspace workspace_;
  TargetBuffers targets_;
  std::vector<float> kept_;
  std::vector<float> part_;
  std::size_t next_ = 0;
};

/// Loss and prediction for each example: how well a network does.
class Evaluate final : public RowWork {
 public:
  /// What `loss` refers to must outlive the work.
  Evaluate(const Network& network, const Source& source, const Loss& loss, Dataset data,
           std::vector<std::uint32_t> examples, std::span<const float> weights);

  /// Sums over the examples [first, first + n) of the list, in order.
  struct Score {
    std::uint32_t n = 0;
    std::uint32_t correct = 0;
    double loss = 0;  ///< mean
    [[nodiscard]] double accuracy() const { return n == 0 ? 0 : static_cast<double>(correct) / n; }
  };
  [[nodiscard]] Score score(std::size_t first, std::size_t n) const;
  [[nodiscard]] Score score() const { return score(0, examples().size()); }
  /// The predicted class of each example, in the order of the list; empty where no classes are told.
  [[nodiscard]] std::vector<std::uint8_t> predictions() const;

 private:
  void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) override;

  Loss loss_;
  std::vector<float> losses_;
  std::vector<std::int32_t> predicted_;
  std::vector<float> correct_;
  Buffer scratch_;
};

/// The outputs of a network, such as a frozen encoder's features, for each example and each view that the network takes
/// by itself.
class Encode final : public RowWork {
 public:
  Encode(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
         std::span<const float> weights);

  /// One row of network.out() per example and view.
  [[nodiscard]] const std::vector<float>& features() const { return kept(); }

 private:
  void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) override;
};

}  // namespace pretext
