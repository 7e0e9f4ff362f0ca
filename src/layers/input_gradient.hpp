#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/carve.hpp"
#include "kernels/row_sums.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {

/// The gradient by a conv block's input, for any shape: for each pixel the outputs that read it and have a gradient are
/// listed, and their rows of the kernel summed; see kernels/row_sums.hpp. Immutable; sizes are in bytes.
class InputGradient {
 public:
  explicit InputGradient(const kernels::ConvShape& shape);
  [[nodiscard]] std::size_t prepared_bytes() const;
  [[nodiscard]] std::size_t scratch_bytes() const;
  /// kernel: k x k x cin x filters. Overwrites `prepared`.
  void prepare(const float* kernel, std::span<std::byte> prepared) const;
  /// Precondition: dx is not null.
  void run(const ConvGradients& gradients, std::span<const std::byte> prepared, std::span<std::byte> scratch) const;

 private:
  struct Scratch {
    float* gradients;                ///< of one cell, per filter
    kernels::TermLists by_position;  ///< of one image
    kernels::Term* terms;            ///< of the pixels at hand
    std::uint32_t* starts;           ///< as PixelSums wants them
    std::uint32_t* outs;
  };
  struct Pixel {
    int at;  ///< in the image
    std::vector<kernels::Reader> readers;
  };

  [[nodiscard]] float* prepared_in(Carver& carver) const;
  [[nodiscard]] Scratch scratch_in(Carver& carver) const;
  [[nodiscard]] std::vector<kernels::Reader> readers_of(int y, int x) const;
  void list_image(const ConvGradients& all, int i, const Scratch& at) const;

  kernels::ConvShape shape_;
  kernels::RowPanels rows_;
  std::vector<Pixel> pixels_;
};

}  // namespace pretext
