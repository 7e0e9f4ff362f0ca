#pragma once

#include <memory>

#include "pretext/conv_spec.hpp"
#include "pretext/layer.hpp"

namespace pretext {

/// The fused block; its tensors are "kernel" (k x k x in x filters) and "bias". It chooses its kernels by shape.
std::unique_ptr<Layer> conv_block(ConvSpec spec);

/// resize(h, w) and conv_block(spec) as one layer, with the block's tensors, as decoders repeat it. Where h x w is
/// twice the input and the block is 3 x 3 at stride 1 without a pool, the resized image is never made.
std::unique_ptr<Layer> resized_conv_block(int h, int w, ConvSpec spec);

/// The same function composed of plain layers, one kernel each: the twin that conv_block is tested against.
std::unique_ptr<Layer> plain_conv_block(ConvSpec spec);

/// The plain layers that it is composed of. `plain_conv` ignores `relu` and `pool`.
std::unique_ptr<Layer> plain_conv(ConvSpec spec);
std::unique_ptr<Layer> max_pool(int pool);

/// y = max(x, 0), and NaN for NaN. The derivative at 0 is 0.
std::unique_ptr<Layer> relu();

/// y = 1 / (1 + e^-x), and NaN for NaN.
std::unique_ptr<Layer> sigmoid();

/// The means of `units` normal distributions that a dense layer of 2 * units outputs, means and logarithms of
/// variances, makes of the flattened sample; its tensors are "kernel" and "bias". See `variational` in objective.hpp.
std::unique_ptr<Layer> latent(int units);

/// y = x W + b on the flattened sample; tensors "kernel" (in x units) and "bias".
std::unique_ptr<Layer> dense(int units);

/// The same with as many units as such an image has values, laid out as one.
std::unique_ptr<Layer> dense(Shape out);

/// The same with another start of the kernel, with or without a bias.
std::unique_ptr<Layer> dense(int units, Init kernel, bool bias);

/// The nearest neighbour: output row y is input row floor((2 y + 1) in / (2 h)), `in` being the input's rows; columns
/// likewise.
std::unique_ptr<Layer> resize(int h, int w);

/// Per channel the mean over all pixels: h x w x c to 1 x 1 x c.
std::unique_ptr<Layer> global_average_pool();

/// Takes an input of views * h x w x c for as many images of h x w x c, one below another, applies `inner` to each, and
/// puts its outputs h' x w' x c' one below another: views * h' x w' x c'. Tensors are the inner layer's, shared by all
/// views and named as if it stood here itself. Precondition: `views` divides the input's rows, and nothing in `inner`
/// is frozen.
std::unique_ptr<Layer> each(int views, std::unique_ptr<Layer> inner);

}  // namespace pretext
