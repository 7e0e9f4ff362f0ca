#pragma once

#include <vector>

#include "pretext/layers.hpp"
#include "pretext/tensor.hpp"

/// Double-precision twins of the kernels, written for reading: plain loops, definitions as in the textbook, nothing
/// shared with the code they are compared with.
namespace pretext::naive {

using Values = std::vector<double>;

/// What a conv block computes, and from a gradient by its output the gradients by its input and tensors.
struct ConvBlock {
  Values y, dx, dkernel, dbias;
};

/// x: n x h x w x c; kernel: k x k x c x filters; dy as y, or empty where no gradient is wanted.
ConvBlock conv_block(const Values& x, const Values& kernel, const Values& bias, const Values& dy, int n, Shape in,
                     ConvSpec spec);

/// What a layer without tensors computes, and from a gradient by its output the one by its input.
struct Plain {
  Values y, dx;
};

/// y = max(x, 0).
Plain relu(const Values& x, const Values& dy);

/// Nearest neighbour to h x w: the input pixel on which the centre of the output pixel falls. `dy` may be empty.
Plain resize(const Values& x, const Values& dy, int n, Shape in, int h, int w);

/// Per channel the mean over all pixels.
Plain global_average_pool(const Values& x, const Values& dy, int n, Shape in);

/// One row's cross-entropy; `gradient` becomes softmax - onehot.
double cross_entropy(const Values& logits, int target, Values& gradient);

/// Losses of the rows of z, of which 2i and 2i + 1 are a pair: NT-Xent, or decoupled, without the pair in the sum.
Values contrast(const Values& z, int rows, double temperature, bool decoupled);

}  // namespace pretext::naive
