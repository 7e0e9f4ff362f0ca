#include "layers/doubled_conv.hpp"

#include <algorithm>
#include <array>

#include "kernels/update.hpp"

namespace pretext {
namespace {

/// Along one axis: the outputs that read a pixel, 2 y - 1 to 2 y + 2, do so with these taps of the three.
constexpr std::array<std::array<bool, 3>, 4> met = {{{false, false, true},  //
                                                     {false, true, true},   //
                                                     {true, true, false},   //
                                                     {true, false, false}}};

/// Along one axis: the tap, of three on the small image, with which an output of this phase reads the pixel that `tap`
/// falls on.
constexpr int small_tap(int phase, int tap) { return (phase + tap + 1) / 2; }

/// Calls visit(sum, tap) for each of the 4 x 4 sums and each of the 3 x 3 taps in it.
template <class Visit>
void for_each_summand(Visit visit) {
  for (int sum = 0; sum < 16; ++sum) {
    for (int tap = 0; tap < 9; ++tap) {
      const auto at = [](int i) { return static_cast<std::size_t>(i); };
      if (met[at(sum / 4)][at(tap / 3)] && met[at(sum % 4)][at(tap % 3)]) visit(sum, tap);
    }
  }
}

}  // namespace

bool DoubledConv::fits(Shape in, int h, int w, const ConvSpec& spec) {
  return h == 2 * in.h && w == 2 * in.w && spec.kernel == 3 && spec.stride == 1 && spec.pool == 1;
}

Plan DoubledConv::plan(const std::string& name, Shape in, int max_batch, Params& params) {
  in_ = in;
  max_batch_ = max_batch;
  const int filters = spec_.filters;
  kernel_at_ = params.add(name + ".kernel", {3, 3, in.c, filters}, {Init::Kind::glorot_uniform, 9 * in.c, 9 * filters});
  bias_at_ = params.add(name + ".bias", {filters}, {});
  forward_ = conv_forward(kernels::ConvShape(in, {4 * filters, 3, 1, spec_.relu, 1, spec_.exact}), max_batch);
  const kernels::ConvShape turned({2 * in.h, 2 * in.w, filters}, {in.c, 4, 2, false, 1});
  if (filters == 1 && PickingGradient::fits(turned)) {
    turned_ = conv_forward(turned, max_batch);
    picking_.emplace(turned, max_batch);
  } else {
    listed_.emplace(kernels::ConvShape::of_doubled(in, spec_), max_batch);
  }

  Plan plan;
  plan.out = {2 * in.h, 2 * in.w, filters};
  plan.multiplications = kernels::ConvShape({2 * in.h, 2 * in.w, in.c}, spec_).multiplications();
  Carver prepared;
  static_cast<void>(prepared_in(prepared));
  plan.prepared = prepared.used();
  Carver scratch;
  static_cast<void>(scratch_in(scratch));
  plan.scratch = scratch.used();
  return plan;
}

void DoubledConv::prepare(std::span<const float> weights, std::span<std::byte> prepared) const {
  Carver carver(prepared);
  const Prepared to = prepared_in(carver);
  const float* kernel = weights.data() + kernel_at_;
  std::fill_n(to.phases, 9 * 4 * tap(), 0.0f);
  add_to_phases(kernel, to.phases);
  for (int phase = 0; phase < 4; ++phase) {
    std::copy_n(weights.data() + bias_at_, spec_.filters, to.bias + phase * spec_.filters);
  }
  forward_->prepare(to.phases, to.bias, to.forward);

  std::fill_n(to.sums, 16 * tap(), 0.0f);
  for_each_summand([&](int sum, int of) {
    kernels::add(to.sums + sum * tap(), kernel + of * tap(), static_cast<std::size_t>(tap()));
  });
  if (turned_) {
    std::fill_n(to.zeros, in_.c, 0.0f);
    turned_->prepare(to.sums, to.zeros, to.backward);
  } else {
    listed_->prepare(to.sums, to.backward);
  }
}

void DoubledConv::add_to_phases(const float* kernel, float* phases) const {
  const int filters = spec_.filters;
  for (int phase = 0; phase < 4; ++phase) {
    for (int of = 0; of < 9; ++of) {
      const int small = small_tap(phase / 2, of / 3) * 3 + small_tap(phase % 2, of % 3);
      for (int c = 0; c < in_.c; ++c) {
        kernels::add(phases + ((small * in_.c + c) * 4 + phase) * filters, kernel + (of * in_.c + c) * filters,
                     static_cast<std::size_t>(filters));
      }
    }
  }
}

void DoubledConv::forward(const Pass& pass, std::span<const float> x, std::span<float> y) const {
  Carver prepared_carver(pass.prepared);
  Carver scratch_carver(pass.scratch);
  const Prepared weights = prepared_in(prepared_carver);
  const Scratch at = scratch_in(scratch_carver);
  forward_->run(pass.n, x.data(), weights.forward, at.parts, at.outputs, {});
  // The two phases of a row of outputs lie side by side at each pixel.
  const int pair = 2 * spec_.filters;
  const float* from = at.outputs;
  float* to = y.data();
  for (int row = 0; row < pass.n * in_.h; ++row, from += in_.w * 2 * pair) {
    for (int phase = 0; phase < 2; ++phase) {
      for (int column = 0; column < in_.w; ++column, to += pair) {
        std::copy_n(from + (2 * column + phase) * pair, pair, to);
      }
    }
  }
}

void DoubledConv::backward(const Pass& pass, std::span<const float> x, std::span<const float> y,
                           std::span<const float> dy, std::span<float> dx) const {
  const bool grads = !pass.grads.empty();
  if (!grads && dx.empty()) return;
  Carver prepared_carver(pass.prepared);
  Carver scratch_carver(pass.scratch);
  const Prepared weights = prepared_in(prepared_carver);
  const Scratch at = scratch_in(scratch_carver);
  if (grads) std::fill_n(at.dsums, 16 * tap(), 0.0f);
  const ConvGradients all{.n = pass.n,
                          .x = x.data(),
                          .y = y.data(),
                          .dy = dy.data(),
                          .winners = nullptr,
                          .blind = nullptr,
                          .padded = nullptr,
                          .alike = nullptr,
                          .dx = dx.empty() ? nullptr : dx.data(),
                          .dkernel = grads ? at.dsums : nullptr,
                          .dbias = grads ? pass.grads.data() + bias_at_ : nullptr};
  if (turned_) {
    run_turned(all, weights, at);
  } else {
    listed_->run(all, weights.backward, at.parts);
  }
  if (!grads) return;
  float* dkernel = pass.grads.data() + kernel_at_;
  for_each_summand([&](int sum, int of) {
    kernels::add(dkernel + of * tap(), at.dsums + sum * tap(), static_cast<std::size_t>(tap()));
  });
}

/// With one filter, a kernel from it to the input's channels lies as one from them to it.
void DoubledConv::run_turned(const ConvGradients& all, const Prepared& weights, const Scratch& at) const {
  const int outputs = all.n * 4 * in_.h * in_.w;
  float* passed = at.outputs;
  for (int i = 0; i < outputs; ++i) passed[i] = spec_.relu && all.y[i] <= 0.0f ? 0.0f : all.dy[i];
  if (all.dx != nullptr) turned_->run(all.n, passed, weights.backward, at.parts, all.dx, {});
  if (all.dkernel == nullptr) return;
  ConvGradients gradients = all;
  gradients.x = passed;
  gradients.y = all.x;
  gradients.dy = all.x;
  gradients.dbias = nullptr;
  picking_->run(gradients, at.parts);
  float sum = 0.0f;
  for (int i = 0; i < outputs; ++i) sum += passed[i];
  *all.dbias += sum;
}

DoubledConv::Prepared DoubledConv::prepared_in(Carver& carver) const {
  const auto bytes = [&](std::size_t size) { return std::span(carver.take<std::byte>(size), size); };
  const auto floats = [&](int size) { return carver.take<float>(static_cast<std::size_t>(size)); };
  return {bytes(forward_->prepared_bytes()),
          bytes(turned_ ? turned_->prepared_bytes() : listed_->prepared_bytes()),
          floats(9 * 4 * tap()),
          floats(4 * spec_.filters),
          floats(16 * tap()),
          floats(in_.c)};
}

DoubledConv::Scratch DoubledConv::scratch_in(Carver& carver) const {
  const auto bytes = [&](std::size_t size) { return std::span(carver.take<std::byte>(size), size); };
  const auto floats = [&](int size) { return carver.take<float>(static_cast<std::size_t>(size)); };
  const std::size_t backward =
      turned_ ? std::max(turned_->scratch_bytes(), picking_->scratch_bytes()) : listed_->scratch_bytes();
  return {bytes(std::max(forward_->scratch_bytes(), backward)), floats(max_batch_ * in_.h * in_.w * 4 * spec_.filters),
          floats(16 * tap())};
}

}  // namespace pretext
