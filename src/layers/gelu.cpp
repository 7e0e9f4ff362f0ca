#include "kernels/gelu.hpp"

#include "core/carve.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

class Gelu final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int max_batch, Params& /*params*/) override {
    return {.out = in, .saved = round_up_to_alignment(static_cast<std::size_t>(max_batch) * in.size() * sizeof(float))};
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    kernels::gelu(x.data(), y.size(), y.data(),
                  pass.saved.empty() ? nullptr : reinterpret_cast<float*>(pass.saved.data()));
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    kernels::gelu_gradient(x.data(), reinterpret_cast<const float*>(pass.saved.data()), dy.data(), dx.size(),
                           dx.data());
  }
};

}  // namespace

std::unique_ptr<Layer> gelu() { return std::make_unique<Gelu>(); }

}  // namespace pretext
