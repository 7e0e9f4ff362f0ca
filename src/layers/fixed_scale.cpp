#include <cassert>
#include <utility>

#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

class FixedScale final : public Layer {
 public:
  FixedScale(std::vector<float> mean, std::vector<float> deviation)
      : mean_(std::move(mean)), deviation_(std::move(deviation)) {}

  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    assert(in.size() % mean_.size() == 0 && mean_.size() == deviation_.size());
    return {.out = in};
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = (x[i] - mean_[i % mean_.size()]) / deviation_[i % mean_.size()];
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> /*y*/,
                std::span<const float> dy, std::span<float> dx) const override {
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = dy[i] / deviation_[i % mean_.size()];
  }

 private:
  std::vector<float> mean_;
  std::vector<float> deviation_;
};

}  // namespace

std::unique_ptr<Layer> fixed_scale(std::vector<float> mean, std::vector<float> deviation) {
  return std::make_unique<FixedScale>(std::move(mean), std::move(deviation));
}

}  // namespace pretext
