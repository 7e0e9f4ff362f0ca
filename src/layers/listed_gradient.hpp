#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/carve.hpp"
#include "kernels/kernel_rows.hpp"
#include "layers/conv_parts.hpp"
#include "layers/picking_gradient.hpp"

namespace pretext {

/// The gradients of a conv block by kernel, bias and input, for any shape: for each pixel the outputs that read it and
/// have a gradient are listed; see kernels/kernel_rows.hpp. Where the kernel's rows are too many for the first-level
/// cache, this is done for one group of taps after the other. Immutable; sizes are in bytes.
class ListedGradient {
 public:
  ListedGradient(const kernels::ConvShape& shape, int max_batch);
  [[nodiscard]] std::size_t prepared_bytes() const;
  [[nodiscard]] std::size_t scratch_bytes() const;
  /// kernel: k x k x cin x filters. Overwrites `prepared`.
  void prepare(const float* kernel, std::span<std::byte> prepared) const;
  /// Either the gradients by kernel and bias or the one by the input may be null.
  void run(const ConvGradients& gradients, std::span<const std::byte> prepared, std::span<std::byte> scratch) const;

 private:
  struct Scratch {
    float* gradients;                ///< of one cell, per filter
    kernels::TermLists by_position;  ///< of one image
    kernels::Term* terms;            ///< of the pixels at hand
    std::uint32_t* starts;           ///< as PixelTerms wants them
    std::uint32_t* pixels;
    float* drows;
    float* marks;    ///< images of one channel: 1 where x is alike
    float* factors;  ///< taps x filters
    std::span<std::byte> picking;
  };
  struct Pixel {
    int index;  ///< in the image, row-major
    std::vector<kernels::Reader> readers;
  };
  using Group = std::vector<Pixel>;  ///< the pixels that some of the taps fall on; in the first group, all
  class List;

  [[nodiscard]] float* prepared_in(Carver& carver) const;
  [[nodiscard]] Scratch scratch_in(Carver& carver) const;
  /// The outputs that read pixel (y, x) with taps from `first` up to `last`.
  [[nodiscard]] std::vector<kernels::Reader> readers_of(int y, int x, int first, int last) const;
  [[nodiscard]] Group group_of(int first, int last) const;
  void list_image(const ConvGradients& all, int i, const Scratch& at) const;
  void list_alike(const ConvGradients& all, const Scratch& at, List& list) const;

  kernels::ConvShape shape_;
  kernels::RowPanels rows_;
  int max_batch_;
  std::vector<Group> groups_;                ///< in the order of taps
  std::optional<PickingGradient> of_marks_;  ///< for marks in place of images
};

}  // namespace pretext
