#include "layers/input_gradient.hpp"

#include <algorithm>

namespace pretext {
namespace {

using kernels::Reader;
using kernels::Term;

/// What is listed before it is summed, for all images and pixels alike: enough for the rows to be read from the
/// first-level cache, little enough for the terms to stay in the second.
constexpr int most_terms = 16 * 1024;
constexpr int most_pixels = 1024;

}  // namespace

InputGradient::InputGradient(const kernels::ConvShape& shape) : shape_(shape), rows_(shape) {
  // Pixels that are read with the same taps follow each other, so that fewer rows are in use at a time.
  for (int phase = 0; phase < shape.stride * shape.stride; ++phase) {
    for (int y = phase / shape.stride; y < shape.h; y += shape.stride) {
      for (int x = phase % shape.stride; x < shape.w; x += shape.stride) {
        pixels_.push_back({(y * shape.w + x) * shape.cin, readers_of(y, x)});
      }
    }
  }
}

std::size_t InputGradient::prepared_bytes() const {
  Carver carver;
  static_cast<void>(prepared_in(carver));
  return carver.used();
}

std::size_t InputGradient::scratch_bytes() const {
  Carver carver;
  static_cast<void>(scratch_in(carver));
  return carver.used();
}

void InputGradient::prepare(const float* kernel, std::span<std::byte> prepared) const {
  Carver carver(prepared);
  kernels::pack_rows(shape_, kernel, prepared_in(carver));
}

void InputGradient::run(const ConvGradients& all, std::span<const std::byte> prepared,
                        std::span<std::byte> scratch) const {
  Carver prepared_carver(prepared);
  Carver scratch_carver(scratch);
  const float* rows = prepared_in(prepared_carver);
  const Scratch at = scratch_in(scratch_carver);
  at.starts[0] = 0;
  Term* end = at.terms;
  int pixels = 0;
  for (int i = 0; i < all.n; ++i) {
    list_image(all, i, at);
    for (const Pixel& pixel : pixels_) {
      end = kernels::append_terms(pixel.readers, at.by_position, end);
      at.outs[pixels] = static_cast<std::uint32_t>(i * shape_.h * shape_.w * shape_.cin + pixel.at);
      at.starts[++pixels] = static_cast<std::uint32_t>(end - at.terms);
      const bool last = i + 1 == all.n && &pixel == &pixels_.back();
      if (end - at.terms < most_terms && pixels < most_pixels && !last) continue;
      kernels::sum_rows(shape_, {at.terms, at.starts, at.outs, pixels}, rows, all.dx);
      end = at.terms;
      pixels = 0;
    }
  }
}

/// Lists the outputs of one image that have a gradient, by cell and position of its window.
void InputGradient::list_image(const ConvGradients& all, int i, const Scratch& at) const {
  const auto pitch = static_cast<std::uint32_t>(shape_.kernel * shape_.kernel * rows_.width);
  std::fill_n(at.by_position.count, shape_.cells() * shape_.window(), 0);
  for (int cell = 0; cell < shape_.cells(); ++cell) {
    const int out = (i * shape_.cells() + cell) * shape_.filters;
    const kernels::CellOutputs outputs = outputs_of(shape_, all, out, at.gradients);
    kernels::list_by_position(outputs, static_cast<std::uint32_t>(cell * shape_.window()), pitch, at.by_position);
  }
}

std::vector<Reader> InputGradient::readers_of(int y, int x) const {
  std::vector<Reader> readers;
  for (int tap = 0; tap < shape_.kernel * shape_.kernel; ++tap) {
    const int from_y = y + shape_.pad_top - tap / shape_.kernel;
    const int from_x = x + shape_.pad_left - tap % shape_.kernel;
    if (from_y < 0 || from_x < 0 || from_y % shape_.stride != 0 || from_x % shape_.stride != 0) continue;
    const int out_y = from_y / shape_.stride;
    const int out_x = from_x / shape_.stride;
    if (out_y >= shape_.cells_h * shape_.pool || out_x >= shape_.cells_w * shape_.pool) continue;
    const int cell = out_y / shape_.pool * shape_.cells_w + out_x / shape_.pool;
    const int position = cell * shape_.window() + out_y % shape_.pool * shape_.pool + out_x % shape_.pool;
    readers.push_back({static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(tap * rows_.width)});
  }
  return readers;
}

float* InputGradient::prepared_in(Carver& carver) const {
  return carver.take<float>(static_cast<std::size_t>(rows_.panels * rows_.size));
}

InputGradient::Scratch InputGradient::scratch_in(Carver& carver) const {
  const auto filters = static_cast<std::size_t>(shape_.filters);
  const auto positions = static_cast<std::size_t>(shape_.cells() * shape_.window());
  const auto one_pixel = static_cast<std::size_t>(shape_.kernel * shape_.kernel) * filters;
  const std::size_t capacity = filters + kernels::spare_terms;
  return {carver.take<float>(filters),
          {carver.take<Term>(positions * capacity), carver.take<int>(positions), static_cast<std::uint32_t>(capacity)},
          carver.take<Term>(most_terms + one_pixel + kernels::spare_terms),
          carver.take<std::uint32_t>(most_pixels + 1),
          carver.take<std::uint32_t>(most_pixels)};
}

}  // namespace pretext
