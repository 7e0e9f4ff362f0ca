#include <algorithm>

#include "core/carve.hpp"
#include "kernels/conv_gemm.hpp"
#include "kernels/pack.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

/// Any shape, as an implicit GEMM. Cells that see only zeros, as in the margins of digits, are not computed: they have
/// the bias of their filters, and that is what the sums would give, to the bit.
class GemmForward final : public ConvForward {
 public:
  GemmForward(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape),
        images_(images_in_cache(static_cast<std::size_t>(shape.padded_size()) * sizeof(float), max_batch)),
        windows_(window_starts(shape)), kernel_(kernels::panel_kernel(shape)),
        pads_(shape.padded_h != shape.h || shape.padded_w != shape.w || finds_blind_cells()),
        pitch_(pads_ ? shape.padded_size() : shape.h * shape.w * shape.cin) {}

  [[nodiscard]] std::size_t prepared_bytes() const override {
    Carver carver;
    static_cast<void>(prepared_in(carver));
    return carver.used();
  }
  [[nodiscard]] std::size_t scratch_bytes() const override {
    Carver carver;
    static_cast<void>(scratch_in(carver));
    return carver.used();
  }

  /// Only in images of one channel: pixels of more are hardly ever all zero.
  [[nodiscard]] bool finds_blind_cells() const override { return shape_.cin == 1; }
  [[nodiscard]] bool pads() const override { return pads_; }

  void prepare(const float* kernel, const float* bias, std::span<std::byte> prepared) const override {
    Carver carver(prepared);
    const Prepared to = prepared_in(carver);
    kernels::pack_panels(shape_, kernel, bias, to.panels, to.bias);
    for (int f = 0; f < shape_.filters; ++f) to.blind[f] = shape_.relu ? std::max(bias[f], 0.0f) : bias[f];
  }

  void run(int n, const float* x, std::span<const std::byte> prepared, std::span<std::byte> scratch, float* y,
           Kept kept) const override {
    Carver prepared_carver(prepared);
    Carver scratch_carver(scratch);
    const Prepared weights = prepared_in(prepared_carver);
    const Scratch at = scratch_in(scratch_carver);
    const int in_size = shape_.h * shape_.w * shape_.cin;
    const int out_size = shape_.cells() * shape_.filters;
    for (int first = 0; first < n; first += images_) {
      const int images = std::min(images_, n - first);
      const float* from = x + first * in_size;
      float* padded = kept.padded == nullptr ? at.padded : kept.padded + first * pitch_;
      for (int i = 0; pads_ && i < images; ++i) kernels::pad_image(shape_, from + i * in_size, padded + i * pitch_);
      float* out = y + first * out_size;
      run_panels(images, pads_ ? padded : from, weights, at, out,
                 {kept.winners == nullptr ? nullptr : kept.winners + first * out_size,
                  kept.blind == nullptr ? nullptr : kept.blind + first * shape_.cells(), nullptr});
    }
  }

 private:
  struct Prepared {
    float* panels;
    float* bias;
    float* blind;  ///< the outputs of a cell that sees only zeros
  };
  struct Scratch {
    float* padded;          ///< the images at hand
    std::uint32_t* starts;  ///< of the cells to compute, as PanelRun wants them
    std::uint32_t* outs;
    std::uint8_t* blind;  ///< per cell of one image
  };

  [[nodiscard]] Prepared prepared_in(Carver& carver) const {
    const auto columns = static_cast<std::size_t>(shape_.columns());
    const auto depth = static_cast<std::size_t>(shape_.kernel * shape_.tap_row());
    return {carver.take<float>(columns * depth), carver.take<float>(columns), carver.take<float>(columns)};
  }
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const auto images = static_cast<std::size_t>(images_);
    const auto cells = images * static_cast<std::size_t>(shape_.cells());
    return {carver.take<float>(pads_ ? images * static_cast<std::size_t>(shape_.padded_size()) : 0),
            carver.take<std::uint32_t>(cells * static_cast<std::size_t>(shape_.window()) + 4),
            carver.take<std::uint32_t>(cells), carver.take<std::uint8_t>(static_cast<std::size_t>(shape_.cells()))};
  }

  void run_panels(int images, const float* padded, const Prepared& weights, const Scratch& at, float* y,
                  Kept kept) const {
    const int cells = list_cells(images, padded, weights, at, y, kept);
    const int depth = shape_.kernel * shape_.tap_row();
    for (int first = 0; first < shape_.filters; first += 8) {
      kernel_({.shape = &shape_,
               .padded = padded,
               .starts = at.starts,
               .outs = at.outs,
               .cells = cells,
               .panel = weights.panels + first * depth,
               .bias = weights.bias + first,
               .filters = std::min(8, shape_.filters - first),
               .y = y + first,
               .winners = kept.winners == nullptr ? nullptr : kept.winners + first});
    }
  }

  /// Lists the cells to compute and completes the others. Returns how many there are.
  int list_cells(int images, const float* padded, const Prepared& weights, const Scratch& at, float* y,
                 Kept kept) const {
    const int window = shape_.window();
    if (kept.winners != nullptr) std::fill_n(kept.winners, images * shape_.cells() * shape_.filters, std::uint8_t{0});
    int count = 0;
    for (int i = 0; i < images; ++i) {
      std::uint8_t* blind = kept.blind == nullptr ? at.blind : kept.blind + i * shape_.cells();
      kernels::find_blind_cells(shape_, padded + i * pitch_, blind);
      for (int cell = 0; cell < shape_.cells(); ++cell) {
        const std::uint32_t* starts = windows_.data() + cell * window;
        const int out = (i * shape_.cells() + cell) * shape_.filters;
        if (blind[cell] != 0) {
          std::copy_n(weights.blind, shape_.filters, y + out);
          continue;
        }
        for (int q = 0; q < window; ++q) {
          at.starts[count * window + q] = static_cast<std::uint32_t>(i * pitch_) + starts[q];
        }
        at.outs[count++] = static_cast<std::uint32_t>(out);
      }
    }
    for (int q = 0; q < 4 && count > 0; ++q) at.starts[count * window + q] = at.starts[count * window - 1];
    return count;
  }

  kernels::ConvShape shape_;
  int images_;  ///< handled together
  std::vector<std::uint32_t> windows_;
  kernels::PanelKernel kernel_;
  bool pads_;  ///< if not, there is nothing to pad, and images are read where they lie
  int pitch_;  ///< from one image to the next
};

}  // namespace

std::unique_ptr<ConvForward> gemm_forward(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<GemmForward>(shape, max_batch);
}

}  // namespace pretext
