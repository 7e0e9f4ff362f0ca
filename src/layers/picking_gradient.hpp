#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/carve.hpp"
#include "kernels/picked_gradient.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {

/// The gradients by kernel and bias where taps are few and there is a pool of 2 x 2 or none, as in first layers; see
/// kernels/picked_gradient.hpp. Immutable; sizes are in bytes.
class PickingGradient {
 public:
  [[nodiscard]] static bool fits(const kernels::ConvShape& shape);
  /// Precondition: the shape fits.
  PickingGradient(const kernels::ConvShape& shape, int max_batch);

  [[nodiscard]] std::size_t scratch_bytes() const;
  void run(const ConvGradients& gradients, std::span<std::byte> scratch) const;

 private:
  struct Scratch {
    float* padded;              ///< one image
    float* candidates;          ///< per cell, tap and position
    std::uint32_t* outs;        ///< of cells that see something
    std::uint32_t* blind_outs;  ///< of the others
    std::uint8_t* blind;        ///< per cell of one image
    float* dkernel;             ///< taps x columns
    float* dbias;               ///< columns
  };

  struct Image {
    const float* padded;
    const std::uint8_t* blind;  ///< per cell
  };

  [[nodiscard]] Scratch scratch_in(Carver& carver) const;
  [[nodiscard]] Image look_at(const ConvGradients& all, int i, const Scratch& at) const;
  void list_cells(const Image& image, int i, const Scratch& at, kernels::PickedRun& seeing,
                  kernels::PickedRun& blind) const;

  kernels::ConvShape shape_;
  std::vector<std::uint32_t> windows_;
  int taps_;
  int images_;  ///< handled together: their candidates stay in the first-level cache
};

}  // namespace pretext
