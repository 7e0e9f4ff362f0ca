#include "pretext/loss.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "kernels/chroma.hpp"
#include "kernels/contrast.hpp"
#include "kernels/softmax.hpp"
#include "kernels/squared.hpp"
#include "kernels/variational.hpp"
#include "losses/votes.hpp"

namespace pretext {

namespace {

float* data_of(std::span<float> values) { return values.empty() ? nullptr : values.data(); }

/// The losses one by one: what evaluate() does for each.
struct Evaluation {
  int n;
  const Batch& asked;
  std::span<const float> outputs;
  float scale;
  const LossResults& results;
  std::span<std::byte> scratch;

  LossSums operator()(const CrossEntropy& /*loss*/) const {
    assert(asked.classes.size() == static_cast<std::size_t>(n));
    std::int32_t* predicted =
        results.predicted.empty() ? reinterpret_cast<std::int32_t*>(scratch.data()) : results.predicted.data();
    LossSums sums;
    sums.loss =
        kernels::softmax_cross_entropy(outputs.data(), asked.classes.data(), n, static_cast<int>(outputs.size()) / n,
                                       scale, data_of(results.doutputs), data_of(results.losses), predicted);
    for (std::size_t i = 0; i < asked.classes.size(); ++i) {
      const float right = predicted[i] == asked.classes[i] ? 1.0f : 0.0f;
      sums.correct += right;
      if (!results.correct.empty()) results.correct[i] = right;
    }
    return sums;
  }

  LossSums operator()(const SquaredError& /*loss*/) const {
    assert(asked.targets.size() == outputs.size());
    std::ranges::fill(results.predicted, -1);
    std::ranges::fill(results.correct, 0.0f);
    return {kernels::squared_error(
                outputs.data(), asked.targets.data(), asked.weights.empty() ? nullptr : asked.weights.data(), n,
                static_cast<int>(outputs.size()) / n, scale, data_of(results.doutputs), data_of(results.losses)),
            0, 0};
  }

  /// An example's loss is the mean of those of its two views, and it is right if both are.
  LossSums operator()(const Contrast& loss) const {
    const int rows = 2 * n;
    const auto views = static_cast<std::size_t>(rows);
    float* losses = reinterpret_cast<float*>(scratch.data());
    float* correct = losses + views;
    kernels::contrast(kernel_of(loss), outputs.data(), rows, static_cast<int>(outputs.size()) / rows, scale / 2,
                      data_of(results.doutputs), losses, correct, scratch.subspan(row_bytes(n)).data());
    LossSums sums;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const float mean = (losses[2 * i] + losses[2 * i + 1]) / 2;
      const float right = correct[2 * i] * correct[2 * i + 1];
      sums.loss += mean;
      sums.correct += right;
      if (!results.losses.empty()) results.losses[i] = mean;
      if (!results.correct.empty()) results.correct[i] = right;
    }
    std::ranges::fill(results.predicted, -1);
    return sums;
  }

  LossSums operator()(const Votes& votes) const {
    assert(results.doutputs.empty());
    std::ranges::fill(results.losses, 0.0f);
    const std::size_t units = votes.labels.size();
    LossSums sums;
    for (std::size_t i = 0; i < asked.classes.size(); ++i) {
      const std::int32_t predicted = elect(votes, outputs.subspan(i * units, units));
      const float right = predicted == asked.classes[i] ? 1.0f : 0.0f;
      sums.correct += right;
      if (!results.predicted.empty()) results.predicted[i] = predicted;
      if (!results.correct.empty()) results.correct[i] = right;
    }
    return sums;
  }

  LossSums operator()(const ColourClasses& loss) const {
    const std::size_t values = asked.targets.size() / static_cast<std::size_t>(n);
    const std::size_t logits = outputs.size() / static_cast<std::size_t>(n);
    const int places = static_cast<int>(values) / 2;
    assert(logits == static_cast<std::size_t>(places) * kernels::chroma_classes);
    LossSums sums;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const auto [lost, right] = kernels::chroma_cross_entropy(
          outputs.data() + i * logits, asked.targets.data() + i * values, places, loss.weights->data(),
          loss.white / 255.0f, scale, results.doutputs.empty() ? nullptr : results.doutputs.data() + i * logits,
          scratch.data());
      sums.loss += lost;
      sums.correct += right;
      if (!results.losses.empty()) results.losses[i] = lost;
      if (!results.correct.empty()) results.correct[i] = right;
    }
    std::ranges::fill(results.predicted, -1);
    return sums;
  }

  LossSums operator()(const BoxError& /*loss*/) const {
    LossSums sums = (*this)(SquaredError{});
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      right(i, overlap(box_at(outputs, i), box_at(asked.targets, i)) >= 0.5f, sums);
    }
    return sums;
  }

  LossSums operator()(const MaskError& /*loss*/) const {
    const std::size_t pixels = outputs.size() / static_cast<std::size_t>(n);
    LossSums sums;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const float* logits = outputs.data() + i * pixels;
      const float* wanted = asked.targets.data() + i * pixels;
      float* gradient =
          results.doutputs.empty() ? reinterpret_cast<float*>(scratch.data()) : results.doutputs.data() + i * pixels;
      const float lost = kernels::bernoulli(logits, wanted, 1, static_cast<int>(pixels), scale, gradient);
      int both = 0, either = 0;
      for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
        const bool told = logits[pixel] > 0, is = wanted[pixel] > 0;
        both += told && is ? 1 : 0;
        either += told || is ? 1 : 0;
      }
      sums.loss += lost;
      if (!results.losses.empty()) results.losses[i] = lost;
      right(i, 2 * both >= either, sums);
    }
    std::ranges::fill(results.predicted, -1);
    return sums;
  }

  void right(std::size_t i, bool is, LossSums& sums) const {
    sums.correct += is ? 1.0f : 0.0f;
    if (!results.correct.empty()) results.correct[i] = is ? 1.0f : 0.0f;
  }
  static Box box_at(std::span<const float> edges, std::size_t i) {
    return {edges[4 * i], edges[4 * i + 1], edges[4 * i + 2], edges[4 * i + 3]};
  }

  /// One image alone has nobody to be told from: without a partner in the sum there would be no sum.
  [[nodiscard]] kernels::Contrast kernel_of(const Contrast& loss) const {
    using Kind = kernels::Contrast::Kind;
    return {loss.decoupled && n > 1 ? Kind::dcl : Kind::nt_xent, loss.temperature};
  }
  /// Of two floats for each of an example's views, a multiple of 64.
  static std::size_t row_bytes(int n) { return (static_cast<std::size_t>(n) * 4 * sizeof(float) + 63) / 64 * 64; }
};

}  // namespace

float overlap(const Box& a, const Box& b) {
  const auto area = [](float left, float top, float right, float bottom) {
    return std::max(right - left, 0.0f) * std::max(bottom - top, 0.0f);
  };
  const float both =
      area(std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom));
  const float all = area(a.left, a.top, a.right, a.bottom) + area(b.left, b.top, b.right, b.bottom) - both;
  return all > 0 ? both / all : 0;
}

Measure measure_of(const Loss& loss) {
  return std::holds_alternative<SquaredError>(loss) ? Measure::psnr : Measure::accuracy;
}

const char* name(Measure measure) { return measure == Measure::psnr ? "psnr" : "accuracy"; }

double psnr(double squared_error, double white) {
  float ratio = static_cast<float>(white * white / squared_error);
  kernels::log(&ratio, &ratio, 1);
  constexpr double decibels_per_e = 4.342944819032518;  // 10 / ln 10
  return static_cast<double>(ratio) * decibels_per_e;
}

std::size_t scratch_bytes(const Loss& loss, int n, std::size_t outputs) {
  if (std::holds_alternative<CrossEntropy>(loss)) return static_cast<std::size_t>(n) * sizeof(std::int32_t);
  if (std::holds_alternative<Contrast>(loss)) {
    return Evaluation::row_bytes(n) + kernels::contrast_scratch(2 * n, static_cast<int>(outputs) / 2);
  }
  if (std::holds_alternative<MaskError>(loss)) return outputs * sizeof(float);
  if (std::holds_alternative<ColourClasses>(loss)) {
    return kernels::chroma_scratch(static_cast<int>(outputs) / kernels::chroma_classes);
  }
  return 0;
}

LossSums evaluate(const Loss& loss, int n, const Batch& asked, std::span<const float> outputs, float scale,
                  const LossResults& results, std::span<std::byte> scratch) {
  assert(n > 0 && scratch.size() >= scratch_bytes(loss, n, outputs.size() / static_cast<std::size_t>(n)));
  return std::visit(Evaluation{n, asked, outputs, scale, results, scratch}, loss);
}

}  // namespace pretext
