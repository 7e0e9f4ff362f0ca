#include <algorithm>

#include "core/carve.hpp"
#include "kernels/strips.hpp"
#include "kernels/update.hpp"
#include "layers/conv_parts.hpp"

namespace pretext {
namespace {

using kernels::Pair;
using kernels::Term;

/// Any shape. Of all outputs of the convolution only those count that won their window, passed the ReLU and have a
/// gradient: with a pool of 2 x 2 at most a quarter. Each adds its window, times its gradient, to the gradient of its
/// filter, and its filter, times its gradient, to the gradient by its window; four channels at a time, see
/// kernels/strips.hpp.
class StripBackward final : public ConvBackward {
 public:
  StripBackward(const kernels::ConvShape& shape, int max_batch)
      : shape_(shape), strip_(kernels::strip_of(shape)), windows_(window_starts(strip_)),
        filter_(shape.kernel * shape.kernel * 4) {
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
      const std::span<const Pair> pairs = list(part, at);
      for (int v = 0; v < kernels::strips(shape_); ++v) {
        if (part.dkernel != nullptr) weight_gradient(part, v, at);
        if (part.dx != nullptr) input_gradient(part, v, kernel, pairs, at);
      }
    }
    if (all.dkernel != nullptr) kernels::add_by_strip(shape_, at.dkernel, all.dkernel);
  }

 private:
  /// One cell's windows of one image: where those of each position start, and which position each filter chose.
  struct Windows {
    const std::uint32_t* starts;
    std::uint32_t image;          ///< where it starts in the strip
    const std::uint8_t* winners;  ///< null without a pool

    [[nodiscard]] int winner(int f) const { return winners == nullptr ? 0 : winners[f]; }
  };
  struct Scratch {
    float* strip;       ///< of x, then of dx; the images at hand
    float* dkernel;     ///< as pack_by_strip lays it out
    Term* terms;        ///< per filter, up to images_ x cells
    int* count;         ///< per filter
    float* gradients;   ///< of one cell, per filter
    Pair* pairs;        ///< per image and cell, up to one more for each position than its filters make
    Term* bucket;       ///< per position, up to filters + 1
    int* bucket_count;  ///< per position
  };

  [[nodiscard]] float* by_strip(Carver& carver) const {
    return carver.take<float>(static_cast<std::size_t>(kernels::strips(shape_) * shape_.filters * filter_));
  }
  [[nodiscard]] Scratch scratch_in(Carver& carver) const {
    const auto filters = static_cast<std::size_t>(shape_.filters);
    const auto cells = static_cast<std::size_t>(images_ * shape_.cells());
    const std::size_t most_pairs = (filters + static_cast<std::size_t>(shape_.window()) + 1) / 2;
    return {carver.take<float>(static_cast<std::size_t>(images_ * strip_.padded_size())),
            by_strip(carver),
            carver.take<Term>(filters * cells),
            carver.take<int>(filters),
            carver.take<float>(filters),
            carver.take<Pair>(cells * most_pairs),
            carver.take<Term>(static_cast<std::size_t>(shape_.window()) * (filters + 1)),
            carver.take<int>(static_cast<std::size_t>(shape_.window()))};
  }

  /// Lists the winners that have a gradient, by filter and in pairs, as far as they are wanted, and adds up the bias
  /// gradient. Images take turns in the lists, so that the windows of neighbouring terms do not overlap: no addition
  /// waits for the one before it to reach memory.
  std::span<const Pair> list(const ConvGradients& part, const Scratch& at) const {
    std::fill_n(at.count, shape_.filters, 0);
    Pair* end = at.pairs;
    for (int cell = 0; cell < shape_.cells(); ++cell) {
      for (int i = 0; i < part.n; ++i) {
        const int out = (i * shape_.cells() + cell) * shape_.filters;
        const Windows windows{windows_.data() + cell * shape_.window(),
                              static_cast<std::uint32_t>(i * strip_.padded_size()),
                              part.winners == nullptr ? nullptr : part.winners + out};
        kernels::pass_relu(shape_, part.y + out, part.dy + out, at.gradients);
        if (part.dkernel != nullptr) {
          kernels::add(part.dbias, at.gradients, static_cast<std::size_t>(shape_.filters));
          list_terms(windows, at);
        }
        if (part.dx != nullptr) end = list_pairs(windows, at, end);
      }
    }
    return {at.pairs, end};
  }

  void list_terms(const Windows& windows, const Scratch& at) const {
    const int capacity = images_ * shape_.cells();
    const int filters = shape_.filters;
    const float* gradients = at.gradients;
    Term* terms = at.terms;
    int* count = at.count;
    for (int f = 0; f < filters; ++f, terms += capacity) {
      terms[count[f]] = {windows.image + windows.starts[windows.winner(f)], gradients[f]};
      count[f] += gradients[f] != 0.0f;
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

  void input_gradient(const ConvGradients& part, int v, const float* kernel, std::span<const Pair> pairs,
                      const Scratch& at) const {
    std::fill_n(at.strip, part.n * strip_.padded_size(), 0.0f);
    kernels::add_to_windows(pairs, kernel + v * shape_.filters * filter_, shape_.kernel, strip_.padded_row(), at.strip);
    for (int i = 0; i < part.n; ++i) {
      kernels::write_strip(shape_, at.strip + i * strip_.padded_size(), v,
                           part.dx + i * shape_.h * shape_.w * shape_.cin);
    }
  }

  /// Sorts a cell's winners by position and lists those of each position two by two; an odd one goes with a filter that
  /// adds nothing.
  Pair* list_pairs(const Windows& windows, const Scratch& at, Pair* end) const {
    const int window = shape_.window();
    const int filters = shape_.filters;
    const float* gradients = at.gradients;
    Term* bucket = at.bucket;
    int* count = at.bucket_count;
    std::fill_n(count, window, 0);
    for (int f = 0; f < filters; ++f) {
      const int q = windows.winner(f);
      bucket[q * (filters + 1) + count[q]] = {static_cast<std::uint32_t>(f * filter_), gradients[f]};
      count[q] += gradients[f] != 0.0f;
    }
    for (int q = 0; q < window; ++q) {
      Term* terms = bucket + q * (filters + 1);
      terms[count[q]] = {0, 0.0f};
      for (int t = 0; t < count[q]; t += 2) {
        *end++ = {windows.image + windows.starts[q], terms[t].at, terms[t + 1].at, terms[t].factor,
                  terms[t + 1].factor};
      }
    }
    return end;
  }

  kernels::ConvShape shape_;
  kernels::ConvShape strip_;
  std::vector<std::uint32_t> windows_;
  int filter_;  ///< floats of one filter in one strip
  int images_;  ///< handled together: a strip of them stays in the first-level cache
};

}  // namespace

std::unique_ptr<ConvBackward> strip_backward(const kernels::ConvShape& shape, int max_batch) {
  return std::make_unique<StripBackward>(shape, max_batch);
}

}  // namespace pretext
