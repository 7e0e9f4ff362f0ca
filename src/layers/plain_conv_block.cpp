#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext {

std::unique_ptr<Layer> plain_conv_block(ConvSpec spec) {
  auto block = std::make_unique<Sequence>();
  // Unnamed, so that the tensors have the fused block's names.
  block->add("", plain_conv(spec));
  if (spec.relu) block->add("", relu());
  if (spec.pool > 1) block->add("", max_pool(spec.pool));
  return block;
}

}  // namespace pretext
