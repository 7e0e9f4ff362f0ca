#pragma once

#include "kernels/lanes.hpp"

namespace pretext::kernels {

/// The one-dimensional transforms of F(m, 3), m outputs of a 3-tap convolution at the cost of m + 2 products (Winograd,
/// "Arithmetic complexity of computations", 1980; Lavin and Gray, "Fast algorithms for convolutional neural networks",
/// CVPR 2016): outputs = A^T ((G kernel) * (B^T inputs)). Each works on vectors, four channels at a time. In all of
/// them product 1 belongs to the point 1, so that a constant added to it is added to every output.
template <int m>
struct WinogradF;

/// F(2, 3); points 0, 1, -1.
template <>
struct WinogradF<2> {
  static void input(const f32x4 d[4], f32x4 out[4]) {
    out[0] = d[0] - d[2];
    out[1] = d[1] + d[2];
    out[2] = d[2] - d[1];
    out[3] = d[1] - d[3];
  }
  static void kernel(const f32x4 g[3], f32x4 out[4]) {
    const f32x4 even = (g[0] + g[2]) * f32x4(0.5f);
    const f32x4 odd = g[1] * f32x4(0.5f);
    out[0] = g[0];
    out[1] = even + odd;
    out[2] = even - odd;
    out[3] = g[2];
  }
  static void output(const f32x4 m[4], f32x4 out[2]) {
    out[0] = m[0] + (m[1] + m[2]);
    out[1] = (m[1] - m[2]) - m[3];
  }
};

/// F(4, 3); points 0, 1, -1, 2, -2.
template <>
struct WinogradF<4> {
  static void input(const f32x4 d[6], f32x4 out[6]) {
    const f32x4 four(4.0f), five(5.0f), two(2.0f);
    const f32x4 a = d[4] - four * d[2];
    const f32x4 b = d[3] - four * d[1];
    const f32x4 c = d[4] - d[2];
    const f32x4 e = two * (d[3] - d[1]);
    out[0] = (four * d[0] - five * d[2]) + d[4];
    out[1] = a + b;
    out[2] = a - b;
    out[3] = c + e;
    out[4] = c - e;
    out[5] = (four * d[1] - five * d[3]) + d[5];
  }
  static void kernel(const f32x4 g[3], f32x4 out[6]) {
    const f32x4 one = (g[0] + g[2]) * f32x4(-1.0f / 6);
    const f32x4 one_odd = g[1] * f32x4(-1.0f / 6);
    const f32x4 two = g[0] * f32x4(1.0f / 24) + g[2] * f32x4(1.0f / 6);
    const f32x4 two_odd = g[1] * f32x4(1.0f / 12);
    out[0] = g[0] * f32x4(0.25f);
    out[1] = one + one_odd;
    out[2] = one - one_odd;
    out[3] = two + two_odd;
    out[4] = two - two_odd;
    out[5] = g[2];
  }
  static void output(const f32x4 m[6], f32x4 out[4]) {
    const f32x4 even1 = m[1] + m[2];
    const f32x4 odd1 = m[1] - m[2];
    const f32x4 even2 = m[3] + m[4];
    const f32x4 odd2 = m[3] - m[4];
    out[0] = m[0] + even1 + even2;
    out[1] = odd1 + f32x4(2.0f) * odd2;
    out[2] = even1 + f32x4(4.0f) * even2;
    out[3] = odd1 + f32x4(8.0f) * odd2 + m[5];
  }
};

/// F(6, 3); points 0, 1, -1, 2, -2, 1/2, -1/2.
template <>
struct WinogradF<6> {
  static void input(const f32x4 d[8], f32x4 out[8]) {
    const f32x4 half(0.5f), two(2.0f), four(4.0f), five_halves(2.5f), quarter(0.25f);
    out[0] = (d[0] - d[6]) + f32x4(5.25f) * (d[4] - d[2]);
    out[7] = (d[7] - d[1]) + f32x4(5.25f) * (d[3] - d[5]);
    const f32x4 one = (d[2] + d[6]) - f32x4(4.25f) * d[4];
    const f32x4 one_odd = (d[1] + d[5]) - f32x4(4.25f) * d[3];
    out[1] = one + one_odd;
    out[2] = one - one_odd;
    const f32x4 both = five_halves * d[3];
    const f32x4 second = (quarter * d[2] + d[6]) - f32x4(1.25f) * d[4];
    const f32x4 second_odd = (half * d[1] + two * d[5]) - both;
    out[3] = second + second_odd;
    out[4] = second - second_odd;
    const f32x4 third = (four * d[2] + d[6]) - f32x4(5.0f) * d[4];
    const f32x4 third_odd = (two * d[1] + half * d[5]) - both;
    out[5] = third + third_odd;
    out[6] = third - third_odd;
  }
  static void kernel(const f32x4 g[3], f32x4 out[8]) {
    const f32x4 one = (g[0] + g[2]) * f32x4(-2.0f / 9);
    const f32x4 one_odd = g[1] * f32x4(-2.0f / 9);
    const f32x4 two = g[0] * f32x4(1.0f / 90) + g[2] * f32x4(2.0f / 45);
    const f32x4 two_odd = g[1] * f32x4(1.0f / 45);
    const f32x4 half = g[0] * f32x4(1.0f / 45) + g[2] * f32x4(1.0f / 180);
    const f32x4 half_odd = g[1] * f32x4(1.0f / 90);
    out[0] = g[0];
    out[1] = one + one_odd;
    out[2] = one - one_odd;
    out[3] = two + two_odd;
    out[4] = two - two_odd;
    out[5] = half + half_odd;
    out[6] = half - half_odd;
    out[7] = g[2];
  }
  static void output(const f32x4 m[8], f32x4 out[6]) {
    const f32x4 even1 = m[1] + m[2];
    const f32x4 odd1 = m[1] - m[2];
    const f32x4 even2 = m[3] + m[4];
    const f32x4 odd2 = m[3] - m[4];
    const f32x4 even3 = m[5] + m[6];
    const f32x4 odd3 = m[5] - m[6];
    out[0] = (m[0] + even1) + (even2 + f32x4(32.0f) * even3);
    out[1] = odd1 + (f32x4(2.0f) * odd2 + f32x4(16.0f) * odd3);
    out[2] = even1 + (f32x4(4.0f) * even2 + f32x4(8.0f) * even3);
    out[3] = odd1 + (f32x4(8.0f) * odd2 + f32x4(4.0f) * odd3);
    out[4] = even1 + (f32x4(16.0f) * even2 + f32x4(2.0f) * even3);
    out[5] = (odd1 + m[7]) + (f32x4(32.0f) * odd2 + odd3);
  }
};

}  // namespace pretext::kernels
