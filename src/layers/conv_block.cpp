#include "layers/conv_block.hpp"

#include <algorithm>

#include "core/carve.hpp"
#include "kernels/winograd.hpp"

namespace pretext {
namespace {

using kernels::ConvShape;

/// The table from which a block takes its kernels: the first row that fits.
struct ForwardRow {
  bool (*fits)(const ConvShape&);
  std::unique_ptr<ConvForward> (*make)(const ConvShape&, int max_batch);
};

constexpr ForwardRow forward_table[] = {
    {[](const ConvShape& s) { return kernels::winograd_tiling(s).outputs > 0; }, winograd_forward},
    {[](const ConvShape&) { return true; }, gemm_forward},
};

struct WeightGradientRow {
  bool (*fits)(const ConvShape&);
  std::unique_ptr<WeightGradient> (*make)(const ConvShape&, int max_batch);
};

constexpr WeightGradientRow weight_gradient_table[] = {
    {[](const ConvShape& s) { return s.pool <= 2 && s.filters % 4 == 0 && s.kernel * s.tap_row() <= 32; },
     picking_gradient},
    {[](const ConvShape&) { return true; }, strip_gradient},
};

template <class Table>
auto choose(const Table& table, const ConvShape& shape, int max_batch) {
  const auto row = std::find_if(std::begin(table), std::end(table), [&](const auto& r) { return r.fits(shape); });
  return row->make(shape, max_batch);
}

}  // namespace

int images_in_cache(std::size_t bytes, int max_batch) {
  constexpr std::size_t cache = 512 * 1024;
  return std::clamp(static_cast<int>(cache / bytes), 1, max_batch);
}

kernels::CellOutputs outputs_of(const ConvShape& shape, const ConvGradients& all, int out, float* passed) {
  kernels::pass_relu(shape, all.y + out, all.dy + out, passed);
  return {{passed, static_cast<std::size_t>(shape.filters)}, all.winners == nullptr ? nullptr : all.winners + out};
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
  const ConvShape shape(in, spec_);
  pooled_ = shape.window() > 1;
  kernel_at_ = kernel_at;
  bias_at_ = bias_at;
  forward_ = choose(forward_table, shape, max_batch);
  weight_gradient_ = choose(weight_gradient_table, shape, max_batch);
  input_gradient_ = std::make_unique<InputGradient>(shape);

  Plan plan;
  plan.out = {shape.cells_h, shape.cells_w, shape.filters};
  plan.multiplications = shape.multiplications();
  // The winners, one byte each.
  if (pooled_) plan.saved = round_up_to_alignment(static_cast<std::size_t>(max_batch) * plan.out.size());
  plan.prepared = forward_->prepared_bytes() + input_gradient_->prepared_bytes();
  plan.scratch =
      std::max({forward_->scratch_bytes(), weight_gradient_->scratch_bytes(), input_gradient_->scratch_bytes()});
  return plan;
}

void ConvBlock::prepare(std::span<const float> weights, std::span<std::byte> prepared) const {
  const float* kernel = weights.data() + kernel_at_;
  forward_->prepare(kernel, weights.data() + bias_at_, prepared.first(forward_->prepared_bytes()));
  input_gradient_->prepare(kernel, prepared.subspan(forward_->prepared_bytes()));
}

void ConvBlock::forward(const Pass& pass, std::span<const float> x, std::span<float> y) const {
  auto* winners = pass.saved.empty() ? nullptr : reinterpret_cast<std::uint8_t*>(pass.saved.data());
  forward_->run(pass.n, x.data(), pass.prepared.first(forward_->prepared_bytes()), pass.scratch, y.data(), winners);
}

void ConvBlock::backward(const Pass& pass, std::span<const float> x, std::span<const float> y,
                         std::span<const float> dy, std::span<float> dx) const {
  const auto* winners = pooled_ ? reinterpret_cast<const std::uint8_t*>(pass.saved.data()) : nullptr;
  const ConvGradients gradients{pass.n,
                                x.data(),
                                y.data(),
                                dy.data(),
                                winners,
                                dx.empty() ? nullptr : dx.data(),
                                pass.grads.data() + kernel_at_,
                                pass.grads.data() + bias_at_};
  weight_gradient_->run(gradients, pass.scratch);
  if (gradients.dx != nullptr) {
    input_gradient_->run(gradients, pass.prepared.subspan(forward_->prepared_bytes()), pass.scratch);
  }
}

std::unique_ptr<Layer> conv_block(ConvSpec spec) { return std::make_unique<ConvBlock>(spec); }

}  // namespace pretext
