#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/cases.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext::testing {

/// A layer on inputs of one shape.
struct LayerCase {
  std::string name;
  std::function<std::unique_ptr<Layer>()> make;
  Shape in;
  int batch = 2;
};

/// Every layer that there is: whatever holds of all layers is tested over this list.
inline std::vector<LayerCase> layer_cases() {
  std::vector<LayerCase> cases;
  for (const BlockCase& block : block_cases()) {
    cases.push_back({block.name, [block] { return conv_block(block.spec); }, block.in});
    if (block.large) continue;
    cases.push_back({"plain " + block.name, [block] { return plain_conv_block(block.spec); }, block.in});
  }
  for (const DenseCase& layer : dense_cases()) {
    cases.push_back({"dense " + std::to_string(layer.inputs) + ", " + std::to_string(layer.units),
                     [layer] { return dense(layer.units); },
                     {1, 1, layer.inputs},
                     layer.batch});
  }
  cases.push_back({"relu", [] { return relu(); }, {3, 3, 5}, 3});
  cases.push_back({"max pool 2", [] { return max_pool(2); }, {5, 4, 3}});
  cases.push_back({"max pool 3", [] { return max_pool(3); }, {7, 6, 2}});
  cases.push_back({"resize, larger", [] { return resize(7, 8); }, {3, 4, 6}});
  cases.push_back({"resize, smaller", [] { return resize(3, 2); }, {7, 5, 1}});
  cases.push_back({"resize, one side each way", [] { return resize(10, 4); }, {5, 6, 9}});
  cases.push_back({"global average pool", [] { return global_average_pool(); }, {3, 5, 7}});
  cases.push_back({"each of 3, a block", [] { return each(3, conv_block({8, 3, 1, true, 2})); }, {18, 5, 1}});
  cases.push_back({"each of 2, dense", [] { return each(2, dense(5)); }, {4, 3, 3}, 3});
  cases.push_back({"an empty sequence", [] { return std::make_unique<Sequence>(); }, {3, 4, 5}});
  cases.push_back({"a sequence within a sequence",
                   [] {
                     auto net = std::make_unique<Sequence>();
                     auto inner = std::make_unique<Sequence>();
                     inner->add("a", conv_block({6, 3, 1, true, 2}));
                     inner->add("b", conv_block({5, 3, 2, true, 1}));
                     net->add("conv", conv_block({8, 3, 2, true, 2}));
                     net->add("inner", std::move(inner));
                     net->add("dense", dense(3));
                     return net;
                   },
                   {16, 16, 1},
                   3});
  cases.push_back({"an encoder of each of 9 tiles and a head",
                   [] {
                     auto encoder = std::make_unique<Sequence>();
                     encoder->add("conv1", conv_block({64, 3, 2, true, 2}));
                     encoder->add("conv2", conv_block({32, 3, 1, true, 2}));
                     auto net = std::make_unique<Sequence>();
                     net->add("", each(9, std::move(encoder)));
                     net->add("dense1", dense(16));
                     net->add("", relu());
                     net->add("dense2", dense(24));
                     return net;
                   },
                   {72, 8, 1}});
  for (const ResizedCase& block : resized_cases()) {
    cases.push_back({"resized " + std::to_string(block.h) + ", " + std::to_string(block.spec.filters),
                     [block] { return resized_conv_block(block.h, block.w, block.spec); }, block.in});
  }
  return cases;
}

}  // namespace pretext::testing
