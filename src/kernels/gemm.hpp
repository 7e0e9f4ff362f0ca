#pragma once

namespace pretext::kernels {

/// Operands of c = a b for 4 rows and 8 columns: element (j, k) of a is a[j * a_row + k * a_step], row k of b starts at
/// b + k * b_step.
struct Product {
  const float* a;
  int a_row, a_step;
  const float* b;
  int b_step;
  int depth;
};

/// Overwrites c (4 x 8).
void gemm_4x8(const Product& product, float* c);

}  // namespace pretext::kernels
