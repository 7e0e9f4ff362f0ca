#pragma once

#include <memory>

#include "pretext/conv_spec.hpp"
#include "pretext/layer.hpp"

namespace pretext {

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
