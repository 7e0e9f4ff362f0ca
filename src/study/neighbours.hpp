#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pretext/network.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// Features whose rows are scaled to unit length, for nearest neighbours: these run as a network of one dense layer
/// whose units are the labelled rows, so that the outputs for a row are its cosine similarities to them (see
/// losses/votes.hpp).
class UnitLength final : public Source {
 public:
  /// `features` fills batches with the features to compare; it must outlive this.
  explicit UnitLength(const Source& features) : features_(features) {}

  [[nodiscard]] ExampleForm form() const override { return features_.form(); }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

  /// Weights of the dense layer, planned as `network`, for labelled rows `examples` of `data`.
  [[nodiscard]] std::vector<float> weights(const Network& network, const Dataset& data,
                                           std::span<const std::uint32_t> examples) const;

 private:
  const Source& features_;
};

}  // namespace pretext
