#include <cassert>
#include <utility>

#include "pretext/layers.hpp"

namespace pretext {
namespace {

/// Images that lie one below another are, in memory, as many samples in a row: everything is handed inward as it is,
/// pixels that are alike included, and only the samples are counted differently.
class Each final : public Layer {
 public:
  Each(int views, std::unique_ptr<Layer> inner) : views_(views), inner_(std::move(inner)) { assert(views >= 1); }

  Plan plan(const std::string& name, Shape in, int max_batch, Params& params) override {
    assert(in.h % views_ == 0);
    Plan plan = inner_->plan(name, {in.h / views_, in.w, in.c}, views_ * max_batch, params);
    plan.out.h *= views_;
    plan.multiplications *= views_;
    return plan;
  }

  void prepare(std::span<const float> weights, std::span<std::byte> prepared) const override {
    inner_->prepare(weights, prepared);
  }

  void forward(const Pass& pass, std::span<const float> x, std::span<float> y) const override {
    inner_->forward(inward(pass), x, y);
  }

  void backward(const Pass& pass, std::span<const float> x, std::span<const float> y, std::span<const float> dy,
                std::span<float> dx) const override {
    inner_->backward(inward(pass), x, y, dy, dx);
  }

  [[nodiscard]] std::span<const std::uint8_t> alike(const Pass& pass) const override {
    return inner_->alike(inward(pass));
  }

 private:
  [[nodiscard]] Pass inward(Pass pass) const {
    pass.n *= views_;
    return pass;
  }

  int views_;
  std::unique_ptr<Layer> inner_;
};

}  // namespace

std::unique_ptr<Layer> each(int views, std::unique_ptr<Layer> inner) {
  return std::make_unique<Each>(views, std::move(inner));
}

}  // namespace pretext
