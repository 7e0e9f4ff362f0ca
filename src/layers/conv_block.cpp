#include "layers/conv_block.hpp"

#include <algorithm>

#include "core/carve.hpp"
#include "kernels/winograd.hpp"

namespace pretext {
namespace {

using kernels::ConvShape;

/// The first row that fits is taken.
struct ForwardRow {
  bool (*fits)(const ConvShape&);
  std::unique_ptr<ConvForward> (*make)(const ConvShape&, int max_batch);
};

constexpr ForwardRow forward_table[] = {
    {[](const ConvShape& s) { return kernels::winograd_tiling(s).outputs > 0; }, winograd_forward},
    {[](const ConvShape&) { return true; }, gemm_forward},
};

}  // namespace

std::unique_ptr<ConvForward> conv_forward(const ConvShape& shape, int max_batch) {
  const auto* row = std::ranges::find_if(forward_table, [&](const ForwardRow& r) { return r.fits(shape); });
  return row->make(shape, max_batch);
}

int images_in_cache(std::size_t bytes, int max_batch) {
  constexpr std::size_t cache = 512 * 1024;
  return std::clamp(static_cast<int>(cache / bytes), 1, max_batch);
}

std::vector<std::uint32_t> window_starts(const ConvShape& shape) {
  std::vector<std::uint32_t> starts;
  for (int y = 0; y < shape.cells_h; ++y) {
    for (int x = 0; x < shape.cells_w; ++x) {
      for (int q = 0; q < shape.window(); ++q) starts.push_back(static_cast<std::uint32_t>(shape.window_at(y, x, q)));
    }
  }
  return starts;
}

Plan ConvBlock::plan(const std::string& name, Shape in, int max_batch, Params& params) {
  const int k = spec_.kernel;
  const Init glorot{Init::Kind::glorot_uniform, k * k * in.c, k * k * spec_.filters};
  const std::size_t kernel_at = params.add(name + ".kernel", {k, k, in.c, spec_.filters}, glorot);
  const std::size_t bias_at = params.add(name + ".bias", {spec_.filters}, {});
  return plan_with(in, max_batch, kernel_at, bias_at);
}

Plan ConvBlock::plan_with(Shape in, int max_batch, std::size_t kernel_at, std::size_t bias_at) {
  shape_ = ConvShape(in, spec_);
  max_batch_ = max_batch;
  kernel_at_ = kernel_at;
  bias_at_ = bias_at;
  forward_ = conv_forward(shape_, max_batch);
  if (PickingGradient::fits(shape_)) picking_.emplace(shape_, max_batch);
  listed_.emplace(shape_, max_batch);

  Plan plan;
  plan.out = {shape_.cells_h, shape_.cells_w, shape_.filters};
  plan.multiplications = shape_.multiplications();
  Carver saved;
  static_cast<void>(saved_in(saved));
  plan.saved = saved.used();
  plan.prepared = forward_->prepared_bytes() + listed_->prepared_bytes();
  plan.scratch =
      std::max({forward_->scratch_bytes(), picking_ ? picking_->scratch_bytes() : 0, listed_->scratch_bytes()});
  return plan;
}

void ConvBlock::prepare(std::span<const float> weights, std::span<std::byte> prepared) const {
  const float* kernel = weights.data() + kernel_at_;
  forward_->prepare(kernel, weights.data() + bias_at_, prepared.first(forward_->prepared_bytes()));
  listed_->prepare(kernel, prepared.subspan(forward_->prepared_bytes()));
}

void ConvBlock::forward(const Pass& pass, std::span<const float> x, std::span<float> y) const {
  Carver saved(pass.saved);
  forward_->run(pass.n, x.data(), pass.prepared.first(forward_->prepared_bytes()), pass.scratch, y.data(),
                saved_in(saved));
}

void ConvBlock::backward(const Pass& pass, std::span<const float> x, std::span<const float> y,
                         std::span<const float> dy, std::span<float> dx) const {
  Carver saved(pass.saved);
  const Kept kept = saved_in(saved);
  const bool grads = !pass.grads.empty();
  ConvGradients gradients{pass.n,
                          x.data(),
                          y.data(),
                          dy.data(),
                          kept.winners,
                          kept.blind,
                          kept.padded,
                          pass.alike.empty() ? nullptr : pass.alike.data(),
                          dx.empty() ? nullptr : dx.data(),
                          grads ? pass.grads.data() + kernel_at_ : nullptr,
                          grads ? pass.grads.data() + bias_at_ : nullptr};
  if (picking_ && grads) {
    picking_->run(gradients, pass.scratch);
    gradients.dkernel = nullptr;
    gradients.dbias = nullptr;
  }
  if (gradients.dkernel == nullptr && gradients.dx == nullptr) return;
  listed_->run(gradients, pass.prepared.subspan(forward_->prepared_bytes()), pass.scratch);
}

std::span<const std::uint8_t> ConvBlock::alike(const Pass& pass) const {
  Carver saved(pass.saved);
  const std::uint8_t* blind = saved_in(saved).blind;
  if (blind == nullptr) return {};
  return {blind, static_cast<std::size_t>(pass.n * shape_.cells())};
}

Kept ConvBlock::saved_in(Carver& carver) const {
  const auto cells = static_cast<std::size_t>(max_batch_ * shape_.cells());
  Kept kept{nullptr, nullptr, nullptr};
  if (shape_.window() > 1) kept.winners = carver.take<std::uint8_t>(cells * static_cast<std::size_t>(shape_.filters));
  if (forward_->finds_blind_cells()) kept.blind = carver.take<std::uint8_t>(cells);
  if (forward_->pads() && picking_) {
    kept.padded = carver.take<float>(static_cast<std::size_t>(max_batch_ * shape_.padded_size()));
  }
  return kept;
}

std::unique_ptr<Layer> conv_block(ConvSpec spec) { return std::make_unique<ConvBlock>(spec); }

}  // namespace pretext
