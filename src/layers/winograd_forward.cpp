#include <algorithm>

#include "core/carve.hpp"
#include "kernels/pack.hpp"
#include "kernels/winograd.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

/// 3 x 3 at stride 1 with Winograd's transforms; see kernels/winograd.hpp.
class WinogradForward final : public ConvForward {
 public:
  WinogradForward(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape), tiling_(kernels::winograd_tiling(shape)) {
    const int tile_bytes = tiling_.frequencies() * shape.cin * static_cast<int>(sizeof(float));
    images_ = images_in_cache(static_cast<std::size_t>(tiling_.tiles() * tile_bytes), max_batch);
    rows_ = (images_ * tiling_.tiles() + 3) / 4 * 4;
    constexpr int line = 16;
    strides_ = {shape.cin * shape.columns() + line, rows_ * shape.cin + line, rows_ * shape.columns() + line};
  }

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

  void prepare(const float* kernel, const float* bias, std::span<std::byte> prepared) const override {
    Carver carver(prepared);
    const Prepared to = prepared_in(carver);
    kernels::winograd_kernels(shape_, tiling_, kernel, strides_.kernels, to.kernels);
    kernels::pack_panels(shape_, kernel, bias, to.panels, to.bias);
    std::fill_n(to.no_bias, shape_.columns(), 0.0f);
    std::fill_n(to.errors, shape_.columns(), 0.0f);
    kernels::winograd_errors(shape_, kernel, to.errors);
  }

  void run(int n, const float* x, std::span<const std::byte> prepared, std::span<std::byte> scratch, float* y,
           Kept kept) const override {
    Carver prepared_carver(prepared);
    Carver scratch_carver(scratch);
    const Prepared weights = prepared_in(prepared_carver);
    const Scratch at = scratch_in(scratch_carver);
    std::fill_n(at.zeros, shape_.cin, 0.0f);
    const int in_size = shape_.h * shape_.w * shape_.cin;
    const int out_size = shape_.cells() * shape_.filters;
    for (int first = 0; first < n; first += images_) {
      const int images = std::min(images_, n - first);
      transform_inputs(images, x + first * in_size, at);
      multiply(images, weights, at);
      float* out = y + first * out_size;
      transform_outputs(images, weights, at, out, kept.winners == nullptr ? nullptr : kept.winners + first * out_size);
    }
  }

 private:
  struct Prepared {
    float* kernels;
    float* panels;   ///< the kernel as it is
    float* bias;     ///< columns
    float* no_bias;  ///< as many zeros
    float* errors;   ///< columns
  };
  struct Scratch {
    float* inputs;
    float* products;
    float* zeros;          ///< a pixel outside of the image
    const float** pixels;  ///< per tile and pixel
    kernels::WinogradTile* tiles;
  };

  [[nodiscard]] Prepared prepared_in(Carver& carver) const {
    const auto columns = static_cast<std::size_t>(shape_.columns());
    return {carver.take<float>(static_cast<std::size_t>(tiling_.frequencies() * strides_.kernels)),
            carver.take<float>(columns * static_cast<std::size_t>(shape_.kernel * shape_.tap_row())),
            carver.take<float>(columns), carver.take<float>(columns), carver.take<float>(columns)};
  }
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    return {carver.take<float>(static_cast<std::size_t>(tiling_.frequencies() * strides_.inputs)),
            carver.take<float>(static_cast<std::size_t>(tiling_.frequencies() * strides_.products)),
            carver.take<float>(static_cast<std::size_t>(shape_.cin)),
            carver.take<const float*>(static_cast<std::size_t>(rows_ * tiling_.frequencies())),
            carver.take<kernels::WinogradTile>(static_cast<std::size_t>(rows_))};
  }

  void transform_inputs(int images, const float* x, const Scratch& at) const {
    const int tiles = tiling_.tiles();
    for (int t = 0; t < images * tiles; ++t) {
      const float** pixels = at.pixels + t * tiling_.frequencies();
      find_pixels(x, t, at.zeros, pixels);
      at.tiles[t] = kernels::look_at_tile(tiling_.outputs, pixels, at.zeros, shape_.cin);
      kernels::winograd_inputs(tiling_.outputs, pixels, shape_.cin, strides_.inputs, at.inputs + t * shape_.cin);
    }
    // The rows that fill the last four of the product have some value, for which nobody asks.
    for (int t = images * tiles; t % 4 != 0; ++t) {
      for (int f = 0; f < tiling_.frequencies(); ++f) {
        std::fill_n(at.inputs + f * strides_.inputs + t * shape_.cin, shape_.cin, 0.0f);
      }
    }
  }

  /// The pixels of tile t of all images, some of which may lie outside of its image.
  void find_pixels(const float* x, int t, const float* zeros, const float** pixels) const {
    const int tile = t % tiling_.tiles();
    const float* image = x + t / tiling_.tiles() * shape_.h * shape_.w * shape_.cin;
    const int top = tile / tiling_.tiles_w * tiling_.outputs - 1;
    const int left = tile % tiling_.tiles_w * tiling_.outputs - 1;
    const int side = tiling_.side();
    for (int row = 0; row < side; ++row) {
      for (int column = 0; column < side; ++column) {
        const int in_y = top + row;
        const int in_x = left + column;
        const bool inside = in_y >= 0 && in_y < shape_.h && in_x >= 0 && in_x < shape_.w;
        *pixels++ = inside ? image + (in_y * shape_.w + in_x) * shape_.cin : zeros;
      }
    }
  }

  void multiply(int images, const Prepared& weights, const Scratch& at) const {
    const int rows = (images * tiling_.tiles() + 3) / 4 * 4;
    for (int f = 0; f < tiling_.frequencies(); ++f) {
      // A constant in the product of the point (1, 1) is added to every output.
      const float* bias = f == tiling_.side() + 1 ? weights.bias : weights.no_bias;
      kernels::winograd_product(at.inputs + f * strides_.inputs, weights.kernels + f * strides_.kernels, rows,
                                shape_.cin, shape_.columns(), bias, at.products + f * strides_.products);
    }
  }

  void transform_outputs(int images, const Prepared& weights, const Scratch& at, float* y,
                         std::uint8_t* winners) const {
    const int tiles = tiling_.tiles();
    const int cells = tiling_.outputs / shape_.pool;
    for (int t = 0; t < images * tiles; ++t) {
      const int top = t % tiles / tiling_.tiles_w * cells;
      const int left = t % tiles % tiling_.tiles_w * cells;
      const int out = ((t / tiles * shape_.cells_h + top) * shape_.cells_w + left) * shape_.filters;
      kernels::winograd_outputs({.shape = &shape_,
                                 .outputs = tiling_.outputs,
                                 .products = at.products + t * shape_.columns(),
                                 .stride = strides_.products,
                                 .tile = at.tiles[t],
                                 .pixels = at.pixels + t * tiling_.frequencies(),
                                 .panels = weights.panels,
                                 .bias = weights.bias,
                                 .error = weights.errors,
                                 .cells_h = std::min(cells, shape_.cells_h - top),
                                 .cells_w = std::min(cells, shape_.cells_w - left),
                                 .y = y + out,
                                 .winners = winners == nullptr ? nullptr : winners + out});
    }
  }

  kernels::ConvShape shape_;
  kernels::WinogradTiling tiling_;
  int images_;  ///< handled together
  int rows_;    ///< their tiles, rounded up to whole fours
  kernels::FrequencyStrides strides_;
};

}  // namespace

std::unique_ptr<ConvForward> winograd_forward(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<WinogradForward>(shape, max_batch);
}

}  // namespace pretext
