#pragma once

namespace pretext::kernels {

/// Four rows that are gathered, not stored, as a matrix: each is `segments` runs of `length` floats, `stride` apart, which
/// is what a convolution window is in an image (implicit GEMM: Chetlur et al., "cuDNN", 2014).
struct GatheredRows {
  const float* row[4];
  int segments;
  int stride;
  int length;
};

/// c[j][0..8) = bias + row j of a times b, for j < 4.
///   b     segments * length rows of 8 columns, one panel
///   bias  8
///   c     4 x 8, overwritten
/// Four by eight accumulators, one row of b and one element of a fit the sixteen registers that V8 has on x86; six by
/// eight spill.
void gemm_4x8(const GatheredRows& a, const float* b, const float* bias, float* c);

}  // namespace pretext::kernels
