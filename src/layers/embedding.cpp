#include <algorithm>
#include <cassert>

#include "kernels/update.hpp"
#include "pretext/text_layers.hpp"
#include "pretext/texts.hpp"

namespace pretext {
namespace {

class Embedding final : public Layer {
 public:
  explicit Embedding(EmbeddingSpec spec) : spec_(spec) {}

  Plan plan(const std::string& name, Shape in, int /*max_batch*/, Params& params) override {
    static_cast<void>(in);
    assert(in.size() == 1 && spec_.vocabulary > 0 && spec_.places > 0);
    const std::string outer = name.empty() ? "" : name + ".";
    const Init wide{.kind = Init::Kind::normal, .deviation = 0.1f};
    tok_at_ = params.add(outer + "tok", {spec_.vocabulary, spec_.width}, wide);
    pos_at_ = params.add(outer + "pos", {spec_.places, spec_.width}, wide);
    if (spec_.segments) {
      seg_at_ = params.add(outer + "seg", {2, spec_.width}, {.kind = Init::Kind::normal, .deviation = 0.02f});
    }
    return {.out = {1, 1, spec_.width}};
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    const std::size_t width = static_cast<std::size_t>(spec_.width);
    visit(pass, x, [&](int sample, std::size_t tok, std::size_t pos, std::size_t seg) {
      float* to = y.data() + static_cast<std::size_t>(sample) * width;
      std::copy_n(pass.weights.data() + tok, width, to);
      kernels::add(to, pass.weights.data() + pos, width);
      if (spec_.segments) kernels::add(to, pass.weights.data() + seg, width);
    });
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    std::ranges::fill(dx, 0.0f);
    if (pass.grads.empty()) return;
    const std::size_t width = static_cast<std::size_t>(spec_.width);
    visit(pass, x, [&](int sample, std::size_t tok, std::size_t pos, std::size_t seg) {
      const float* from = dy.data() + static_cast<std::size_t>(sample) * width;
      kernels::add(pass.grads.data() + tok, from, width);
      kernels::add(pass.grads.data() + pos, from, width);
      if (spec_.segments) kernels::add(pass.grads.data() + seg, from, width);
    });
  }

 private:
  [[nodiscard]] int token_of(float x) const {
    if (!(x > 0.0f)) return 0;  // NaN too
    return static_cast<int>(std::min(x + 0.5f, static_cast<float>(spec_.vocabulary - 1)));
  }

  /// Calls visit(sample, where its token's vector starts, where its place's does, where its part's does).
  template <class Visit>
  void visit(const Pass& pass, std::span<const float> x, Visit visit) const {
    const std::size_t width = static_cast<std::size_t>(spec_.width);
    const int texts = pass.texts.empty() ? pass.n : static_cast<int>(pass.texts.size()) - 1;
    for (int text = 0; text < texts; ++text) {
      const auto at = static_cast<std::size_t>(text);
      const int first = pass.texts.empty() ? text : pass.texts[at];
      const int last = pass.texts.empty() ? text + 1 : pass.texts[at + 1];
      bool second = false;
      for (int sample = first; sample < last; ++sample) {
        const int token = token_of(x[static_cast<std::size_t>(sample)]);
        const int place = std::min(sample - first, spec_.places - 1);
        visit(sample, tok_at_ + static_cast<std::size_t>(token) * width,
              pos_at_ + static_cast<std::size_t>(place) * width, seg_at_ + (second ? width : 0));
        second = second || token == static_cast<int>(SpecialToken::separator);
      }
    }
  }

  EmbeddingSpec spec_;
  std::size_t tok_at_ = 0;
  std::size_t pos_at_ = 0;
  std::size_t seg_at_ = 0;
};

}  // namespace

std::unique_ptr<Layer> embedding(EmbeddingSpec spec) { return std::make_unique<Embedding>(spec); }

}  // namespace pretext
