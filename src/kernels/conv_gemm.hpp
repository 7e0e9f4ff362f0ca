#pragma once

#include <cstdint>

#include "kernels/conv_shape.hpp"

namespace pretext::kernels {

/// A run over cells of padded images for the eight filters of one panel: convolution as an implicit GEMM, whose
/// left-hand rows are windows in the image and are never stored (Chetlur et al., "cuDNN: Efficient primitives for deep
/// learning", 2014), pooled before it leaves the registers.
struct PanelRun {
  const ConvShape* shape;
  const float* padded;  ///< what starts count from
  const std::uint32_t*
      starts;  ///< per cell and position, where its window starts; rounded up to whole fours by repetition
  const std::uint32_t* outs;  ///< per cell, where its filters start in y and winners
  int cells;
  const float* panel;     ///< (k k cin) x 8
  const float* bias;      ///< 8
  int filters;            ///< of this panel, up to 8
  float* y;               ///< of this panel's first filter
  std::uint8_t* winners;  ///< may be null
};

using PanelKernel = void (*)(const PanelRun&);

/// The kernel for a shape, from one table.
PanelKernel panel_kernel(const ConvShape& shape);

}  // namespace pretext::kernels
