#include "bench/workload.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <memory>

#include "bench/cases.hpp"
#include "kernels/softmax.hpp"
#include "kernels/update.hpp"
#include "pretext/network.hpp"
#include "pretext/rng.hpp"

namespace pretext::bench {
namespace {

using Layers = std::unique_ptr<Sequence>;

/// Training steps of one network: forward, loss, backward for each micro-batch, the sum of their gradients along a
/// fixed tree, and one update.
class Training {
 public:
  Training(Layers layers, Shape in, int batch, int micro_batch, std::vector<float> inputs)
      : batch_(batch), micro_batch_(micro_batch), inputs_(std::move(inputs)),
        network_(std::move(layers), in, micro_batch), workspace_(network_, Workspace::Use::training),
        weights_(network_.params().floats() * sizeof(float)), mean_(weights_.bytes().size()),
        square_(weights_.bytes().size()) {
    assert(batch % micro_batch == 0);
    assert(inputs_.size() >= static_cast<std::size_t>(batch) * in.size());
    network_.params().initialise(1, weights_.floats());
    const auto classes = static_cast<int>(network_.out().size());
    for (int i = 0; i < batch; ++i) targets_.push_back(static_cast<std::uint8_t>(i % classes));
    for (int i = 0; i < batch / micro_batch; ++i) gradients_.emplace_back(weights_.bytes().size());
  }

  [[nodiscard]] double flop() const {
    // Backward does forward's arithmetic twice, for the weights and for the input; the first layer's input needs none.
    const Sequence& layers = network_.layers();
    const double first = layers.step(0).plan.multiplications;
    return 2.0 * batch_ * (3.0 * network_.plan().multiplications - first);
  }

  void step() {
    workspace_.set_weights(weights_.floats());
    for (int i = 0; i < batch_ / micro_batch_; ++i) micro_batch(i);
    sum_gradients();
    beta1_ *= 0.9;
    beta2_ *= 0.999;
    const double rate = 1e-3 * std::sqrt(1 - beta2_) / (1 - beta1_);
    kernels::adam(weights_.floats().data(), gradients_[0].floats().data(), mean_.floats().data(),
                  square_.floats().data(), weights_.floats().size(), {.rate = static_cast<float>(rate)});
  }

 private:
  void micro_batch(int i) {
    const int n = micro_batch_;
    const std::span<float> in = workspace_.inputs(n);
    const std::span<float> gradient = gradients_[static_cast<std::size_t>(i)].floats();
    std::copy_n(inputs_.data() + static_cast<std::size_t>(i) * in.size(), in.size(), in.begin());
    std::fill(gradient.begin(), gradient.end(), 0.0f);
    const std::span<const float> out = workspace_.forward(n, true);
    kernels::softmax_cross_entropy(out.data(), targets_.data() + i * n, n, static_cast<int>(network_.out().size()),
                                   1.0f / static_cast<float>(batch_), workspace_.doutputs(n).data(), nullptr, nullptr);
    workspace_.backward(n, gradient);
  }

  void sum_gradients() {
    const std::size_t n = gradients_.size();
    for (std::size_t apart = 1; apart < n; apart *= 2) {
      for (std::size_t i = 0; i + apart < n; i += 2 * apart) {
        kernels::add(gradients_[i].floats().data(), gradients_[i + apart].floats().data(), weights_.floats().size());
      }
    }
  }

  int batch_;
  int micro_batch_;
  std::vector<float> inputs_;
  std::vector<std::uint8_t> targets_;
  Network network_;
  Workspace workspace_;
  Buffer weights_, mean_, square_;
  std::vector<Buffer> gradients_;
  double beta1_ = 1.0;
  double beta2_ = 1.0;
};

/// Features of 1,000 images, a batch at a time.
class Encoding {
 public:
  Encoding(Layers layers, Shape in, int batch, std::vector<float> inputs)
      : batch_(batch), inputs_(std::move(inputs)), network_(std::move(layers), in, batch),
        workspace_(network_, Workspace::Use::inference), weights_(network_.params().floats() * sizeof(float)) {
    network_.params().initialise(1, weights_.floats());
    workspace_.set_weights(weights_.floats());
  }
  [[nodiscard]] double flop() const { return 2.0 * images * network_.plan().multiplications; }
  void run() {
    const auto stored = static_cast<int>(inputs_.size() / network_.in().size());
    for (int first = 0; first < images; first += batch_) {
      const int n = std::min(batch_, images - first);
      const std::span<float> in = workspace_.inputs(n);
      const int from = first % (stored - batch_ + 1);
      std::copy_n(inputs_.data() + static_cast<std::size_t>(from) * network_.in().size(), in.size(), in.begin());
      workspace_.forward(n);
    }
  }

 private:
  static constexpr int images = 1000;
  int batch_;
  std::vector<float> inputs_;
  Network network_;
  Workspace workspace_;
  Buffer weights_;
};

Layers encoder() {
  auto layers = std::make_unique<Sequence>();
  layers->add("conv1", conv_block({.filters = 64, .kernel = 3, .stride = 2, .pool = 2}));
  layers->add("conv2", conv_block({.filters = 32, .kernel = 3, .pool = 2}));
  return layers;
}

Layers rotation_network() {
  Layers layers = encoder();
  layers->add("conv3", conv_block({.filters = 16, .kernel = 3, .stride = 2}));
  layers->add("dense", dense(4));
  return layers;
}

Layers classifier() {
  Layers layers = encoder();
  layers->add("dense", dense(10));
  return layers;
}

Layers network(const NetworkCase& network) {
  auto layers = std::make_unique<Sequence>();
  for (std::size_t i = 0; i < network.blocks.size(); ++i) {
    layers->add("conv" + std::to_string(i + 1), conv_block(network.blocks[i]));
  }
  layers->add("dense", dense(10));
  return layers;
}

std::vector<float> pixels(std::span<const unsigned char> images) {
  std::vector<float> values(images.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(images[i]) / 255.0f;
  return values;
}

/// Inputs other than digits: half of them zero, as activations are behind a ReLU.
std::vector<float> activations(std::size_t n) {
  Rng rng(1, Stream::task);
  std::vector<float> values(n);
  for (float& v : values) v = std::max(0.0f, 2.0f * rng.uniform() - 1.0f);
  return values;
}

Workload training(std::string name, Layers layers, Shape in, int batch, int micro_batch, std::vector<float> inputs) {
  auto work = std::make_shared<Training>(std::move(layers), in, batch, micro_batch, std::move(inputs));
  return {std::move(name), work->flop(), [work] { work->step(); }};
}

Workload encoding(std::span<const unsigned char> images) {
  auto work = std::make_shared<Encoding>(encoder(), Shape{28, 28, 1}, 48, pixels(images));
  constexpr int part = 10;
  return {"encoding 10,000 images", part * work->flop(), [work] { work->run(); }, part};
}

}  // namespace

std::vector<Workload> workloads(std::span<const unsigned char> images) {
  constexpr int peak_rounds = 100'000;
  std::vector<Workload> all;
  static float sink = 0.0f;
  all.push_back({"peak", 96.0 * peak_rounds, [] { sink = sink + multiply_and_add(peak_rounds, 0.999f, 1.0f); }});
  const Shape digit{28, 28, 1};
  all.push_back(training("pretext 192", rotation_network(), digit, 192, 24, pixels(images)));
  all.push_back(training("supervised 32", classifier(), digit, 32, 16, pixels(images)));
  {
    auto layers = std::make_unique<Sequence>();
    layers->add("dense", dense(10));
    all.push_back(training("transfer 64", std::move(layers), {1, 1, 288}, 64, 64, activations(64 * 288)));
  }
  all.push_back(encoding(images));
  for (const NetworkCase& other : network_cases()) {
    std::vector<float> inputs = other.in == digit ? pixels(images) : activations(32 * other.in.size());
    all.push_back(training(other.name, network(other), other.in, 32, 16, std::move(inputs)));
  }
  return all;
}

}  // namespace pretext::bench
