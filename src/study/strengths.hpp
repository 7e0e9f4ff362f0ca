#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/source.hpp"

namespace pretext {

/// Labelled images of a step for each seven without a label, as FixMatch has it.
inline constexpr std::size_t unlabelled_per_labelled = 7;

/// Two views of each image, a weak one above a strong one, and the labels of those that have one. Examples are places
/// in a list of rows, labelled ones first.
class Strengths final : public Source {
 public:
  /// Both sources make images of one shape, an example of each row.
  Strengths(std::unique_ptr<Source> weak, std::unique_ptr<Source> strong, std::span<const std::uint32_t> labelled,
            std::span<const std::uint32_t> unlabelled);

  [[nodiscard]] ExampleForm form() const override;
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

  /// Each unlabelled example once, labelled ones so often that there is one for each seven of these.
  [[nodiscard]] std::vector<std::uint32_t> training() const;

 private:
  std::unique_ptr<Source> weak_;
  std::unique_ptr<Source> strong_;
  std::vector<std::uint32_t> rows_;
  std::size_t labelled_;
};

}  // namespace pretext
