#pragma once

#include <memory>

#include "pretext/layer.hpp"

namespace pretext {

/// Convolution with SAME padding and bias, then optionally ReLU, then optionally max pooling (window `pool`, stride
/// `pool`, VALID). Semantics are TensorFlow's: the padding before is the smaller half; ties in a pool go to the first
/// in row-major order; ReLU's derivative at 0 is 0.
struct ConvSpec {
  int filters = 1;
  int kernel = 3;  ///< side of the square kernel, 1 to 7
  int stride = 1;  ///< 1 to 4
  bool relu = true;
  int pool = 1;  ///< side of the pooling window, 1 for none
};

/// The fused block; its tensors are "kernel" (k x k x in x filters) and "bias". It chooses its kernels by shape.
std::unique_ptr<Layer> conv_block(ConvSpec spec);

/// The same function composed of plain layers, one kernel each: the twin that conv_block is tested against.
std::unique_ptr<Layer> plain_conv_block(ConvSpec spec);

/// The plain layers that it is composed of. `plain_conv` ignores `relu` and `pool`.
std::unique_ptr<Layer> plain_conv(ConvSpec spec);
std::unique_ptr<Layer> relu();
std::unique_ptr<Layer> max_pool(int pool);

/// y = x W + b on the flattened sample; tensors "kernel" (in x units) and "bias".
std::unique_ptr<Layer> dense(int units);

}  // namespace pretext
