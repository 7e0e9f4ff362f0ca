#include <algorithm>
#include <cassert>

#include "pretext/layers.hpp"

namespace pretext {
namespace {

/// The largest value of each pool x pool window, VALID: rows and columns that do not fill a window are not read. The
/// gradient goes to the first of equals in row-major order, which backward finds again, so nothing is saved.
class MaxPool final : public Layer {
 public:
  explicit MaxPool(int pool) : pool_(pool) { assert(pool >= 1); }

  Plan plan(const std::string& /*name*/, Shape in, int /*max_batch*/, Params& /*params*/) override {
    in_ = in;
    out_ = {in.h / pool_, in.w / pool_, in.c};
    assert(out_.size() > 0);
    Plan plan;
    plan.out = out_;
    return plan;
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    for_each_output(pass.n, [&](std::size_t out, std::size_t corner) { y[out] = x[winner(x, corner)]; });
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> /*y*/, std::span<const float> dy,
                std::span<float> dx) const override {
    if (dx.empty()) return;
    std::fill(dx.begin(), dx.end(), 0.0f);
    for_each_output(pass.n, [&](std::size_t out, std::size_t corner) { dx[winner(x, corner)] += dy[out]; });
  }

 private:
  /// Calls visit(out, corner) for each output with the index of its window's first input.
  template <class Visit>
  void for_each_output(int n, Visit visit) const {
    std::size_t out = 0;
    for (int i = 0; i < n; ++i) {
      for (int y = 0; y < out_.h; ++y) {
        for (int x = 0; x < out_.w; ++x) {
          const int corner = ((i * in_.h + y * pool_) * in_.w + x * pool_) * in_.c;
          for (int c = 0; c < in_.c; ++c) visit(out++, static_cast<std::size_t>(corner + c));
        }
      }
    }
  }

  [[nodiscard]] std::size_t winner(std::span<const float> x, std::size_t corner) const {
    std::size_t best = corner;
    for (int dy = 0; dy < pool_; ++dy) {
      for (int dx = 0; dx < pool_; ++dx) {
        const std::size_t at = corner + static_cast<std::size_t>((dy * in_.w + dx) * in_.c);
        if (x[at] > x[best]) best = at;
      }
    }
    return best;
  }

  int pool_;
  Shape in_, out_;
};

}  // namespace

std::unique_ptr<Layer> max_pool(int pool) { return std::make_unique<MaxPool>(pool); }

}  // namespace pretext
