#include "core/carve.hpp"
#include "kernels/norm.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

class LayerNorm final : public Layer {
 public:
  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    width_ = static_cast<int>(in.size());
    max_batch_ = max_batch;
    gain_at_ = params.add(name + ".gain", {width_}, {.kind = Init::Kind::ones});
    bias_at_ = params.add(name + ".bias", {width_}, {});
    Carver carver;
    static_cast<void>(kept_in(carver));
    return {.out = in, .saved = carver.used(), .scratch = carver.used()};
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    Carver carver(pass.saved.empty() ? pass.scratch : pass.saved);
    const Kept kept = kept_in(carver);
    kernels::layer_norm(x.data(), pass.weights.data() + gain_at_, pass.weights.data() + bias_at_, pass.n, width_,
                        y.data(), kept.means, kept.scales);
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    Carver carver(pass.saved);
    const Kept kept = kept_in(carver);
    const bool wanted = !pass.grads.empty();
    kernels::layer_norm_gradient(x.data(), pass.weights.data() + gain_at_, kept.means, kept.scales, dy.data(), pass.n,
                                 width_, dx.empty() ? nullptr : dx.data(),
                                 wanted ? pass.grads.data() + gain_at_ : nullptr,
                                 wanted ? pass.grads.data() + bias_at_ : nullptr);
  }

 private:
  struct Kept {
    float* means;
    float* scales;
  };
  [[nodiscard]] Kept kept_in(Carver& carver) const {
    const auto samples = static_cast<std::size_t>(max_batch_);
    return {carver.take<float>(samples), carver.take<float>(samples)};
  }

  int width_ = 0;
  int max_batch_ = 0;
  std::size_t gain_at_ = 0;
  std::size_t bias_at_ = 0;
};

}  // namespace

std::unique_ptr<Layer> layer_norm() { return std::make_unique<LayerNorm>(); }

}  // namespace pretext
