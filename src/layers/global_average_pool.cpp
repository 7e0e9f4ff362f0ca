#include <algorithm>

#include "kernels/update.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

class GlobalAveragePool final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    pixels_ = static_cast<std::size_t>(in.h * in.w);
    channels_ = static_cast<std::size_t>(in.c);
    Plan plan;
    plan.out = {1, 1, in.c};
    return plan;
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    std::fill(y.begin(), y.end(), 0.0f);
    const float* from = x.data();
    for (std::size_t out = 0; out < y.size(); out += channels_) {
      for (std::size_t p = 0; p < pixels_; ++p, from += channels_) kernels::add(y.data() + out, from, channels_);
    }
    kernels::scale(y.data(), share(), y.size());
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> /*y*/,
                std::span<const float> dy, std::span<float> dx) const override {
    if (dx.empty()) return;
    float* to = dx.data();
    for (std::size_t out = 0; out < dy.size(); out += channels_) {
      for (std::size_t p = 0; p < pixels_; ++p, to += channels_) std::copy_n(dy.data() + out, channels_, to);
    }
    kernels::scale(dx.data(), share(), dx.size());
  }

 private:
  [[nodiscard]] float share() const { return 1.0f / static_cast<float>(pixels_); }

  std::size_t pixels_ = 0;
  std::size_t channels_ = 0;
};

}  // namespace

std::unique_ptr<Layer> global_average_pool() { return std::make_unique<GlobalAveragePool>(); }

}  // namespace pretext
