#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/lanes.hpp"
#include "pretext/layers.hpp"

namespace pretext {
namespace {

using kernels::lanes;
using kernels::load;
using kernels::store;

/// The input row, or column, from which each output one is taken: the one that its centre falls on.
std::vector<int> sources(int in, int out) {
  std::vector<int> from;
  from.reserve(static_cast<std::size_t>(out));
  for (int i = 0; i < out; ++i) from.push_back((2 * i + 1) * in / (2 * out));
  return from;
}

void add_pixel(const float* from, int channels, float* to) {
  int c = 0;
  for (; c + lanes <= channels; c += lanes) store(to + c, load(to + c) + load(from + c));
  for (; c < channels; ++c) to[c] += from[c];
}

class Resize final : public Layer {
 public:
  Resize(int h, int w) : out_{h, w, 0} { assert(h >= 1 && w >= 1); }

  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    in_ = in;
    out_.c = in.c;
    rows_ = sources(in.h, out_.h);
    columns_ = sources(in.w, out_.w);
    Plan plan;
    plan.out = out_;
    return plan;
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    for (int i = 0; i < pass.n; ++i) {
      float* to = y.data() + static_cast<std::size_t>(i) * out_.size();
      for (int row = 0; row < out_.h; ++row, to += out_.w * out_.c) {
        if (row > 0 && source(row) == source(row - 1)) {
          std::copy_n(to - out_.w * out_.c, out_.w * out_.c, to);
          continue;
        }
        const float* from = x.data() + first_of_row(i, row);
        for (int column = 0; column < out_.w; ++column) {
          std::copy_n(from + columns_[static_cast<std::size_t>(column)] * in_.c, in_.c, to + column * out_.c);
        }
      }
    }
  }

  void backward(const Pass& pass, std::span<const float> /*x*/, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    if (dx.empty()) return;
    std::fill(dx.begin(), dx.end(), 0.0f);
    const float* from = dy.data();
    for (int i = 0; i < pass.n; ++i) {
      for (int row = 0; row < out_.h; ++row) {
        float* to = dx.data() + first_of_row(i, row);
        for (const int column : columns_) {
          add_pixel(from, in_.c, to + column * in_.c);
          from += out_.c;
        }
      }
    }
  }

 private:
  [[nodiscard]] int source(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  /// Where the input row starts from which output row `row` of sample i is taken.
  [[nodiscard]] int first_of_row(int i, int row) const { return (i * in_.h + source(row)) * in_.w * in_.c; }

  Shape in_, out_;
  std::vector<int> rows_, columns_;
};

}  // namespace

std::unique_ptr<Layer> resize(int h, int w) { return std::make_unique<Resize>(h, w); }

}  // namespace pretext
