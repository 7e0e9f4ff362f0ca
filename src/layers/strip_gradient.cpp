#include <algorithm>

#include "core/carve.hpp"
#include "kernels/strips.hpp"
#include "kernels/update.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

/// Any shape. Of all outputs of the convolution only those count that won their window, passed the ReLU and have a
/// gradient: with a pool of 2 x 2 at most a quarter. Each adds its window, times its gradient, to the gradient of its
/// filter; four channels at a time, see kernels/strips.hpp.
class StripGradient final : public WeightGradient {
 public:
  StripGradient(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape), strip_(kernels::strip_of(shape)), windows_(window_starts(strip_)),
        filter_(shape.kernel * shape.kernel * 4) {
    constexpr int cache = 28 * 1024;
    images_ = std::clamp(cache / (strip_.padded_size() * static_cast<int>(sizeof(float))), 1, max_batch);
  }

  [[nodiscard]] std::size_t scratch_bytes() const override {
    Carver carver;
    static_cast<void>(scratch_in(carver));
    return carver.used();
  }

  void run(const ConvGradients& all, std::span<std::byte> scratch) const override {
    Carver carver(scratch);
    const Scratch at = scratch_in(carver);
    const int in_size = shape_.h * shape_.w * shape_.cin;
    const int out_size = shape_.cells() * shape_.filters;
    std::fill_n(at.dkernel, kernels::strips(shape_) * shape_.filters * filter_, 0.0f);
    for (int first = 0; first < all.n; first += images_) {
      const int images = std::min(images_, all.n - first);
      list(all, first * out_size, images, at);
      for (int v = 0; v < kernels::strips(shape_); ++v) add_strip(all.x + first * in_size, images, v, at);
    }
    kernels::add_by_strip(shape_, at.dkernel, all.dkernel);
  }

 private:
  struct Scratch {
    float* strip;                  ///< the images at hand
    float* dkernel;                ///< strips x filters x k x k x 4
    kernels::TermLists by_filter;  ///< of the images at hand
    float* gradients;              ///< of one cell, per filter
  };

  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const auto filters = static_cast<std::size_t>(shape_.filters);
    const auto capacity = static_cast<std::size_t>(images_ * shape_.cells());
    return {carver.take<float>(static_cast<std::size_t>(images_ * strip_.padded_size())),
            carver.take<float>(static_cast<std::size_t>(kernels::strips(shape_) * shape_.filters * filter_)),
            {carver.take<kernels::Term>(filters * capacity), carver.take<int>(filters),
             static_cast<std::uint32_t>(capacity)},
            carver.take<float>(filters)};
  }

  /// Lists the outputs that have a gradient by filter, and adds up the bias gradient. Images take turns in the lists.
  void list(const ConvGradients& all, int first, int images, const Scratch& at) const {
    std::fill_n(at.by_filter.count, shape_.filters, 0);
    for (int cell = 0; cell < shape_.cells(); ++cell) {
      const std::uint32_t* starts = windows_.data() + cell * shape_.window();
      for (int i = 0; i < images; ++i) {
        const int out = first + (i * shape_.cells() + cell) * shape_.filters;
        const kernels::CellOutputs outputs = outputs_of(shape_, all, out, at.gradients);
        kernels::add(all.dbias, at.gradients, outputs.gradients.size());
        kernels::list_by_filter(outputs, starts, static_cast<std::uint32_t>(i * strip_.padded_size()), at.by_filter);
      }
    }
  }

  void add_strip(const float* x, int images, int v, const Scratch& at) const {
    for (int i = 0; i < images; ++i) {
      kernels::read_strip(shape_, x + i * shape_.h * shape_.w * shape_.cin, v, at.strip + i * strip_.padded_size());
    }
    for (int f = 0; f < shape_.filters; ++f) {
      kernels::add_windows({at.by_filter[static_cast<std::uint32_t>(f)], shape_.kernel, strip_.padded_row()}, at.strip,
                           at.dkernel + (v * shape_.filters + f) * filter_);
    }
  }

  kernels::ConvShape shape_;
  kernels::ConvShape strip_;
  std::vector<std::uint32_t> windows_;
  int filter_;  ///< floats of one filter in one strip
  int images_;  ///< handled together: a strip of them stays in the first-level cache
};

}  // namespace

std::unique_ptr<WeightGradient> strip_gradient(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<StripGradient>(shape, max_batch);
}

}  // namespace pretext
