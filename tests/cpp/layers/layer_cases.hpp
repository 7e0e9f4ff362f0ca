#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/cases.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"
#include "pretext/text_layers.hpp"

namespace pretext::testing {

/// A layer on inputs of one shape.
struct LayerCase {
  std::string name;
  std::function<std::unique_ptr<Layer>()> make;
  Shape in;
  int batch = 2;
};

/// Embedding, a block of attention with a residual, and a norm: what an encoder of texts is made of.
inline std::unique_ptr<Layer> small_transformer(bool causal, bool segments) {
  auto attended = std::make_unique<Sequence>();
  attended->add("norm", layer_norm());
  attended->add("qkv", dense(36, {.kind = Init::Kind::normal, .deviation = 0.3f}, false));
  attended->add("", attention(2, causal, 7));
  attended->add("", gelu());
  attended->add("out", dense(12));
  auto all = std::make_unique<Sequence>();
  all->add("", embedding({.vocabulary = 5, .places = 7, .width = 12, .segments = segments}));
  all->add("block", residual(std::move(attended)));
  all->add("norm", layer_norm());
  return all;
}

inline void add_text_cases(std::vector<LayerCase>& cases) {
  cases.push_back({"embedding", [] { return embedding({.vocabulary = 7, .places = 5, .width = 6}); }, {1, 1, 1}, 9});
  cases.push_back({"embedding with parts",
                   [] { return embedding({.vocabulary = 7, .places = 5, .width = 6, .segments = true}); },
                   {1, 1, 1},
                   9});
  cases.push_back({"layer norm", [] { return layer_norm(); }, {1, 1, 8}, 5});
  cases.push_back({"layer norm, odd", [] { return layer_norm(); }, {1, 1, 13}, 3});
  cases.push_back({"attention", [] { return attention(3, false, 4); }, {1, 1, 45}, 5});
  cases.push_back({"gelu", [] { return gelu(); }, {1, 1, 7}, 5});
  cases.push_back({"residual", [] { return residual(dense(6)); }, {1, 1, 6}, 4});
  cases.push_back({"residual of layers that look at their outputs",
                   [] {
                     auto inner = std::make_unique<Sequence>();
                     inner->add("dense", dense(6));
                     inner->add("", relu());
                     return residual(std::move(inner));
                   },
                   {1, 1, 6},
                   4});
  cases.push_back({"dense without a bias",
                   [] { return dense(5, {.kind = Init::Kind::normal, .deviation = 0.1f}, false); },
                   {1, 1, 9},
                   6});
  cases.push_back({"fixed scale", [] { return fixed_scale({0.5f, -1.0f, 0.0f}, {2.0f, 0.25f, 1.0f}); }, {1, 1, 3}, 4});
  cases.push_back({"an embedding and the output that is tied to it",
                   [] {
                     auto net = std::make_unique<Sequence>();
                     net->add("", embedding({.vocabulary = 13, .places = 2, .width = 6}));
                     net->add("vocab", tied_output());
                     return net;
                   },
                   {1, 1, 1},
                   5});
  for (const Places kept : {Places::all, Places::mean, Places::first}) {
    for (const bool causal : {false, true}) {
      cases.push_back({"over places " + std::to_string(static_cast<int>(kept)) + (causal ? ", causal" : ""),
                       [kept, causal] { return over_places(kept, small_transformer(causal, !causal)); },
                       {7, 1, 1},
                       3});
    }
  }
}

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
  cases.push_back({"sigmoid", [] { return sigmoid(); }, {3, 3, 5}, 3});
  cases.push_back({"latent", [] { return latent(3); }, {2, 3, 4}, 3});
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
  add_text_cases(cases);
  for (const ResizedCase& block : resized_cases()) {
    cases.push_back({"resized " + std::to_string(block.h) + ", " + std::to_string(block.spec.filters),
                     [block] { return resized_conv_block(block.h, block.w, block.spec); }, block.in});
  }
  return cases;
}

}  // namespace pretext::testing
