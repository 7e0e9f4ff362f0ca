#include "kernels/picked_gradient.hpp"

#include <algorithm>
#include <limits>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

/// The gradient where y is not at or below the threshold. That of a NaN passes, so that it cannot hide.
[[gnu::always_inline]] inline f32x4 passing(const float* y, const float* dy, f32x4 threshold) {
  return xsimd::select(load(y) <= threshold, f32x4(0.0f), load(dy));
}

/// What a ReLU does not let pass: everything up to 0, or nothing if there is none.
f32x4 threshold(const ConvShape& shape) { return f32x4(shape.relu ? 0.0f : -std::numeric_limits<float>::infinity()); }

/// `taps` taps from first_tap on, in registers all along.
template <int taps, int window, bool with_bias>
[[gnu::noinline]] void add_taps(const PickedRun& run, int first, int first_tap, float* dkernel, float* dbias) {
  const int columns = run.shape->columns();
  const int pitch = run.shape->kernel * run.shape->tap_row() * window;
  const f32x4 none = threshold(*run.shape);
  f32x4 sum[taps];
  for (int t = 0; t < taps; ++t) sum[t] = load(dkernel + (first_tap + t) * columns + first);
  f32x4 bias = load(dbias + first);
  const float* candidates = run.candidates + first_tap * window;
#pragma clang loop unroll(disable)
  for (int cell = 0; cell < run.cells; ++cell, candidates += pitch) {
    const std::uint32_t at = run.outs[cell] + static_cast<std::uint32_t>(first);
    const f32x4 gradient = passing(run.y + at, run.dy + at, none);
    if constexpr (window == 1) {
      for (int t = 0; t < taps; ++t) sum[t] = sum[t] + gradient * f32x4(candidates[t]);
    } else {
      const u8x16 picker = lane_picker(run.winners + at);
      for (int t = 0; t < taps; ++t) {
        const u8x16 four = xsimd::bitwise_cast<std::uint8_t>(load(candidates + t * lanes));
        sum[t] = sum[t] + gradient * xsimd::bitwise_cast<float>(pick_bytes(four, picker));
      }
    }
    if (with_bias) bias = bias + gradient;
  }
  for (int t = 0; t < taps; ++t) store(dkernel + (first_tap + t) * columns + first, sum[t]);
  if (with_bias) store(dbias + first, bias);
}

/// All taps, as many at once as fit into registers.
template <int window>
void add_all_taps(const PickedRun& run, int first, float* dkernel, float* dbias) {
  const int taps = run.shape->kernel * run.shape->tap_row();
  int tap = taps >= 9 ? 9 : 1;
  if (tap == 9) {
    add_taps<9, window, true>(run, first, 0, dkernel, dbias);
  } else {
    add_taps<1, window, true>(run, first, 0, dkernel, dbias);
  }
  for (; tap + 9 <= taps; tap += 9) add_taps<9, window, false>(run, first, tap, dkernel, dbias);
  for (; tap + 5 <= taps; tap += 5) add_taps<5, window, false>(run, first, tap, dkernel, dbias);
  for (; tap < taps; ++tap) add_taps<1, window, false>(run, first, tap, dkernel, dbias);
}

}  // namespace

void find_candidates(const ConvShape& shape, const float* padded, const std::uint32_t* starts, float* candidates) {
  const int window = shape.window();
  for (int r = 0; r < shape.kernel; ++r, padded += shape.padded_row()) {
    if (window == 1) {
      candidates = std::copy_n(padded + *starts, shape.tap_row(), candidates);
      continue;
    }
    const float* from[4] = {padded + starts[0], padded + starts[1], padded + starts[2], padded + starts[3]};
    for (int i = 0; i < shape.tap_row(); ++i, candidates += 4) {
      store(candidates, f32x4(from[0][i], from[1][i], from[2][i], from[3][i]));
    }
  }
}

void add_picked_gradient(const PickedRun& run, int first, float* dkernel, float* dbias) {
  if (run.shape->pool == 2) return add_all_taps<4>(run, first, dkernel, dbias);
  add_all_taps<1>(run, first, dkernel, dbias);
}

void add_bias_gradient(const PickedRun& run, float* dbias) {
  if (run.cells == 0) return;
  const f32x4 none = threshold(*run.shape);
  const float* y = run.y + run.outs[0];  // is in the cache, the others' may not be
  for (int cell = 0; cell < run.cells; ++cell) {
    const float* dy = run.dy + run.outs[cell];
    for (int f = 0; f < run.shape->filters; f += lanes) {
      store(dbias + f, load(dbias + f) + passing(y + f, dy + f, none));
    }
  }
}

}  // namespace pretext::kernels
