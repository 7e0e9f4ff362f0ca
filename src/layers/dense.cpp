#include <algorithm>

#include "core/carve.hpp"
#include "kernels/conv_shape.hpp"
#include "kernels/gemm.hpp"
#include "kernels/lanes.hpp"
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
    rows_ = round_up(max_batch, 4);
    const Init glorot{Init::Kind::glorot_uniform, inputs_, units_};
    kernel_at_ = params.add(name + ".kernel", {inputs_, units_}, glorot);
    bias_at_ = params.add(name + ".bias", {units_}, {});
    const ConvSpec spec{.filters = units_, .kernel = 1, .relu = false};
    forward_ = gemm_forward(kernels::ConvShape({1, 1, inputs_}, spec), max_batch);

    Plan plan;
    plan.out = {1, 1, units_};
    plan.multiplications = static_cast<double>(inputs_) * units_;
    Carver backward, transposed;
    static_cast<void>(padded_gradient(backward));
    static_cast<void>(transposed_kernel(transposed));
    plan.scratch = std::max(forward_->scratch_bytes(), backward.used());
    plan.prepared = forward_->prepared_bytes() + transposed.used();
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    const float* kernel = weights.data() + kernel_at_;
    forward_->prepare(kernel, weights.data() + bias_at_, prepared.first(forward_->prepared_bytes()));
    Carver carver(prepared.subspan(forward_->prepared_bytes()));
    float* transposed = transposed_kernel(carver);
    const int pitch = round_up(inputs_, 8);
    for (int i = 0; i < pitch; ++i) {
      for (int u = 0; u < units_; ++u) transposed[u * pitch + i] = i < inputs_ ? kernel[i * units_ + u] : 0.0f;
    }
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    forward_->run(pass.n, x.data(), pass.prepared.first(forward_->prepared_bytes()), pass.scratch, y.data(), {});
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    Carver carver(pass.scratch);
    float* padded = padded_gradient(carver);
    float* dbias = pass.grads.data() + bias_at_;
    std::fill_n(padded, rows_ * columns_, 0.0f);
    for (int i = 0; i < pass.n; ++i) {
      std::copy_n(dy.data() + i * units_, units_, padded + i * columns_);
      for (int u = 0; u < units_; ++u) dbias[u] += dy[static_cast<std::size_t>(i * units_ + u)];
    }
    weight_gradient(pass.n, x.data(), padded, pass.grads.data() + kernel_at_);
    if (dx.empty()) return;
    Carver prepared(pass.prepared.subspan(forward_->prepared_bytes()));
    input_gradient(pass.n, padded, transposed_kernel(prepared), dx.data());
  }

 private:
  /// dy: rows_ x columns_.
  [[nodiscard]] float* padded_gradient(Carver& carver) const {
    return carver.take<float>(static_cast<std::size_t>(rows_ * columns_));
  }
  /// units x inputs, the latter rounded up to whole tiles.
  [[nodiscard]] float* transposed_kernel(Carver& carver) const {
    return carver.take<float>(static_cast<std::size_t>(units_ * round_up(inputs_, 8)));
  }

  void weight_gradient(int n, const float* x, const float* dy, float* dkernel) const {
    float tile[4 * 8];
    int rows = 4;
    for (int i = 0; i < inputs_; i += rows) {
      rows = inputs_ - i >= 4 ? 4 : 1;  // the inputs left over one by one, as four equal rows
      for (int u = 0; u < units_; u += 8) {
        gemm_4x8({x + i, rows == 4 ? 1 : 0, inputs_, dy + u, columns_, n}, tile);
        for (int j = 0; j < rows; ++j) {
          float* to = dkernel + (i + j) * units_ + u;
          for (int c = 0; c < std::min(8, units_ - u); ++c) to[c] += tile[j * 8 + c];
        }
      }
    }
  }

  void input_gradient(int n, const float* dy, const float* transposed, float* dx) const {
    float tile[4 * 8];
    for (int i = 0; i < inputs_; i += 8) {
      const int columns = std::min(8, inputs_ - i);
      for (int row = 0; row < n; row += 4) {
        gemm_4x8({dy + row * columns_, columns_, 1, transposed + i, round_up(inputs_, 8), units_}, tile);
        for (int j = 0; j < std::min(4, n - row); ++j) std::copy_n(tile + j * 8, columns, dx + (row + j) * inputs_ + i);
      }
    }
  }

  int units_;
  int columns_;  ///< units, rounded up to whole tiles
  int inputs_ = 0;
  int rows_ = 0;  ///< samples, rounded up to whole tiles
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
  std::unique_ptr<ConvForward> forward_;
};

}  // namespace

std::unique_ptr<Layer> dense(int units) { return std::make_unique<Dense>(units); }

}  // namespace pretext
