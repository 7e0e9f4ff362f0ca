#include <cassert>

#include "kernels/softmax.hpp"
#include "pretext/task.hpp"

namespace pretext {

LossSums Task::loss(std::span<const std::uint8_t> targets, std::span<const float> outputs, float scale,
                    std::span<float> doutputs, std::span<float> losses, std::span<std::uint8_t> predicted) const {
  assert(predicted.size() == targets.size());
  LossSums sums;
  sums.loss = kernels::softmax_cross_entropy(outputs.data(), targets.data(), static_cast<int>(targets.size()),
                                             classes(), scale, doutputs.empty() ? nullptr : doutputs.data(),
                                             losses.empty() ? nullptr : losses.data(), predicted.data());
  for (std::size_t i = 0; i < targets.size(); ++i) sums.correct += predicted[i] == targets[i] ? 1.0f : 0.0f;
  return sums;
}

}  // namespace pretext
