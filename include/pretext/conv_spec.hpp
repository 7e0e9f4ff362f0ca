#pragma once

namespace pretext {

/// Convolution with SAME padding and bias, then optionally ReLU, then optionally max pooling (window `pool`, stride
/// `pool`, VALID). Semantics are TensorFlow's: the padding before is the smaller half; ties in a pool go to the first
/// in row-major order; ReLU's derivative at 0 is 0.
struct ConvSpec {
  int filters = 1;
  int kernel = 3;  ///< side of the square kernel, 1 to 7
  int stride = 1;  ///< 1 to 4
  bool relu = true;
  int pool = 1;  ///< side of the pooling window, 1 for none
  /// Whether a ReLU decides exactly about outputs that see next to nothing beside bright neighbours. Without, rounding
  /// may decide: seldom where pixels go from 0 to 1 and biases soon outgrow it (of the golden runs, one ends 1e-3 off),
  /// but in every first step where they go to 255.
  bool exact = false;
};

}  // namespace pretext
