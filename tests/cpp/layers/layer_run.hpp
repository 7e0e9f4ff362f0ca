#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "pretext/layer.hpp"
#include "random_values.hpp"

namespace pretext::testing {

/// Bytes aligned to 64, as passes want them.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::size_t size) : lines_((size + 63) / 64), size_(size) {
    std::fill_n(reinterpret_cast<unsigned char*>(lines_.data()), lines_.size() * 64, 0xff);  // floats: NaN
  }
  [[nodiscard]] std::span<std::byte> span() { return {reinterpret_cast<std::byte*>(lines_.data()), size_}; }

 private:
  struct alignas(64) Line {
    std::byte bytes[64];
  };
  std::vector<Line> lines_;
  std::size_t size_;
};

/// A layer with all that its passes need, filled so that what a layer forgets to write, or must not overwrite, shows:
/// NaN in outputs, scratch and saved values, 3 in the gradients that it adds to.
struct LayerRun {
  LayerRun(std::unique_ptr<Layer> made, Shape in, int batch, std::uint32_t seed = 1)
      : layer(std::move(made)), n(batch), plan(layer->plan("layer", in, batch, params)), weights(params.floats()),
        x(random_values(size(n) * in.size(), seed)), y(size(n) * plan.out.size(), nan),
        dy(random_values(y.size(), seed + 1)), dx(x.size(), nan), grads(params.floats(), 3.0f), prepared(plan.prepared),
        saved(plan.saved), scratch(plan.scratch) {
    const std::vector<float> values = random_values(params.floats(), seed + 2, 0.5f);
    for (const Param& p : params.table()) {
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(p.offset), p.size,
                  weights.begin() + static_cast<std::ptrdiff_t>(p.offset));
    }
  }

  [[nodiscard]] Pass pass(bool keep = true) {
    return {n, weights, grads, prepared.span(), keep ? saved.span() : std::span<std::byte>{}, scratch.span()};
  }
  void prepare() { layer->prepare(weights, prepared.span()); }
  void forward(bool keep = true) { layer->forward(pass(keep), x, y); }
  void backward(bool with_dx = true, bool with_grads = true) {
    Pass p = pass();
    if (!with_grads) p.grads = {};
    layer->backward(p, x, y, dy, with_dx ? std::span(dx) : std::span<float>{});
  }
  void run() {
    prepare();
    forward();
    backward();
  }

  /// A tensor's slice of a flat buffer, less what the gradients were filled with.
  [[nodiscard]] std::vector<float> tensor(const std::vector<float>& flat, std::size_t i, float less = 0.0f) const {
    const Param& p = params.table()[i];
    std::vector<float> values(p.size);
    for (std::size_t j = 0; j < p.size; ++j) values[j] = flat[p.offset + j] - less;
    return values;
  }

  static std::size_t size(int count) { return static_cast<std::size_t>(count); }
  static constexpr float nan = std::numeric_limits<float>::quiet_NaN();

  Params params;
  std::unique_ptr<Layer> layer;
  int n;
  Plan plan;
  std::vector<float> weights, x, y, dy, dx, grads;
  AlignedBytes prepared, saved, scratch;
};

}  // namespace pretext::testing
