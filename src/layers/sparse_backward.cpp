#include <algorithm>

#include "core/carve.hpp"
#include "kernels/pack.hpp"
#include "kernels/weighted_rows.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

using kernels::Term;

/// Any shape. Of all outputs of the convolution only those count that won their window, passed the ReLU and have a gradient:
/// with a pool of 2 x 2 usually less than a seventh. Each adds its window, times its gradient, to the gradient of its
/// filter, and its filter, times its gradient, to the gradient by its window.
class SparseBackward final : public ConvBackward {
 public:
  SparseBackward(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape), windows_(window_starts(shape)), filter_(shape.kernel * shape.tap_lanes()) {
    const auto image = static_cast<std::size_t>(shape.padded_size()) * sizeof(float) +
                       static_cast<std::size_t>(shape.cells() * shape.filters) * sizeof(Term);
    images_ = images_in_cache(image, max_batch);
  }

  [[nodiscard]] std::size_t prepared_bytes() const override {
    Carver carver;
    static_cast<void>(by_filter(carver));
    return carver.used();
  }
  [[nodiscard]] std::size_t scratch_bytes() const override {
    Carver carver;
    static_cast<void>(scratch_in(carver));
    return carver.used();
  }

  void prepare(const float* kernel, std::span<std::byte> prepared) const override {
    Carver carver(prepared);
    kernels::pack_by_filter(shape_, kernel, by_filter(carver));
  }

  void run(const ConvGradients& all, std::span<const std::byte> prepared, std::span<std::byte> scratch) const override {
    Carver prepared_carver(prepared);
    Carver scratch_carver(scratch);
    const float* filters = by_filter(prepared_carver);
    const Scratch at = scratch_in(scratch_carver);
    const int in_size = shape_.h * shape_.w * shape_.cin;
    const int out_size = shape_.cells() * shape_.filters;
    std::fill_n(at.dkernel, shape_.filters * filter_, 0.0f);
    std::fill_n(at.dbias, shape_.filters, 0.0f);
    for (int first = 0; first < all.n; first += images_) {
      ConvGradients part = all;
      part.n = std::min(images_, all.n - first);
      part.x += first * in_size;
      part.y += first * out_size;
      part.dy += first * out_size;
      if (part.winners != nullptr) part.winners += first * out_size;
      if (part.dx != nullptr) part.dx += first * in_size;
      for (int i = 0; i < part.n; ++i) {
        kernels::pad_image(shape_, part.x + i * in_size, at.padded + i * shape_.padded_size());
      }
      weight_gradient(part, at);
      for (int i = 0; i < part.n && part.dx != nullptr; ++i) input_gradient(part, i, filters, at);
    }
    kernels::add_by_filter(shape_, at.dkernel, all.dkernel);
    for (int f = 0; f < shape_.filters; ++f) all.dbias[f] += at.dbias[f];
  }

 private:
  struct Scratch {
    float* padded;   ///< the images at hand
    float* dpadded;  ///< one image
    float* dkernel;  ///< as pack_by_filter lays it out
    float* dbias;
    Term* terms;  ///< per filter, up to images_ x cells
    int* count;   ///< per filter
    Term* cell;   ///< up to `filters`
  };

  [[nodiscard]] float* by_filter(Carver& carver) const {
    return carver.take<float>(static_cast<std::size_t>(shape_.filters * filter_));
  }
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const auto images = static_cast<std::size_t>(images_);
    const auto filters = static_cast<std::size_t>(shape_.filters);
    const auto padded = static_cast<std::size_t>(shape_.padded_size());
    return {carver.take<float>(images * padded),
            carver.take<float>(padded),
            carver.take<float>(filters * static_cast<std::size_t>(filter_)),
            carver.take<float>(filters),
            carver.take<Term>(filters * images * static_cast<std::size_t>(shape_.cells())),
            carver.take<int>(filters),
            carver.take<Term>(filters)};
  }

  void weight_gradient(const ConvGradients& part, const Scratch& at) const {
    list_winners(part, at);
    const int lanes = shape_.tap_lanes();
    for (int row = 0; row < shape_.filters * shape_.kernel; ++row) {
      const int filter = row / shape_.kernel;
      kernels::add_many_rows(at.dkernel + row * lanes, lanes, at.padded + row % shape_.kernel * shape_.padded_row(),
                             at.terms + filter * images_ * shape_.cells(), at.count[filter]);
    }
  }

  /// Lists each filter's winners that have a gradient, and adds up the bias gradient.
  void list_winners(const ConvGradients& part, const Scratch& at) const {
    const int filters = shape_.filters;
    const int capacity = images_ * shape_.cells();
    const float* y = part.y;
    const float* dy = part.dy;
    const std::uint8_t* winners = part.winners;
    std::fill_n(at.count, filters, 0);
    for (int i = 0; i < part.n; ++i) {
      const auto image = static_cast<std::uint32_t>(i * shape_.padded_size());
      for (int cell = 0; cell < shape_.cells(); ++cell, y += filters, dy += filters) {
        const std::uint32_t* starts = windows_.data() + cell * shape_.window();
        for (int f = 0; f < filters; ++f) {
          const float gradient = through_relu(shape_.relu, y[f], dy[f]);
          at.terms[f * capacity + at.count[f]] = {image + starts[winners == nullptr ? 0 : winners[f]], gradient};
          at.count[f] += gradient != 0.0f;
          at.dbias[f] += gradient;
        }
        if (winners != nullptr) winners += filters;
      }
    }
  }

  /// dx of image i: each winner adds its filter, times its gradient, where its window was.
  void input_gradient(const ConvGradients& part, int i, const float* filters, const Scratch& at) const {
    const int lanes = shape_.tap_lanes();
    std::fill_n(at.dpadded, shape_.padded_size(), 0.0f);
    for (int cell = 0; cell < shape_.cells(); ++cell) {
      const int out = (i * shape_.cells() + cell) * shape_.filters;
      for (int q = 0; q < shape_.window(); ++q) {
        const int count = list_winners_at(part, out, q, at.cell);
        float* window = at.dpadded + windows_[static_cast<std::size_t>(cell * shape_.window() + q)];
        for (int r = 0; r < shape_.kernel; ++r) {
          kernels::add_few_rows(window + r * shape_.padded_row(), lanes, filters + r * lanes, at.cell, count);
        }
      }
    }
    kernels::unpad_image(shape_, at.dpadded, part.dx + i * shape_.h * shape_.w * shape_.cin);
  }

  /// Lists the filters that position q of a cell won, and where they lie. Returns how many.
  int list_winners_at(const ConvGradients& part, int out, int q, Term* terms) const {
    int count = 0;
    for (int f = 0; f < shape_.filters; ++f) {
      const float gradient = through_relu(shape_.relu, part.y[out + f], part.dy[out + f]);
      const bool here = part.winners == nullptr || part.winners[out + f] == q;
      terms[count] = {static_cast<std::uint32_t>(f * filter_), gradient};
      count += here && gradient != 0.0f;
    }
    return count;
  }

  kernels::ConvShape shape_;
  std::vector<std::uint32_t> windows_;
  int filter_;  ///< floats of one filter as pack_by_filter lays it out
  int images_;  ///< handled together
};

}  // namespace

std::unique_ptr<ConvBackward> sparse_backward(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<SparseBackward>(shape, max_batch);
}

}  // namespace pretext
