#include <algorithm>

#include "kernels/conv_shape.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

/// Convolution as a textbook writes it: seven nested loops, nothing saved, nothing prepared.
class PlainConv final : public Layer {
 public:
  explicit PlainConv(ConvSpec spec) : spec_(spec) {
    spec_.pool = 1;
    spec_.relu = false;
  }

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    static_cast<void>(max_batch);
    shape_ = kernels::ConvShape(in, spec_);
    const int k = spec_.kernel;
    const Init glorot{Init::Kind::glorot_uniform, k * k * in.c, k * k * spec_.filters};
    kernel_at_ = params.add(name + ".kernel", {k, k, in.c, spec_.filters}, glorot);
    bias_at_ = params.add(name + ".bias", {spec_.filters}, {});
    Plan plan;
    plan.out = {shape_.out_h, shape_.out_w, spec_.filters};
    plan.multiplications = shape_.multiplications();
    return plan;
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    const float* kernel = pass.weights.data() + kernel_at_;
    const float* bias = pass.weights.data() + bias_at_;
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = bias[i % filters()];
    for_each_tap(pass.n, [&](std::size_t in, std::size_t out, std::size_t tap) {
      for (std::size_t c = 0; c < channels(); ++c) {
        for (std::size_t f = 0; f < filters(); ++f) y[out + f] += x[in + c] * kernel[(tap + c) * filters() + f];
      }
    });
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    const float* kernel = pass.weights.data() + kernel_at_;
    const bool grads = !pass.grads.empty();
    float* dkernel = grads ? pass.grads.data() + kernel_at_ : nullptr;
    std::fill(dx.begin(), dx.end(), 0.0f);
    for (std::size_t i = 0; grads && i < dy.size(); ++i) pass.grads[bias_at_ + i % filters()] += dy[i];
    for_each_tap(pass.n, [&](std::size_t in, std::size_t out, std::size_t tap) {
      for (std::size_t c = 0; c < channels(); ++c) {
        float sum = 0.0f;
        for (std::size_t f = 0; f < filters(); ++f) {
          if (grads) dkernel[(tap + c) * filters() + f] += x[in + c] * dy[out + f];
          sum += kernel[(tap + c) * filters() + f] * dy[out + f];
        }
        if (!dx.empty()) dx[in + c] += sum;
      }
    });
  }

 private:
  [[nodiscard]] std::size_t channels() const { return static_cast<std::size_t>(shape_.cin); }
  [[nodiscard]] std::size_t filters() const { return static_cast<std::size_t>(shape_.filters); }

  /// Calls visit(in, out, tap) for each output position and each tap that lies on the image: where the input's channels
  /// start, where the output's filters start, and the row of the kernel where the tap's channels start.
  template <class Visit>
  void for_each_tap(int n, Visit visit) const {
    const kernels::ConvShape& s = shape_;
    for (int i = 0; i < n; ++i) {
      for (int oy = 0; oy < s.out_h; ++oy) {
        for (int ox = 0; ox < s.out_w; ++ox) {
          for (int ky = 0; ky < s.kernel; ++ky) {
            for (int kx = 0; kx < s.kernel; ++kx) {
              const int y = oy * s.stride + ky - s.pad_top;
              const int x = ox * s.stride + kx - s.pad_left;
              if (y < 0 || y >= s.h || x < 0 || x >= s.w) continue;
              visit(static_cast<std::size_t>(((i * s.h + y) * s.w + x) * s.cin),
                    static_cast<std::size_t>(((i * s.out_h + oy) * s.out_w + ox) * s.filters),
                    static_cast<std::size_t>((ky * s.kernel + kx) * s.cin));
            }
          }
        }
      }
    }
  }

  ConvSpec spec_;
  kernels::ConvShape shape_;
  std::size_t kernel_at_ = 0;
  std::size_t bias_at_ = 0;
};

}  // namespace

std::unique_ptr<Layer> plain_conv(ConvSpec spec) { return std::make_unique<PlainConv>(spec); }

}  // namespace pretext
