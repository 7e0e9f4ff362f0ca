#include <cassert>

#include "kernels/logistic.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext {
namespace {

/// The first half of a sample's values.
class FirstHalf final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    assert(in.size() % 2 == 0);
    half_ = in.size() / 2;
    return {.out = {1, 1, static_cast<int>(half_)}};
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = x[i / half_ * 2 * half_ + i % half_];
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> /*y*/,
                std::span<const float> dy, std::span<float> dx) const override {
    for (std::size_t i = 0; i < dx.size(); ++i) {
      const std::size_t at = i % (2 * half_);
      dx[i] = at < half_ ? dy[i / (2 * half_) * half_ + at] : 0.0f;
    }
  }

 private:
  std::size_t half_ = 0;
};

class Sigmoid final : public Layer {
 public:
  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    return {.out = in};
  }

  void forward(const Pass& /*pass*/, std::span<const float> x, std::span<float> y) const override {
    kernels::sigmoid(x.data(), y.data(), static_cast<int>(x.size()));
  }

  void backward(const Pass& /*pass*/, std::span<const float> /*x*/, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = dy[i] * y[i] * (1.0f - y[i]);
  }
};

}  // namespace

std::unique_ptr<Layer> latent(int units) {
  auto mean = std::make_unique<Sequence>();
  mean->add("", dense(2 * units));
  mean->add("", std::make_unique<FirstHalf>());
  return mean;
}

std::unique_ptr<Layer> sigmoid() { return std::make_unique<Sigmoid>(); }

}  // namespace pretext
