#pragma once

#include <string>
#include <vector>

#include "pretext/layers.hpp"

namespace pretext {

/// Conv blocks, one after another, and a dense layer of ten units. The benchmark measures a training step of each; its
/// blocks are tested one by one.
struct NetworkCase {
  std::string name;
  Shape in;
  std::vector<ConvSpec> blocks;
};

inline std::vector<NetworkCase> network_cases() {
  return {
      {"28x28x1: 32 3x3, 32 3x3", {28, 28, 1}, {{32, 3, 1, true, 2}, {32, 3, 1, true, 2}}},
      {"28x28x1: 48 3x3/2, 96 3x3", {28, 28, 1}, {{48, 3, 2, true, 1}, {96, 3, 1, true, 2}}},
      {"32x32x3: 32 3x3, 48 3x3, 96 3x3", {32, 32, 3}, {{32, 3, 1, true, 2}, {48, 3, 1, true, 2}, {96, 3, 1, true, 2}}},
      {"32x32x3: 48 3x3/2, 96 3x3/2", {32, 32, 3}, {{48, 3, 2, true, 1}, {96, 3, 2, true, 1}}},
      {"32x32x3: 96 3x3/2, 32 3x3", {32, 32, 3}, {{96, 3, 2, true, 2}, {32, 3, 1, true, 2}}},
      {"28x28x1: 32 5x5, 32 5x5", {28, 28, 1}, {{32, 5, 1, true, 2}, {32, 5, 1, true, 2}}},
      {"32x32x3: 32 5x5, 48 5x5", {32, 32, 3}, {{32, 5, 1, true, 2}, {48, 5, 1, true, 2}}},
  };
}

/// A conv block on inputs of one shape: what the tests compare with the twins and what the gradient check runs over.
struct BlockCase {
  std::string name;
  Shape in;
  ConvSpec spec;
  int batch;
  bool large = false;  ///< too slow for the plain layers' gradient check
};

/// Blocks of all networks, and others.
inline std::vector<BlockCase> block_cases() {
  std::vector<BlockCase> cases = {
      // The rotation network, layer by layer.
      {"28x28x1, 64 of 3x3/2, pool 2", {28, 28, 1}, {64, 3, 2, true, 2}, 5},
      {"7x7x64, 32 of 3x3, pool 2", {7, 7, 64}, {32, 3, 1, true, 2}, 5},
      {"3x3x32, 16 of 3x3/2", {3, 3, 32}, {16, 3, 2, true, 1}, 5},
      // Odd ones, where remainders and borders go wrong.
      {"1x1x1, 1 of 1x1", {1, 1, 1}, {1, 1, 1, true, 1}, 3},
      {"1x1x5, 3 of 1x1, no relu", {1, 1, 5}, {3, 1, 1, false, 1}, 7},
      {"5x4x3, 5 of 3x3, no relu", {5, 4, 3}, {5, 3, 1, false, 1}, 3},
      {"5x4x3, 5 of 2x2/2", {5, 4, 3}, {5, 2, 2, true, 1}, 3},
      {"7x5x1, 3 of 3x3, pool 2", {7, 5, 1}, {3, 3, 1, true, 2}, 3},
      {"9x7x2, 9 of 4x4/3", {9, 7, 2}, {9, 4, 3, true, 1}, 2},
      {"11x9x1, 12 of 3x3/2, pool 2", {11, 9, 1}, {12, 3, 2, true, 2}, 3},
      {"11x13x4, 4 of 3x3, pool 3", {11, 13, 4}, {4, 3, 1, true, 3}, 2},
      {"9x10x8, 11 of 3x3, pool 2, no relu", {9, 10, 8}, {11, 3, 1, false, 2}, 2},
      {"6x9x12, 8 of 3x3", {6, 9, 12}, {8, 3, 1, true, 1}, 2},
      {"6x7x18, 5 of 3x3", {6, 7, 18}, {5, 3, 1, true, 1}, 2},
      {"8x8x5, 7 of 5x5/4, pool 2", {8, 8, 5}, {7, 5, 4, true, 2}, 2},
      {"13x8x1, 4 of 7x7, pool 4", {13, 8, 1}, {4, 7, 1, true, 4}, 2},
      {"9x9x4, 8 of 1x1/2, pool 2", {9, 9, 4}, {8, 1, 2, true, 2}, 2},
      {"8x8x3, 6 of 6x6", {8, 8, 3}, {6, 6, 1, true, 1}, 2},
      {"9x10x8, 6 of 3x3, pool 4", {9, 10, 8}, {6, 3, 1, true, 4}, 2},
      // Wide ones, whose gradients go by groups of taps.
      {"3x3x12, 256 of 3x3", {3, 3, 12}, {256, 3, 1, true, 1}, 2, true},
      {"7x6x18, 128 of 3x3/2, pool 2", {7, 6, 18}, {128, 3, 2, true, 2}, 2, true},
      {"3x3x36, 192 of 5x5, no relu", {3, 3, 36}, {192, 5, 1, false, 1}, 2, true},
      {"2x2x256, 256 of 1x1", {2, 2, 256}, {256, 1, 1, true, 1}, 2, true},
  };
  for (const NetworkCase& network : network_cases()) {
    Shape in = network.in;
    for (const ConvSpec& spec : network.blocks) {
      cases.push_back({network.name + ", a block", in, spec, 2, true});
      const auto out = [&](int size) { return (size + spec.stride - 1) / spec.stride / spec.pool; };
      in = {out(in.h), out(in.w), spec.filters};
    }
  }
  return cases;
}

/// A conv block on an image that is resized to h x w first.
struct ResizedCase {
  Shape in;
  int h, w;
  ConvSpec spec;
};

/// Those of a decoder from the rotation network's features to its images, and odd ones.
inline std::vector<ResizedCase> resized_cases() {
  return {
      {{3, 3, 32}, 7, 7, {32}}, {{7, 7, 32}, 14, 14, {16}}, {{14, 14, 16}, 28, 28, {1, 3, 1, false}},
      {{5, 4, 8}, 10, 8, {1}},  {{3, 5, 1}, 6, 10, {3}},    {{4, 3, 6}, 8, 6, {5, 3, 1, false}},
      {{1, 1, 3}, 2, 2, {4}},   {{2, 3, 4}, 4, 6, {4, 5}},
  };
}

/// Dense layers: inputs, units, samples.
struct DenseCase {
  int inputs;
  int units;
  int batch;
};

inline std::vector<DenseCase> dense_cases() {
  return {{288, 10, 5}, {64, 4, 24}, {1, 1, 1}, {7, 13, 3}, {288, 784, 3}, {288, 1, 5}, {3136, 2, 2}};
}

}  // namespace pretext
