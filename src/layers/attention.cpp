#include "kernels/attention.hpp"

#include <algorithm>
#include <cassert>

#include "core/carve.hpp"
#include "kernels/lanes.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

using kernels::AttentionShape;

class Attention final : public Layer {
 public:
  Attention(int heads, bool causal, int places) : heads_(heads), causal_(causal), places_(places) {}

  Plan plan(const std::string& /*name*/, Shape in, int max_batch, Params& /*params*/) override {
    width_ = static_cast<int>(in.size()) / 3;
    assert(static_cast<int>(in.size()) == 3 * width_ && width_ % heads_ == 0);
    Plan plan{.out = {1, 1, width_}};
    const auto each = static_cast<std::size_t>(kernels::round_up(places_, 8) * heads_);
    plan.saved = round_up_to_alignment(static_cast<std::size_t>(max_batch) * each * sizeof(float));
    Carver carver;
    static_cast<void>(scratch_in(carver));
    plan.scratch = carver.used();
    plan.multiplications = 2.0 * width_ * places_;
    return plan;
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    Carver carver(pass.scratch);
    const Scratch at = scratch_in(carver);
    visit(pass, [&](const AttentionShape& shape, int first, int head, std::size_t weights) {
      const float* query = x.data() + first * 3 * width_ + head * shape.width;
      float* kept = pass.saved.empty() ? at.weights : reinterpret_cast<float*>(pass.saved.data()) + weights;
      kernels::attention(shape, query, query + width_, query + 2 * width_, kept,
                         y.data() + first * width_ + head * shape.width, width_, at.panels);
    });
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    if (dx.empty()) return;
    Carver carver(pass.scratch);
    const Scratch at = scratch_in(carver);
    visit(pass, [&](const AttentionShape& shape, int first, int head, std::size_t weights) {
      const int start = first * 3 * width_ + head * shape.width;
      const float* query = x.data() + start;
      float* dquery = dx.data() + start;
      kernels::attention_gradient(shape, query, query + width_, query + 2 * width_,
                                  reinterpret_cast<const float*>(pass.saved.data()) + weights,
                                  dy.data() + first * width_ + head * shape.width, width_, dquery, dquery + width_,
                                  dquery + 2 * width_, at.panels);
    });
  }

 private:
  struct Scratch {
    float* panels;
    float* weights;  ///< of one head of one text
  };
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const AttentionShape largest{places_, width_ / heads_, 0, causal_};
    return {carver.take<float>(largest.scratch_floats()),
            carver.take<float>(static_cast<std::size_t>(places_ * largest.weights_pitch()))};
  }

  /// Calls visit(shape, first sample, head, where its weights start) for each head of each text.
  template <class Visit>
  void visit(const Pass& pass, Visit visit) const {
    const int texts = pass.texts.empty() ? pass.n : static_cast<int>(pass.texts.size()) - 1;
    const auto row = static_cast<std::size_t>(kernels::round_up(places_, 8));
    for (int text = 0; text < texts; ++text) {
      const auto at = static_cast<std::size_t>(text);
      const int first = pass.texts.empty() ? text : pass.texts[at];
      const int length = pass.texts.empty() ? 1 : pass.texts[at + 1] - first;
      assert(length >= 1 && length <= places_);
      const AttentionShape shape{length, width_ / heads_, 3 * width_, causal_};
      for (int head = 0; head < heads_; ++head) {
        visit(shape, first, head, (static_cast<std::size_t>(first * heads_ + head * length)) * row);
      }
    }
  }

  int heads_;
  bool causal_;
  int places_;
  int width_ = 0;
};

}  // namespace

std::unique_ptr<Layer> attention(int heads, bool causal, int places) {
  return std::make_unique<Attention>(heads, causal, places);
}

}  // namespace pretext
