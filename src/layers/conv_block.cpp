#include "layers/conv_block.hpp"

#include <algorithm>
#include <cassert>

#include "kernels/gemm.hpp"
#include "kernels/pack.hpp"
#include "kernels/pool.hpp"

namespace pretext {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

/// The gradient that passes through the ReLU. A NaN in y passes, so that it cannot hide.
float through_relu(bool relu, float y, float dy) { return relu && y <= 0.0f ? 0.0f : dy; }

}  // namespace

Plan ConvBlock::plan(const std::string& name, Shape in, int max_batch, Params& params) {
  const int k = spec_.kernel;
  const Init glorot{Init::Kind::glorot_uniform, k * k * in.c, k * k * spec_.filters};
  const std::size_t kernel_at = params.add(name + ".kernel", {k, k, in.c, spec_.filters}, glorot);
  const std::size_t bias_at = params.add(name + ".bias", {spec_.filters}, {});
  return plan_with(in, max_batch, kernel_at, bias_at);
}

Plan ConvBlock::plan_with(Shape in, int max_batch, std::size_t kernel_at, std::size_t bias_at) {
  shape_ = kernels::ConvShape(in, spec_);
  kernel_at_ = kernel_at;
  bias_at_ = bias_at;
  constexpr int cache = 1 << 18;  // bytes of padded images that are looked at again and again
  images_ = std::clamp(cache / (4 * shape_.padded_size()), 1, max_batch);

  windows_.clear();
  for (int y = 0; y < shape_.cells_h; ++y) {
    for (int x = 0; x < shape_.cells_w; ++x) {
      for (int q = 0; q < shape_.window(); ++q) windows_.push_back(static_cast<std::uint32_t>(shape_.window_at(y, x, q)));
    }
  }

  Plan plan;
  plan.out = {shape_.cells_h, shape_.cells_w, shape_.filters};
  plan.multiplications = shape_.multiplications();
  if (shape_.window() > 1) plan.saved = round_up_to_alignment(size(max_batch) * plan.out.size());
  Carver prepared, forward, backward;
  static_cast<void>(prepared_in(prepared));
  static_cast<void>(forward_scratch(forward));
  static_cast<void>(backward_scratch(backward));
  plan.prepared = prepared.used();
  plan.scratch = std::max(forward.used(), backward.used());
  return plan;
}

ConvBlock::Prepared ConvBlock::prepared_in(Carver& carver) const {
  const int depth = shape_.kernel * shape_.tap_row();
  return {carver.take<float>(size(depth * shape_.columns())), carver.take<float>(size(shape_.columns())),
          carver.take<float>(size(shape_.filters * shape_.kernel * shape_.tap_lanes()))};
}

ConvBlock::ForwardScratch ConvBlock::forward_scratch(Carver& carver) const {
  return {carver.take<float>(size(images_ * shape_.padded_size())), carver.take<float>(size(4 * shape_.window() * 8))};
}

ConvBlock::BackwardScratch ConvBlock::backward_scratch(Carver& carver) const {
  const int filters = shape_.filters;
  return {carver.take<float>(size(images_ * shape_.padded_size())),
          carver.take<float>(size(shape_.padded_size())),
          carver.take<float>(size(filters * shape_.kernel * shape_.tap_lanes())),
          carver.take<float>(size(filters)),
          carver.take<kernels::Term>(size(filters * images_ * shape_.cells()) + 1),
          carver.take<int>(size(filters)),
          carver.take<kernels::Term>(size(shape_.window() * filters) + 1)};
}

void ConvBlock::prepare(std::span<const float> weights, std::span<std::byte> prepared) const {
  Carver carver(prepared);
  const Prepared made = prepared_in(carver);
  kernels::pack_panels(shape_, weights.data() + kernel_at_, weights.data() + bias_at_, made.panels, made.bias);
  kernels::pack_by_filter(shape_, weights.data() + kernel_at_, made.by_filter);
}

void ConvBlock::forward(const Pass& pass, std::span<const float> x, std::span<float> y) const {
  Carver carver(pass.scratch);
  const ForwardScratch scratch = forward_scratch(carver);
  // prepare() writes through the same structure, hence the cast; nothing here does.
  Carver prepared_carver({const_cast<std::byte*>(pass.prepared.data()), pass.prepared.size()});
  const Prepared prepared = prepared_in(prepared_carver);
  auto* winners = pass.saved.empty() ? nullptr : reinterpret_cast<std::uint8_t*>(pass.saved.data());
  const std::size_t in_size = size(shape_.h * shape_.w * shape_.cin);
  const std::size_t out_size = size(shape_.cells() * shape_.filters);

  for (int first = 0; first < pass.n; first += images_) {
    const int images = std::min(images_, pass.n - first);
    for (int i = 0; i < images; ++i) {
      kernels::pad_image(shape_, x.data() + size(first + i) * in_size, scratch.padded + i * shape_.padded_size());
    }
    const std::size_t at = size(first) * out_size;
    const int cells = images * shape_.cells();
    for (int panel = 0; panel < shape_.columns() / 8; ++panel) {
      for (int cell = 0; cell < cells; cell += 4) {
        forward_cells(scratch, prepared, cell, std::min(4, cells - cell), panel, y.data() + at,
                      winners == nullptr ? nullptr : winners + at);
      }
    }
  }
}

/// Cells first to first + count, counted through the images at hand, and the eight filters of one panel.
void ConvBlock::forward_cells(const ForwardScratch& scratch, const Prepared& prepared, int first, int count, int panel,
                              float* y, std::uint8_t* winners) const {
  const int window = shape_.window();
  const int depth = shape_.kernel * shape_.tap_row();
  kernels::GatheredRows rows{{}, shape_.kernel, shape_.padded_row(), shape_.tap_row()};
  for (int position = 0; position < count * window; position += 4) {
    for (int j = 0; j < 4; ++j) {
      const int p = first * window + std::min(position + j, count * window - 1);
      const int image = p / (shape_.cells() * window);
      rows.row[j] = scratch.padded + image * shape_.padded_size() + windows_[size(p - image * shape_.cells() * window)];
    }
    kernels::gemm_4x8(rows, prepared.panels + panel * depth * 8, prepared.bias + panel * 8, scratch.z + position * 8);
  }

  const int filters = std::min(8, shape_.filters - panel * 8);
  for (int c = 0; c < count; ++c) {
    float best[8];
    std::uint8_t winner[8];
    kernels::pool_8(scratch.z + c * window * 8, window, shape_.relu, best, winners == nullptr ? nullptr : winner);
    const std::size_t at = size(first + c) * size(shape_.filters) + size(panel * 8);
    std::copy_n(best, filters, y + at);
    if (winners != nullptr) std::copy_n(winner, filters, winners + at);
  }
}

void ConvBlock::backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                         std::span<float> dx) const {
  Carver carver(pass.scratch);
  const BackwardScratch scratch = backward_scratch(carver);
  Carver prepared_carver({const_cast<std::byte*>(pass.prepared.data()), pass.prepared.size()});
  const Prepared prepared = prepared_in(prepared_carver);
  const auto* winners = shape_.window() > 1 ? reinterpret_cast<const std::uint8_t*>(pass.saved.data()) : nullptr;
  const std::size_t in_size = size(shape_.h * shape_.w * shape_.cin);
  const std::size_t out_size = size(shape_.cells() * shape_.filters);
  const int rows = shape_.filters * shape_.kernel;
  std::fill_n(scratch.dkernel, rows * shape_.tap_lanes(), 0.0f);
  std::fill_n(scratch.dbias, shape_.filters, 0.0f);

  for (int first = 0; first < pass.n; first += images_) {
    const int images = std::min(images_, pass.n - first);
    const std::size_t at = size(first) * out_size;
    for (int i = 0; i < images; ++i) {
      const std::size_t image = size(first + i);
      kernels::pad_image(shape_, x.data() + image * in_size, scratch.padded + i * shape_.padded_size());
      if (dx.empty()) continue;
      const std::size_t out = image * out_size;
      backward_input(scratch, prepared, y.data() + out, dy.data() + out, winners == nullptr ? nullptr : winners + out,
                     dx.data() + image * in_size);
    }
    collect_terms(scratch, images, y.data() + at, dy.data() + at, winners == nullptr ? nullptr : winners + at);
    for (int row = 0; row < rows; ++row) {
      const int filter = row / shape_.kernel;
      kernels::add_many_rows(scratch.dkernel + row * shape_.tap_lanes(), shape_.tap_lanes(),
                             scratch.padded + row % shape_.kernel * shape_.padded_row(),
                             scratch.terms + filter * images_ * shape_.cells(), scratch.count[filter]);
    }
  }
  kernels::add_by_filter(shape_, scratch.dkernel, pass.grads.data() + kernel_at_);
  for (int f = 0; f < shape_.filters; ++f) pass.grads[bias_at_ + size(f)] += scratch.dbias[f];
}

/// Lists each filter's winners that have a gradient, and adds up the bias gradient.
void ConvBlock::collect_terms(const BackwardScratch& scratch, int images, const float* y, const float* dy,
                              const std::uint8_t* winners) const {
  const int filters = shape_.filters;
  const int window = shape_.window();
  const int capacity = images_ * shape_.cells();
  std::fill_n(scratch.count, filters, 0);
  for (int i = 0; i < images; ++i) {
    const auto image = static_cast<std::uint32_t>(i * shape_.padded_size());
    for (int cell = 0; cell < shape_.cells(); ++cell, y += filters, dy += filters) {
      const std::uint32_t* starts = windows_.data() + cell * window;
      for (int f = 0; f < filters; ++f) {
        const float gradient = through_relu(shape_.relu, y[f], dy[f]);
        const std::uint32_t start = starts[winners == nullptr ? 0 : winners[f]];
        scratch.terms[f * capacity + scratch.count[f]] = {image + start, gradient};
        scratch.count[f] += gradient != 0.0f;
        scratch.dbias[f] += gradient;
      }
      if (winners != nullptr) winners += filters;
    }
  }
}

/// dx of one image: each winner adds its filter, times its gradient, where its window was.
void ConvBlock::backward_input(const BackwardScratch& scratch, const Prepared& prepared, const float* y, const float* dy,
                               const std::uint8_t* winners, float* dx) const {
  const int filters = shape_.filters;
  const int window = shape_.window();
  const int lanes = shape_.tap_lanes();
  std::fill_n(scratch.dpadded, shape_.padded_size(), 0.0f);
  for (int cell = 0; cell < shape_.cells(); ++cell, y += filters, dy += filters) {
    for (int q = 0; q < window; ++q) {
      int count = 0;
      for (int f = 0; f < filters; ++f) {
        const float gradient = through_relu(shape_.relu, y[f], dy[f]);
        const bool here = winners == nullptr || winners[f] == q;
        scratch.cell[count] = {static_cast<std::uint32_t>(f * shape_.kernel * lanes), gradient};
        count += here && gradient != 0.0f;
      }
      float* at = scratch.dpadded + windows_[size(cell * window + q)];
      for (int r = 0; r < shape_.kernel; ++r) {
        kernels::add_few_rows(at + r * shape_.padded_row(), lanes, prepared.by_filter + r * lanes, scratch.cell, count);
      }
    }
    if (winners != nullptr) winners += filters;
  }
  kernels::unpad_image(shape_, scratch.dpadded, dx);
}

std::unique_ptr<Layer> conv_block(ConvSpec spec) { return std::make_unique<ConvBlock>(spec); }

}  // namespace pretext
