#include <algorithm>

#include "core/carve.hpp"
#include "kernels/strips.hpp"
#include "kernels/update.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

using kernels::Term;

/// Any shape. Of all outputs of the convolution only those count that won their window, passed the ReLU and have a
/// gradient: with a pool of 2 x 2 usually less than a seventh. Each adds its window, times its gradient, to the
/// gradient of its filter, and its filter, times its gradient, to the gradient by its window; four channels at a time,
/// see kernels/strips.hpp.
class StripBackward final : public ConvBackward {
 public:
  StripBackward(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape), strip_(kernels::strip_of(shape)), windows_(window_starts(strip_)),
        by_cell_(shape.window() == 1 && shape.filters >= 32), filter_(shape.kernel * shape.kernel * 4) {
    constexpr int cache = 28 * 1024;
    images_ = std::clamp(cache / (strip_.padded_size() * static_cast<int>(sizeof(float))), 1, max_batch);
  }

  [[nodiscard]] std::size_t prepared_bytes() const override {
    Carver carver;
    static_cast<void>(by_strip(carver));
    return carver.used();
  }
  [[nodiscard]] std::size_t scratch_bytes() const override {
    Carver carver;
    static_cast<void>(scratch_in(carver));
    return carver.used();
  }
  void prepare(const float* kernel, std::span<std::byte> prepared) const override {
    Carver carver(prepared);
    kernels::pack_by_strip(shape_, kernel, by_strip(carver));
  }

  void run(const ConvGradients& all, std::span<const std::byte> prepared, std::span<std::byte> scratch) const override {
    Carver prepared_carver(prepared);
    Carver scratch_carver(scratch);
    const float* kernel = by_strip(prepared_carver);
    const Scratch at = scratch_in(scratch_carver);
    const int in_size = shape_.h * shape_.w * shape_.cin;
    const int out_size = shape_.cells() * shape_.filters;
    std::fill_n(at.dkernel, kernels::strips(shape_) * shape_.filters * filter_, 0.0f);
    for (int first = 0; first < all.n; first += images_) {
      ConvGradients part = all;
      part.n = std::min(images_, all.n - first);
      part.x += first * in_size;
      part.y += first * out_size;
      part.dy += first * out_size;
      if (part.winners != nullptr) part.winners += first * out_size;
      if (part.dx != nullptr) part.dx += first * in_size;
      list_winners(part, at);
      if (part.dx != nullptr && by_cell_) list_cells(part, at);
      for (int v = 0; v < kernels::strips(shape_); ++v) {
        if (part.dkernel != nullptr) weight_gradient(part, v, at);
        if (part.dx != nullptr) input_gradient(part, v, kernel, at);
      }
    }
    if (all.dkernel != nullptr) kernels::add_by_strip(shape_, at.dkernel, all.dkernel);
  }

 private:
  struct Scratch {
    float* strip;    ///< of x, then of dx; the images at hand
    float* dkernel;  ///< as pack_by_strip lays it out
    Term* terms;     ///< per filter, up to images_ x cells
    int* count;      ///< per filter
    Term* cells;     ///< per image and cell, up to `filters`, if by_cell_
    int* cell_count;
  };

  [[nodiscard]] float* by_strip(Carver& carver) const {
    return carver.take<float>(static_cast<std::size_t>(kernels::strips(shape_) * shape_.filters * filter_));
  }
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const auto filters = static_cast<std::size_t>(shape_.filters);
    const auto cells = static_cast<std::size_t>(images_ * shape_.cells());
    return {carver.take<float>(static_cast<std::size_t>(images_ * strip_.padded_size())),
            by_strip(carver),
            carver.take<Term>(filters * cells),
            carver.take<int>(filters),
            carver.take<Term>(by_cell_ ? cells * filters : 0),
            carver.take<int>(by_cell_ ? cells : 0)};
  }

  /// Lists each filter's winners that have a gradient, and adds up the bias gradient. Images take turns in the list, so
  /// that the windows of neighbouring terms do not overlap: no addition waits for the one before it to reach memory.
  void list_winners(const ConvGradients& part, const Scratch& at) const {
    std::fill_n(at.count, shape_.filters, 0);
    for (int cell = 0; cell < shape_.cells(); ++cell) {
      for (int i = 0; i < part.n; ++i) list_winners_of(part, i, cell, at);
    }
  }

  void list_winners_of(const ConvGradients& part, int image, int cell, const Scratch& at) const {
    const int out = (image * shape_.cells() + cell) * shape_.filters;
    const float* y = part.y + out;
    const float* dy = part.dy + out;
    const std::uint8_t* winners = part.winners == nullptr ? nullptr : part.winners + out;
    const std::uint32_t* starts = windows_.data() + cell * shape_.window();
    const auto image_at = static_cast<std::uint32_t>(image * strip_.padded_size());
    const int capacity = images_ * shape_.cells();
    for (int f = 0; f < shape_.filters; ++f) {
      const float gradient = through_relu(shape_.relu, y[f], dy[f]);
      at.terms[f * capacity + at.count[f]] = {image_at + starts[winners == nullptr ? 0 : winners[f]], gradient};
      at.count[f] += gradient != 0.0f;
      if (part.dbias != nullptr) part.dbias[f] += gradient;
    }
  }

  [[nodiscard]] kernels::StripWinners winners_of(int f, const Scratch& at) const {
    return {at.terms + f * images_ * shape_.cells(), at.count[f], shape_.kernel, strip_.padded_row()};
  }

  void weight_gradient(const ConvGradients& part, int v, const Scratch& at) const {
    for (int i = 0; i < part.n; ++i) {
      const float* image = part.x + i * shape_.h * shape_.w * shape_.cin;
      kernels::read_strip(shape_, image, v, at.strip + i * strip_.padded_size());
    }
    for (int f = 0; f < shape_.filters; ++f) {
      kernels::add_windows(winners_of(f, at), at.strip, at.dkernel + (v * shape_.filters + f) * filter_);
    }
  }

  void input_gradient(const ConvGradients& part, int v, const float* kernel, const Scratch& at) const {
    const float* filters = kernel + v * shape_.filters * filter_;
    std::fill_n(at.strip, part.n * strip_.padded_size(), 0.0f);
    if (by_cell_) {
      for (int out = 0; out < part.n * shape_.cells(); ++out) add_cell(out, filters, at);
    } else {
      for (int f = 0; f < shape_.filters; ++f) {
        kernels::add_to_windows(winners_of(f, at), filters + f * filter_, at.strip);
      }
    }
    for (int i = 0; i < part.n; ++i) {
      kernels::write_strip(shape_, at.strip + i * strip_.padded_size(), v,
                           part.dx + i * shape_.h * shape_.w * shape_.cin);
    }
  }

  /// Lists each cell's filters that have a gradient, and where they lie in a strip of the kernel.
  void list_cells(const ConvGradients& part, const Scratch& at) const {
    for (int out = 0; out < part.n * shape_.cells(); ++out) {
      Term* terms = at.cells + out * shape_.filters;
      int count = 0;
      for (int f = 0; f < shape_.filters; ++f) {
        const int index = out * shape_.filters + f;
        const float gradient = through_relu(shape_.relu, part.y[index], part.dy[index]);
        terms[count] = {static_cast<std::uint32_t>(f * filter_), gradient};
        count += gradient != 0.0f;
      }
      at.cell_count[out] = count;
    }
  }

  /// Without a pool all filters of a cell share one window: their sum is made in registers, then added to it. That
  /// takes many filters to pay.
  void add_cell(int out, const float* filters, const Scratch& at) const {
    const int row = shape_.kernel * 4;
    float sum[7 * 7 * 4];
    std::fill_n(sum, filter_, 0.0f);
    kernels::add_windows({at.cells + out * shape_.filters, at.cell_count[out], shape_.kernel, row}, filters, sum);
    const int image = out / shape_.cells() * strip_.padded_size();
    float* window = at.strip + image + windows_[static_cast<std::size_t>(out % shape_.cells())];
    for (int r = 0; r < shape_.kernel; ++r) {
      kernels::add(window + r * strip_.padded_row(), sum + r * row, static_cast<std::size_t>(row));
    }
  }

  kernels::ConvShape shape_;
  kernels::ConvShape strip_;
  std::vector<std::uint32_t> windows_;
  bool by_cell_;  ///< whether dx is made cell by cell
  int filter_;    ///< floats of one filter in one strip
  int images_;    ///< handled together: a strip of them stays in the first-level cache
};

}  // namespace

std::unique_ptr<ConvBackward> strip_backward(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<StripBackward>(shape, max_batch);
}

}  // namespace pretext
