#include "kernels/weighted_rows.hpp"

#include <cassert>

#include "kernels/lanes.hpp"

namespace pretext::kernels {
namespace {

/// One strip of `vectors` x 4 columns of add_many_rows.
template <int vectors>
[[gnu::noinline]] void add_strip(float* sum, const float* base, const Term* terms, int count) {
  f32x4 s[vectors];
  for (int v = 0; v < vectors; ++v) s[v] = load(sum + v * lanes);
#pragma clang loop unroll(disable)
  for (int t = 0; t < count; ++t) {
    const float* row = base + terms[t].at;
    const f32x4 factor(terms[t].factor);
    for (int v = 0; v < vectors; ++v) s[v] = s[v] + factor * load(row + v * lanes);
  }
  for (int v = 0; v < vectors; ++v) store(sum + v * lanes, s[v]);
}

/// `many` terms of add_few_rows.
template <int many>
[[gnu::noinline]] void add_terms(float* sum, int n, const float* base, const Term* terms) {
  const float* row[many];
  f32x4 factor[many];
  for (int t = 0; t < many; ++t) {
    row[t] = base + terms[t].at;
    factor[t] = f32x4(terms[t].factor);
  }
#pragma clang loop unroll(disable)
  for (int i = 0; i < n; i += lanes) {
    f32x4 s = load(sum + i);
    for (int t = 0; t < many; ++t) s = s + factor[t] * load(row[t] + i);
    store(sum + i, s);
  }
}

}  // namespace

void add_many_rows(float* sum, int n, const float* base, const Term* terms, int count) {
  assert(n % lanes == 0);
  int i = 0;
  for (; i + 48 <= n; i += 48) add_strip<12>(sum + i, base + i, terms, count);
  for (; i + 16 <= n; i += 16) add_strip<4>(sum + i, base + i, terms, count);
  for (; i < n; i += lanes) add_strip<1>(sum + i, base + i, terms, count);
}

void add_few_rows(float* sum, int n, const float* base, const Term* terms, int count) {
  assert(n % lanes == 0);
  for (; count >= 4; count -= 4, terms += 4) add_terms<4>(sum, n, base, terms);
  if (count == 3) add_terms<3>(sum, n, base, terms);
  if (count == 2) add_terms<2>(sum, n, base, terms);
  if (count == 1) add_terms<1>(sum, n, base, terms);
}

}  // namespace pretext::kernels
