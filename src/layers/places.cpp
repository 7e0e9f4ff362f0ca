#include <algorithm>
#include <cassert>
#include <utility>

#include "core/carve.hpp"
#include "kernels/update.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {
namespace {

class OverPlaces final : public Layer {
 public:
  OverPlaces(Places kept, std::unique_ptr<Layer> inner) : kept_(kept), inner_(std::move(inner)) {}

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    assert(in.w == 1 && in.c == 1);
    places_ = in.h;
    max_batch_ = max_batch;
    inside_ = inner_->plan(name, {1, 1, 1}, max_batch * places_, params);
    Plan plan = inside_;
    plan.out = kept_ == Places::all ? Shape{places_, 1, inside_.out.c} : inside_.out;
    plan.multiplications *= places_;
    Carver kept;
    static_cast<void>(packed_in(kept));
    packed_bytes_ = kept.used();
    gradient_bytes_ = round_up_to_alignment(static_cast<std::size_t>(max_batch * places_) * width() * sizeof(float));
    plan.saved += packed_bytes_;
    plan.scratch += packed_bytes_ + gradient_bytes_;
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    inner_->prepare(weights, prepared);
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    Carver carver(pass.saved.empty() ? pass.scratch : pass.saved);
    const Packed at = packed_in(carver);
    for (int text = 0; text < pass.n; ++text) {
      const float* from = x.data() + text * places_;
      const int length = length_of(from);
      std::copy_n(from, length, at.tokens + at.starts[text]);
      at.starts[text + 1] = at.starts[text] + length;
    }
    const std::size_t samples = static_cast<std::size_t>(at.starts[pass.n]);
    inner_->forward(inward(pass, at), {at.tokens, samples}, {at.outputs, samples * width()});
    std::ranges::fill(y, 0.0f);
    for (int text = 0; text < pass.n; ++text) unpack(at, text, y);
  }

  void backward(const Pass& pass, std::span<const float> /*x*/, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    std::ranges::fill(dx, 0.0f);
    if (pass.grads.empty()) return;
    Carver carver(pass.saved);
    const Packed at = packed_in(carver);
    const std::size_t samples = static_cast<std::size_t>(at.starts[pass.n]);
    const std::span<float> packed{reinterpret_cast<float*>(pass.scratch.data() + packed_bytes_), samples * width()};
    for (int text = 0; text < pass.n; ++text) pack(at, text, dy, packed);
    inner_->backward(inward(pass, at), {at.tokens, samples}, {at.outputs, samples * width()}, packed, {});
  }

 private:
  /// The places that are there, one text after another.
  struct Packed {
    std::int32_t* starts;
    float* tokens;
    float* outputs;
  };
  [[nodiscard]] Packed packed_in(Carver& carver) const {
    const auto samples = static_cast<std::size_t>(max_batch_ * places_);
    Packed at{carver.take<std::int32_t>(static_cast<std::size_t>(max_batch_) + 1), carver.take<float>(samples),
              carver.take<float>(samples * width())};
    if (at.starts != nullptr) at.starts[0] = 0;
    return at;
  }

  [[nodiscard]] Pass inward(const Pass& pass, const Packed& at) const {
    Pass inner = pass;
    inner.n = at.starts[pass.n];
    inner.texts = {at.starts, static_cast<std::size_t>(pass.n) + 1};
    inner.alike = {};
    inner.scratch = pass.scratch.subspan(packed_bytes_ + gradient_bytes_);
    if (!pass.saved.empty()) inner.saved = pass.saved.subspan(packed_bytes_);
    return inner;
  }

  [[nodiscard]] int length_of(const float* tokens) const {
    int length = places_;
    while (length > 1 && tokens[length - 1] == 0.0f) --length;
    return length;
  }

  [[nodiscard]] std::size_t width() const { return inside_.out.size(); }

  void unpack(const Packed& at, int text, std::span<float> y) const {
    const float* from = at.outputs + static_cast<std::size_t>(at.starts[text]) * width();
    const int length = at.starts[text + 1] - at.starts[text];
    if (kept_ == Places::all) {
      float* to = y.data() + static_cast<std::size_t>(text * places_) * width();
      std::copy_n(from, static_cast<std::size_t>(length) * width(), to);
      return;
    }
    float* to = y.data() + static_cast<std::size_t>(text) * width();
    const int counted = kept_ == Places::first ? 1 : length;
    for (int i = 0; i < counted; ++i, from += width()) kernels::add(to, from, width());
    if (counted > 1) kernels::scale(to, 1.0f / static_cast<float>(counted), width());
  }

  void pack(const Packed& at, int text, std::span<const float> dy, std::span<float> packed) const {
    float* to = packed.data() + static_cast<std::size_t>(at.starts[text]) * width();
    const int length = at.starts[text + 1] - at.starts[text];
    if (kept_ == Places::all) {
      const float* from = dy.data() + static_cast<std::size_t>(text * places_) * width();
      std::copy_n(from, static_cast<std::size_t>(length) * width(), to);
      return;
    }
    const float* from = dy.data() + static_cast<std::size_t>(text) * width();
    const int counted = kept_ == Places::first ? 1 : length;
    for (int i = 0; i < length; ++i, to += width()) {
      std::fill_n(to, width(), 0.0f);
      if (i < counted) std::copy_n(from, width(), to);
      if (i < counted && counted > 1) kernels::scale(to, 1.0f / static_cast<float>(counted), width());
    }
  }

  Places kept_;
  std::unique_ptr<Layer> inner_;
  Plan inside_;
  int places_ = 0;
  int max_batch_ = 0;
  std::size_t packed_bytes_ = 0;
  std::size_t gradient_bytes_ = 0;
};

}  // namespace

std::unique_ptr<Layer> over_places(Places kept, std::unique_ptr<Layer> inner) {
  return std::make_unique<OverPlaces>(kept, std::move(inner));
}

}  // namespace pretext
