#include "layers/conv_block.hpp"

namespace pretext {
namespace {

/// A dense layer is a 1 x 1 convolution of one pixel that has all of the sample's values as channels, and runs as one.
class Dense final : public Layer {
 public:
  explicit Dense(int units) : units_(units), conv_({.filters = units, .kernel = 1, .relu = false}) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    const int inputs = static_cast<int>(in.size());
    const Init glorot{Init::Kind::glorot_uniform, inputs, units_};
    const std::size_t kernel_at = params.add(name + ".kernel", {inputs, units_}, glorot);
    const std::size_t bias_at = params.add(name + ".bias", {units_}, {});
    return conv_.plan_with({1, 1, inputs}, max_batch, kernel_at, bias_at);
  }
  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    conv_.prepare(weights, prepared);
  }
  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    conv_.forward(pass, x, y);
  }
  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    conv_.backward(pass, x, y, dy, dx);
  }

 private:
  int units_;
  ConvBlock conv_;
};

}  // namespace

std::unique_ptr<Layer> dense(int units) { return std::make_unique<Dense>(units); }

}  // namespace pretext
