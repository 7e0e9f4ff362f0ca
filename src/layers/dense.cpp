#include <algorithm>

#include "core/carve.hpp"
#include "kernels/conv_shape.hpp"
#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"
#include "kernels/update.hpp"
#include "layers/conv_parts.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

using kernels::gemm_4x8;
using kernels::round_up;

/// y = x W + b. Forward is that of a 1 x 1 convolution of one pixel that has all of the sample's values as channels;
/// the gradients are x^T dy and dy W^T. What is not a multiple of the tile, 4 x 8, is padded with zeros.
class Dense final : public Layer {
 public:
  explicit Dense(int units) : units_(units), columns_(round_up(units, 8)) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    inputs_ = static_cast<int>(in.size());
    max_batch_ = max_batch;
    pitch_ = round_up(max_batch, 8);
    const Init glorot{Init::Kind::glorot_uniform, inputs_, units_};
    kernel_at_ = params.add(name + ".kernel", {inputs_, units_}, glorot);
    bias_at_ = params.add(name + ".bias", {units_}, {});
    const ConvSpec spec{.filters = units_, .kernel = 1, .relu = false};
    forward_ = gemm_forward(kernels::ConvShape({1, 1, inputs_}, spec), max_batch);

    Plan plan;
    plan.out = {1, 1, units_};
    plan.multiplications = static_cast<double>(inputs_) * units_;
    Carver backward;
    static_cast<void>(scratch_in(backward));
    plan.scratch = std::max(forward_->scratch_bytes(), backward.used());
    plan.prepared = forward_->prepared_bytes();
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    forward_->prepare(weights.data() + kernel_at_, weights.data() + bias_at_, prepared);
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    forward_->run(pass.n, x.data(), pass.prepared, pass.scratch, y.data(), {});
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    Carver carver(pass.scratch);
    const Scratch at = scratch_in(carver);
    std::fill_n(at.dy, pass.n * columns_, 0.0f);
    for (int i = 0; i < pass.n; ++i) std::copy_n(dy.data() + i * units_, units_, at.dy + i * columns_);
    if (!pass.grads.empty()) {
      const auto units = static_cast<std::size_t>(units_);
      for (int i = 0; i < pass.n; ++i) kernels::add(pass.grads.data() + bias_at_, at.dy + i * columns_, units);
      weight_gradient(pass.n, x.data(), at.dy, pass.grads.data() + kernel_at_);
    }
    if (!dx.empty()) input_gradient(pass.n, at, pass.weights.data() + kernel_at_, dx.data());
  }

 private:
  struct Scratch {
    float* dy;          ///< samples x columns, the latter in whole tiles
    float* transposed;  ///< the same the other way round: units x pitch
  };

  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    return {carver.take<float>(static_cast<std::size_t>(max_batch_ * columns_)),
            carver.take<float>(static_cast<std::size_t>(units_ * pitch_))};
  }

  void weight_gradient(int n, const float* x, const float* dy, float* dkernel) const {
    float tile[4 * 8];
    int rows = 4;
    for (int i = 0; i < inputs_; i += rows) {
      rows = inputs_ - i >= 4 ? 4 : 1;  // the inputs left over one by one, as four equal rows
      for (int u = 0; u < units_; u += 8) {
        gemm_4x8({x + i, rows == 4 ? 1 : 0, inputs_, dy + u, columns_, n}, tile);
        for (int j = 0; j < rows; ++j) {
          kernels::add(dkernel + (i + j) * units_ + u, tile + j * 8, static_cast<std::size_t>(std::min(8, units_ - u)));
        }
      }
    }
  }

  /// dx^T = W dy^T, which takes the weights as they lie.
  void input_gradient(int n, const Scratch& at, const float* kernel, float* dx) const {
    std::fill_n(at.transposed, units_ * pitch_, 0.0f);
    for (int i = 0; i < n; ++i) {
      for (int u = 0; u < units_; ++u) at.transposed[u * pitch_ + i] = at.dy[i * columns_ + u];
    }
    float tile[4 * 8];
    int rows = 4;
    for (int i = 0; i < inputs_; i += rows) {
      rows = inputs_ - i >= 4 ? 4 : 1;
      for (int first = 0; first < n; first += 8) {
        gemm_4x8({kernel + i * units_, rows == 4 ? units_ : 0, 1, at.transposed + first, pitch_, units_}, tile);
        for (int s = 0; s < std::min(8, n - first); ++s) {
          for (int j = 0; j < rows; ++j) dx[(first + s) * inputs_ + i + j] = tile[j * 8 + s];
        }
      }
    }
  }

  int units_;
  int columns_;  ///< units, rounded up to whole tiles
  int inputs_ = 0;
  int max_batch_ = 0;
  int pitch_ = 0;  ///< samples, rounded up to whole tiles
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::unique_ptr<ConvForward> forward_;
};

}  // namespace

std::unique_ptr<Layer> dense(int units) { return std::make_unique<Dense>(units); }

}  // namespace pretext
