#include "pretext/sequence.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/carve.hpp"

// Buffers of a sequence, each for max_batch samples:
//   saved     what each layer saves, then its output, for every layer but the frozen ones before the last of them; the
//             last layer's output is the caller's
//   scratch   two activations and two gradients that are used alternately, then the largest scratch of any layer
//   prepared  one after another

namespace pretext {
namespace {

std::string join(const std::string& outer, const std::string& inner) {
  return outer.empty() || inner.empty() ? outer + inner : outer + "." + inner;
}

std::size_t bytes(Shape shape, int samples) {
  return round_up_to_alignment(static_cast<std::size_t>(samples) * shape.size() * sizeof(float));
}

std::span<float> floats(std::span<std::byte> buffer, std::size_t at, std::size_t count) {
  return {reinterpret_cast<float*>(buffer.data() + at), count};
}

}  // namespace

void Sequence::add(std::string name, std::unique_ptr<Layer> layer) {
  Step& step = steps_.emplace_back();
  step.name = std::move(name);
  step.layer = std::move(layer);
}

Plan Sequence::plan(const std::string& name, Shape in, int max_batch, Params& params) {
  assert(frozen_ <= length());
  Plan all{.out = in};
  std::size_t layer_scratch = 0;
  for (int i = 0; i < length(); ++i) {
    Step& step = steps_[static_cast<std::size_t>(i)];
    step.in = all.out;
    step.first_param = params.table().size();
    step.plan = step.layer->plan(join(name, step.name), step.in, max_batch, params);
    all.out = step.plan.out;
    all.multiplications += step.plan.multiplications;

    step.prepared_at = all.prepared;
    all.prepared += step.plan.prepared;
    layer_scratch = std::max(layer_scratch, step.plan.scratch);
    step.saved_at = all.saved;
    if (i >= frozen_) all.saved += step.plan.saved;
    step.output_at = all.saved;
    if (i + 1 < length()) {
      activation_bytes_ = std::max(activation_bytes_, bytes(all.out, max_batch));
      if (i + 1 >= frozen_) all.saved += bytes(all.out, max_batch);
      if (i + 1 > frozen_) gradient_bytes_ = std::max(gradient_bytes_, bytes(all.out, max_batch));
    }
  }
  all.scratch = 2 * activation_bytes_ + 2 * gradient_bytes_ + layer_scratch;
  return all;
}

void Sequence::prepare(std::span<const float> weights, std::span<std::byte> prepared) const {
  for (const Step& step : steps_) {
    step.layer->prepare(weights, prepared.subspan(step.prepared_at, step.plan.prepared));
  }
}

Pass Sequence::pass_of(int i, const Pass& pass) const {
  const Step& at = step(i);
  Pass part = pass;
  part.prepared = pass.prepared.subspan(at.prepared_at, at.plan.prepared);
  part.saved =
      i < frozen_ || pass.saved.empty() ? std::span<std::byte>{} : pass.saved.subspan(at.saved_at, at.plan.saved);
  part.scratch = pass.scratch.subspan(2 * activation_bytes_ + 2 * gradient_bytes_);
  return part;
}

std::span<float> Sequence::output_of(int i, const Pass& pass) const {
  const Step& at = step(i);
  const std::size_t count = static_cast<std::size_t>(pass.n) * at.plan.out.size();
  const bool kept = i + 1 >= frozen_ && !pass.saved.empty();
  if (kept) return floats(pass.saved, at.output_at, count);
  return floats(pass.scratch, i % 2 == 0 ? 0 : activation_bytes_, count);
}

void Sequence::forward(const Pass& pass, std::span<const float> x, std::span<float> y) const {
  if (steps_.empty()) std::copy_n(x.begin(), y.size(), y.begin());
  for (int i = 0; i < length(); ++i) {
    const std::span<float> out = i + 1 == length() ? y : output_of(i, pass);
    step(i).layer->forward(pass_of(i, pass), x, out);
    x = out;
  }
}

void Sequence::backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                        std::span<float> dx) const {
  assert(frozen_ == 0 || dx.empty());
  if (pass.grads.empty() && dx.empty()) return;
  if (steps_.empty() && !dx.empty()) std::copy_n(dy.begin(), dx.size(), dx.begin());
  for (int i = length() - 1; i >= frozen_; --i) {
    const std::span<const float> in = i == 0 ? x : output_of(i - 1, pass);
    std::span<float> din = dx;
    if (i > 0) {
      const std::size_t at = 2 * activation_bytes_ + (i % 2 == 0 ? 0 : gradient_bytes_);
      const bool needed = i > frozen_;
      din = needed ? floats(pass.scratch, at, in.size()) : std::span<float>{};
    }
    Pass part = pass_of(i, pass);
    if (i > 0) {
      const bool lowest = i - 1 == frozen_ && dx.empty();
      part.alike = lowest ? step(i - 1).layer->alike(pass_of(i - 1, pass)) : std::span<const std::uint8_t>{};
    }
    step(i).layer->backward(part, in, y, dy, din);
    y = in;
    dy = din;
  }
}

}  // namespace pretext
