#include "kernels/token_loss.hpp"

#include "kernels/lanes.hpp"
#include "kernels/softmax.hpp"

namespace pretext::kernels {

namespace {

float largest(const float* row, int n) {
  float most = row[0];
  int i = 0;
  if (n >= lanes) {
    f32x4 all = load(row);
    for (i = lanes; i + lanes <= n; i += lanes) all = larger(all, load(row + i));
    most = larger(larger(all.get(0), all.get(1)), larger(all.get(2), all.get(3)));
  }
  for (; i < n; ++i) most = larger(most, row[i]);
  return most;
}

/// Overwrites `terms` with e^(row - shift), and returns their sum.
float exponentials_of(const float* row, int n, float shift, float* terms) {
  f32x4 sum(0.0f);
  int i = 0;
  for (; i + lanes <= n; i += lanes) {
    const f32x4 term = xsimd::exp(load(row + i) - f32x4(shift));
    store(terms + i, term);
    sum = sum + term;
  }
  float total = sum_of_lanes(sum);
  for (; i < n; ++i) {
    terms[i] = xsimd::exp(f32x4(row[i] - shift)).get(0);
    total += terms[i];
  }
  return total;
}

}  // namespace

TokenLoss token_loss(float* logits, const std::int32_t* target, int n, int classes, float scale, float* exponentials) {
  TokenLoss total;
  for (int row = 0; row < n; ++row, logits += classes) {
    const float most = largest(logits, classes);
    const float wanted = logits[target[row]];
    const float sum = exponentials_of(logits, classes, most, exponentials);
    float logarithm;
    log(&sum, &logarithm, 1);
    total.loss += logarithm + (most - wanted);
    total.correct += wanted >= most ? 1.0f : 0.0f;
    if (!(scale > 0.0f)) continue;
    const float factor = scale / sum;
    int i = 0;
    for (; i + lanes <= classes; i += lanes) store(logits + i, load(exponentials + i) * f32x4(factor));
    for (; i < classes; ++i) logits[i] = exponentials[i] * factor;
    logits[target[row]] -= scale;
  }
  return total;
}

}  // namespace pretext::kernels
