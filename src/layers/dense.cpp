#include <algorithm>
#include <optional>
#include <vector>

#include "core/carve.hpp"
#include "kernels/conv_shape.hpp"
#include "kernels/matrix.hpp"
#include "kernels/update.hpp"
#include "layers/conv_parts.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

/// y = x W + b. Forward is that of a 1 x 1 convolution of one pixel that has all of the sample's values as channels;
/// the gradients are x^T dy and dy W^T.
class Dense final : public Layer {
 public:
  Dense(Shape out, std::optional<Init> init, bool bias)
      : out_(out), units_(static_cast<int>(out.size())), init_(init), has_bias_(bias) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    inputs_ = static_cast<int>(in.size());
    const Init glorot{Init::Kind::glorot_uniform, inputs_, units_};
    kernel_at_ = params.add(name + ".kernel", {inputs_, units_}, init_.value_or(glorot));
    if (has_bias_) bias_at_ = params.add(name + ".bias", {units_}, {});
    const ConvSpec spec{.filters = units_, .kernel = 1, .relu = false};
    forward_ = gemm_forward(kernels::ConvShape({1, 1, inputs_}, spec), max_batch);
    no_bias_.resize(has_bias_ ? 0 : static_cast<std::size_t>(units_));

    Plan plan;
    plan.out = out_;
    plan.multiplications = static_cast<double>(inputs_) * units_;
    plan.scratch = std::max(forward_->scratch_bytes(),
                            round_up_to_alignment(kernels::packed_floats(max_batch, units_) * sizeof(float)));
    forward_bytes_ = round_up_to_alignment(forward_->prepared_bytes());
    plan.prepared = forward_bytes_ + round_up_to_alignment(kernels::packed_floats(units_, inputs_) * sizeof(float));
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    const float* kernel = weights.data() + kernel_at_;
    forward_->prepare(kernel, has_bias_ ? weights.data() + bias_at_ : no_bias_.data(), prepared.first(forward_bytes_));
    kernels::pack_panels({kernel, 1, units_, units_, inputs_},
                         reinterpret_cast<float*>(prepared.subspan(forward_bytes_).data()));
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    forward_->run(pass.n, x.data(), pass.prepared.first(forward_bytes_), pass.scratch, y.data(), {});
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    if (!pass.grads.empty()) {
      const auto units = static_cast<std::size_t>(units_);
      for (int i = 0; has_bias_ && i < pass.n; ++i) {
        kernels::add(pass.grads.data() + bias_at_, dy.data() + i * units_, units);
      }
      float* panels = reinterpret_cast<float*>(pass.scratch.data());
      kernels::pack_panels({dy.data(), units_, 1, pass.n, units_}, panels);
      kernels::multiply({x.data(), 1, inputs_, inputs_}, panels, pass.n, units_,
                        {pass.grads.data() + kernel_at_, units_, true});
    }
    if (dx.empty()) return;
    const auto* panels = reinterpret_cast<const float*>(pass.prepared.subspan(forward_bytes_).data());
    kernels::multiply({dy.data(), units_, 1, pass.n}, panels, units_, inputs_, {dx.data(), inputs_});
  }

 private:
  Shape out_;
  int units_;
  std::optional<Init> init_;
  bool has_bias_;
  int inputs_ = 0;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::size_t forward_bytes_ = 0;
  std::vector<float> no_bias_;  ///< zeros
  std::unique_ptr<ConvForward> forward_;
};

}  // namespace

std::unique_ptr<Layer> dense(int units) { return dense(Shape{1, 1, units}); }

std::unique_ptr<Layer> dense(Shape out) { return std::make_unique<Dense>(out, std::nullopt, true); }

std::unique_ptr<Layer> dense(int units, Init kernel, bool bias) {
  return std::make_unique<Dense>(Shape{1, 1, units}, kernel, bias);
}

}  // namespace pretext
