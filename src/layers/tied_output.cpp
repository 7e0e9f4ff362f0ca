#include <algorithm>
#include <cassert>

#include "core/carve.hpp"
#include "kernels/lanes.hpp"
#include "kernels/matrix.hpp"
#include "kernels/update.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

/// The gradient by the input is a sum over all tokens: it is taken over so many at a time, which fit into the cache.
constexpr int depth_at_once = 512;

class TiedOutput final : public Layer {
 public:
  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    const std::size_t dot = name.rfind('.');
    const Param* tok = params.find(dot == std::string::npos ? "tok" : name.substr(0, dot) + ".tok");
    width_ = static_cast<int>(in.size());
    assert(tok != nullptr && tok->shape.size() == 2 && tok->shape[1] == width_);
    vocabulary_ = tok->shape[0];
    tok_at_ = tok->offset;
    bias_at_ = params.add(name + ".bias", {vocabulary_}, {});
    Plan plan{.out = {1, 1, vocabulary_}};
    plan.multiplications = static_cast<double>(width_) * vocabulary_;
    Carver prepared;
    static_cast<void>(prepared_in(prepared));
    plan.prepared = prepared.used();
    plan.scratch = round_up_to_alignment(kernels::packed_floats(max_batch, width_) * sizeof(float));
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    Carver carver(prepared);
    const Prepared to = prepared_in(carver);
    const float* tok = weights.data() + tok_at_;
    kernels::pack_panels({tok, 1, width_, width_, vocabulary_}, to.forward);
    float* panels = to.backward;
    for (int first = 0; first < vocabulary_; first += depth_at_once) {
      kernels::pack_panels({tok + first * width_, width_, 1, depth_from(first), width_}, panels);
      panels += kernels::packed_floats(depth_from(first), width_);
    }
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    Carver carver(pass.prepared);
    kernels::multiply({x.data(), width_, 1, pass.n}, prepared_in(carver).forward, width_, vocabulary_,
                      {y.data(), vocabulary_, false, pass.weights.data() + bias_at_});
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    if (!dx.empty()) {
      Carver carver(pass.prepared);
      const float* panels = prepared_in(carver).backward;
      for (int first = 0; first < vocabulary_; first += depth_at_once) {
        const int depth = depth_from(first);
        kernels::multiply({dy.data() + first, vocabulary_, 1, pass.n}, panels, depth, width_,
                          {dx.data(), width_, first > 0});
        panels += kernels::packed_floats(depth, width_);
      }
    }
    if (pass.grads.empty()) return;
    float* panels = reinterpret_cast<float*>(pass.scratch.data());
    kernels::pack_panels({x.data(), width_, 1, pass.n, width_}, panels);
    kernels::multiply({dy.data(), 1, vocabulary_, vocabulary_}, panels, pass.n, width_,
                      {pass.grads.data() + tok_at_, width_, true});
    for (int i = 0; i < pass.n; ++i) {
      kernels::add(pass.grads.data() + bias_at_, dy.data() + i * vocabulary_, static_cast<std::size_t>(vocabulary_));
    }
  }

 private:
  struct Prepared {
    float* forward;   ///< panels of tok^T
    float* backward;  ///< panels of tok, so many tokens at a time
  };
  [[nodiscard]] Prepared prepared_in(Carver& carver) const {
    return {carver.take<float>(kernels::packed_floats(width_, vocabulary_)),
            carver.take<float>(kernels::packed_floats(vocabulary_, width_))};
  }
  [[nodiscard]] int depth_from(int first) const { return std::min(depth_at_once, vocabulary_ - first); }

  int width_ = 0;
  int vocabulary_ = 0;
  std::size_t tok_at_ = 0;
  std::size_t bias_at_ = 0;
};

}  // namespace

std::unique_ptr<Layer> tied_output() { return std::make_unique<TiedOutput>(); }

}  // namespace pretext
