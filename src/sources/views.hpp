#pragma once

#include "pretext/source.hpp"

namespace pretext {

/// Each row as it is, and below it what another source makes of it in some draws: so many ways to look at one image.
/// Nothing is asked. The draws are the same for every seed.
class Views final : public Source {
 public:
  /// `source` makes views of `image`'s shape, as many per draw as its form says; it must outlive this.
  Views(const Source& source, Shape image, int draws);

  [[nodiscard]] ExampleForm form() const override { return form_; }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed, std::uint32_t step,
            Batch batch) const override;

 private:
  const Source& source_;
  int draws_;
  ExampleForm form_;
};

}  // namespace pretext
