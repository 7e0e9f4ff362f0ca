#include "pretext/layers.hpp"

namespace pretext {
namespace {

/// y = max(x, 0), and NaN for NaN. The derivative at 0 is 0.
class Relu final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    Plan plan;
    plan.out = in;
    return plan;
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] < 0.0f ? 0.0f : x[i];
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = y[i] <= 0.0f ? 0.0f : dy[i];
  }
};

}  // namespace

std::unique_ptr<Layer> relu() { return std::make_unique<Relu>(); }

}  // namespace pretext
