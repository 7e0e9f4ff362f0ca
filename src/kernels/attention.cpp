#include "kernels/attention.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/lanes.hpp"
#include "kernels/matrix.hpp"

namespace pretext::kernels {

namespace {

/// Softmax of the first `asked` scores of a row times `scale`; the others, up to `pitch`, a multiple of four, become 0.
void weigh(float* row, int asked, int pitch, float scale) {
  float most = row[0];
  for (int i = 1; i < asked; ++i) most = larger(most, row[i]);
  std::fill(row + asked, row + pitch, 0.0f);
  f32x4 sum(0.0f);
  for (int i = 0; i < pitch; i += lanes) {
    alignas(16) float there[lanes];
    for (int j = 0; j < lanes; ++j) there[j] = i + j < asked ? 1.0f : 0.0f;
    const f32x4 term =
        xsimd::exp(smaller((load(row + i) - f32x4(most)) * f32x4(scale), f32x4(0.0f))) * f32x4::load_aligned(there);
    store(row + i, term);
    sum = sum + term;
  }
  const f32x4 factor(1.0f / sum_of_lanes(sum));
  for (int i = 0; i < pitch; i += lanes) store(row + i, load(row + i) * factor);
}

}  // namespace

std::size_t AttentionShape::scratch_floats() const {
  return std::max(packed_floats(width, length), packed_floats(length, width)) +
         static_cast<std::size_t>(length) * static_cast<std::size_t>(weights_pitch());
}

void attention(const AttentionShape& s, const float* query, const float* key, const float* value, float* weights,
               float* out, int out_pitch, float* scratch) {
  const int pitch = s.weights_pitch();
  const float scale = 1.0f / std::sqrt(static_cast<float>(s.width));
  pack_panels({key, 1, s.pitch, s.width, s.length}, scratch);
  const int queries = s.length - s.first;
  multiply({query, s.pitch, 1, queries}, scratch, s.width, s.length, {weights, pitch});
  for (int i = 0; i < queries; ++i) weigh(weights + i * pitch, s.causal ? s.first + i + 1 : s.length, pitch, scale);
  pack_panels({value, s.pitch, 1, s.length, s.width}, scratch);
  multiply({weights, pitch, 1, queries}, scratch, s.length, s.width, {out, out_pitch});
}

void attention_gradient(const AttentionShape& s, const float* query, const float* key, const float* value,
                        const float* weights, const float* dout, int out_pitch, float* dquery, float* dkey,
                        float* dvalue, float* scratch) {
  const int pitch = s.weights_pitch();
  const float scale = 1.0f / std::sqrt(static_cast<float>(s.width));
  float* panels = scratch + static_cast<std::size_t>(s.length) * static_cast<std::size_t>(pitch);
  float* scores = scratch;
  pack_panels({dout, out_pitch, 1, s.length, s.width}, panels);
  multiply({weights, 1, pitch, s.length}, panels, s.length, s.width, {dvalue, s.pitch});
  pack_panels({value, 1, s.pitch, s.width, s.length}, panels);
  multiply({dout, out_pitch, 1, s.length}, panels, s.width, s.length, {scores, pitch});
  for (int i = 0; i < s.length; ++i) {
    float* row = scores + i * pitch;
    const float* weight = weights + i * pitch;
    std::fill(row + s.length, row + pitch, 0.0f);
    f32x4 sum(0.0f);
    for (int j = 0; j < pitch; j += lanes) sum = sum + load(row + j) * load(weight + j);
    const f32x4 mean(sum_of_lanes(sum));
    for (int j = 0; j < pitch; j += lanes) store(row + j, load(weight + j) * (load(row + j) - mean) * f32x4(scale));
  }
  pack_panels({key, s.pitch, 1, s.length, s.width}, panels);
  multiply({scores, pitch, 1, s.length}, panels, s.length, s.width, {dquery, s.pitch});
  pack_panels({query, s.pitch, 1, s.length, s.width}, panels);
  multiply({scores, 1, pitch, s.length}, panels, s.length, s.width, {dkey, s.pitch});
}

}  // namespace pretext::kernels
