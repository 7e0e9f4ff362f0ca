#include "kernels/lanes.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

using kernels::f32x4;
using kernels::lanes;
using kernels::load;
using kernels::store;

class Relu final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    Plan plan;
    plan.out = in;
    return plan;
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    std::size_t i = 0;
    for (; i + lanes <= x.size(); i += lanes) store(&y[i], kernels::relu(load(&x[i])));
    for (; i < x.size(); ++i) y[i] = x[i] < 0.0f ? 0.0f : x[i];
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    std::size_t i = 0;
    for (; i + lanes <= dx.size(); i += lanes) {
      store(&dx[i], xsimd::select(load(&y[i]) <= f32x4(0.0f), f32x4(0.0f), load(&dy[i])));
    }
    for (; i < dx.size(); ++i) dx[i] = y[i] <= 0.0f ? 0.0f : dy[i];
  }
};

}  // namespace

std::unique_ptr<Layer> relu() { return std::make_unique<Relu>(); }

}  // namespace pretext
