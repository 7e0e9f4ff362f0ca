#include "layers/doubled_conv.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext {
namespace {

class ResizedConvBlock final : public Layer {
 public:
  ResizedConvBlock(int h, int w, ConvSpec spec) : h_(h), w_(w), spec_(spec) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    if (DoubledConv::fits(in, h_, w_, spec_)) {
      inner_ = std::make_unique<DoubledConv>(spec_);
    } else {
      auto both = std::make_unique<Sequence>();
      both->add("", resize(h_, w_));
      both->add("", conv_block(spec_));
      inner_ = std::move(both);
    }
    return inner_->plan(name, in, max_batch, params);
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    inner_->prepare(weights, prepared);
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    inner_->forward(pass, x, y);
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    inner_->backward(pass, x, y, dy, dx);
  }

 private:
  int h_, w_;
  ConvSpec spec_;
  std::unique_ptr<Layer> inner_;
};

}  // namespace

std::unique_ptr<Layer> resized_conv_block(int h, int w, ConvSpec spec) {
  return std::make_unique<ResizedConvBlock>(h, w, spec);
}

}  // namespace pretext
