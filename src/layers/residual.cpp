#include <algorithm>
#include <cassert>
#include <utility>

#include "core/carve.hpp"
#include "kernels/update.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

/// What the inner layer gives is kept: its backward may ask for it.
class Residual final : public Layer {
 public:
  explicit Residual(std::unique_ptr<Layer> inner) : inner_(std::move(inner)) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    Plan plan = inner_->plan(name, in, max_batch, params);
    assert(plan.out == in);
    output_bytes_ = round_up_to_alignment(static_cast<std::size_t>(max_batch) * in.size() * sizeof(float));
    plan.saved += output_bytes_;
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    inner_->prepare(weights, prepared);
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    if (pass.saved.empty()) {
      inner_->forward(pass, x, y);
      return kernels::add(y.data(), x.data(), y.size());
    }
    const std::span<float> inner{output_of(pass), y.size()};
    inner_->forward(inward(pass), x, inner);
    std::ranges::copy(inner, y.begin());
    kernels::add(y.data(), x.data(), y.size());
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    inner_->backward(inward(pass), x, {output_of(pass), y.size()}, dy, dx);
    if (!dx.empty()) kernels::add(dx.data(), dy.data(), dx.size());
  }

 private:
  [[nodiscard]] static float* output_of(const Pass& pass) { return reinterpret_cast<float*>(pass.saved.data()); }
  [[nodiscard]] Pass inward(Pass pass) const {
    pass.saved = pass.saved.subspan(output_bytes_);
    pass.alike = {};
    return pass;
  }

  std::unique_ptr<Layer> inner_;
  std::size_t output_bytes_ = 0;
};

}  // namespace

std::unique_ptr<Layer> residual(std::unique_ptr<Layer> inner) { return std::make_unique<Residual>(std::move(inner)); }

}  // namespace pretext
