#include "layers/picking_gradient.hpp"

#include <algorithm>

#include "kernels/update.hpp"

namespace pretext {

using kernels::PickedRun;

bool PickingGradient::fits(const kernels::ConvShape& shape) {
  return shape.pool <= 2 && shape.filters % 4 == 0 && shape.kernel * shape.tap_row() <= 32;
}

PickingGradient::PickingGradient(const kernels::ConvShape& shape, int max_batch)
    : shape_(shape), windows_(window_starts(shape)), taps_(shape.kernel * shape.tap_row()) {
  const int candidates = shape.cells() * taps_ * shape.window() * static_cast<int>(sizeof(float));
  images_ = std::clamp(16 * 1024 / candidates, 1, max_batch);
}

std::size_t PickingGradient::scratch_bytes() const {
  Carver carver;
  static_cast<void>(scratch_in(carver));
  return carver.used();
}

void PickingGradient::run(const ConvGradients& all, std::span<std::byte> scratch) const {
  Carver carver(scratch);
  const Scratch at = scratch_in(carver);
  std::fill_n(at.dkernel, taps_ * shape_.columns(), 0.0f);
  std::fill_n(at.dbias, shape_.columns(), 0.0f);
  const int out_size = shape_.cells() * shape_.filters;
  for (int first = 0; first < all.n; first += images_) {
    const int images = std::min(images_, all.n - first);
    PickedRun seeing{&shape_,
                     at.candidates,
                     at.outs,
                     0,
                     all.y + first * out_size,
                     all.dy + first * out_size,
                     all.winners == nullptr ? nullptr : all.winners + first * out_size};
    PickedRun blind = seeing;
    blind.outs = at.blind_outs;
    for (int i = 0; i < images; ++i) list_cells(look_at(all, first + i, at), i, at, seeing, blind);
    for (int f = 0; f < shape_.filters; f += 4) kernels::add_picked_gradient(seeing, f, at.dkernel, at.dbias);
    if (all.dbias != nullptr) kernels::add_bias_gradient(blind, at.dbias);
  }
  const auto filters = static_cast<std::size_t>(shape_.filters);
  for (int t = 0; t < taps_; ++t) {
    kernels::add(all.dkernel + t * shape_.filters, at.dkernel + t * shape_.columns(), filters);
  }
  if (all.dbias != nullptr) kernels::add(all.dbias, at.dbias, filters);
}

PickingGradient::Scratch PickingGradient::scratch_in(Carver& carver) const {
  const auto cells = static_cast<std::size_t>(images_ * shape_.cells());
  const auto taps = static_cast<std::size_t>(taps_);
  const auto columns = static_cast<std::size_t>(shape_.columns());
  return {carver.take<float>(static_cast<std::size_t>(shape_.padded_size())),
          carver.take<float>(cells * taps * static_cast<std::size_t>(shape_.window())),
          carver.take<std::uint32_t>(cells),
          carver.take<std::uint32_t>(cells),
          carver.take<std::uint8_t>(static_cast<std::size_t>(shape_.cells())),
          carver.take<float>(taps * columns),
          carver.take<float>(columns)};
}

/// As the forward pass has kept it, as far as it has.
PickingGradient::Image PickingGradient::look_at(const ConvGradients& all, int i, const Scratch& at) const {
  const float* padded = at.padded;
  const std::uint8_t* blind = at.blind;
  if (all.padded != nullptr) {
    padded = all.padded + i * shape_.padded_size();
  } else {
    kernels::pad_image(shape_, all.x + i * shape_.h * shape_.w * shape_.cin, at.padded);
  }
  if (all.blind != nullptr) {
    blind = all.blind + i * shape_.cells();
  } else {
    kernels::find_blind_cells(shape_, padded, at.blind);
  }
  return {padded, blind};
}

/// Appends the cells of image i of the group to the runs.
void PickingGradient::list_cells(const Image& image, int i, const Scratch& at, PickedRun& seeing,
                                 PickedRun& blind) const {
  for (int cell = 0; cell < shape_.cells(); ++cell) {
    const std::uint32_t* starts = windows_.data() + cell * shape_.window();
    const auto out = static_cast<std::uint32_t>((i * shape_.cells() + cell) * shape_.filters);
    if (image.blind[cell] != 0) {
      at.blind_outs[blind.cells++] = out;
      continue;
    }
    kernels::find_candidates(shape_, image.padded, starts, at.candidates + seeing.cells * taps_ * shape_.window());
    at.outs[seeing.cells++] = out;
  }
}

}  // namespace pretext
