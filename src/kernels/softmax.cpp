#include "kernels/softmax.hpp"

#include <cassert>
#include <limits>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

/// Loads up to four floats; the missing lanes become `fill`.
f32x4 load_some(const float* p, int count, float fill) {
  alignas(16) float lane[lanes];
  for (int i = 0; i < lanes; ++i) lane[i] = i < count ? p[i] : fill;
  return f32x4::load_aligned(lane);
}

void store_some(float* p, int count, f32x4 x) {
  alignas(16) float lane[lanes];
  x.store_aligned(lane);
  for (int i = 0; i < lanes && i < count; ++i) p[i] = lane[i];
}

template <class Function>
void map(const float* x, float* y, int n, Function function) {
  int i = 0;
  for (; i + lanes <= n; i += lanes) store(y + i, function(load(x + i)));
  if (i < n) store_some(y + i, n - i, function(load_some(x + i, n - i, 1.0f)));
}

float log_of(float x) { return xsimd::log(f32x4(x)).get(0); }

/// The index of the row's largest element, the first of equals; a NaN in front stays.
int argmax(const float* row, int classes) {
  int best = 0;
  for (int c = 1; c < classes; ++c) {
    if (row[c] > row[best]) best = c;
  }
  return best;
}

/// Sum of e^(row[c] - shift). If `exponentials` is not null, the terms go there.
float sum_of_exponentials(const float* row, int classes, float shift, float* exponentials) {
  constexpr float nothing = -std::numeric_limits<float>::infinity();
  f32x4 sum(0.0f);
  for (int c = 0; c < classes; c += lanes) {
    const f32x4 term = xsimd::exp(load_some(row + c, classes - c, nothing) - f32x4(shift));
    if (exponentials != nullptr) store_some(exponentials + c, classes - c, term);
    sum = sum + term;
  }
  return sum_of_lanes(sum);
}

}  // namespace

void exp(const float* x, float* y, int n) {
  map(x, y, n, [](f32x4 v) { return xsimd::exp(v); });
}

void log(const float* x, float* y, int n) {
  map(x, y, n, [](f32x4 v) { return xsimd::log(v); });
}

void softmax(const float* logits, int n, int classes, float* probabilities) {
  assert(classes >= 1);
  for (int i = 0; i < n; ++i, logits += classes, probabilities += classes) {
    const float sum = sum_of_exponentials(logits, classes, logits[argmax(logits, classes)], probabilities);
    for (int c = 0; c < classes; ++c) probabilities[c] /= sum;
  }
}

std::int32_t sure_class(std::span<const float> logits, float confidence, std::span<float> probabilities) {
  const int classes = static_cast<int>(logits.size());
  softmax(logits.data(), 1, classes, probabilities.data());
  const int likeliest = argmax(probabilities.data(), classes);
  return probabilities[static_cast<std::size_t>(likeliest)] >= confidence ? likeliest : -1;
}

float softmax_cross_entropy(const float* logits, const std::int32_t* target, int n, int classes, float scale,
                            float* dlogits, float* losses, std::int32_t* predicted) {
  assert(classes >= 1);
  float total = 0.0f;
  for (int i = 0; i < n; ++i, logits += classes) {
    assert(target[i] >= -1 && target[i] < classes);
    const bool asked = target[i] >= 0;
    const int best = argmax(logits, classes);
    const float sum = sum_of_exponentials(logits, classes, logits[best], dlogits);
    const float loss = asked ? log_of(sum) + (logits[best] - logits[target[i]]) : 0.0f;
    total += loss;
    if (losses != nullptr) losses[i] = loss;
    if (predicted != nullptr) predicted[i] = best;
    if (dlogits != nullptr) {
      for (int c = 0; c < classes; ++c) {
        dlogits[c] = asked ? scale * (dlogits[c] / sum - (c == target[i] ? 1.0f : 0.0f)) : 0.0f;
      }
      dlogits += classes;
    }
  }
  return total;
}

}  // namespace pretext::kernels
