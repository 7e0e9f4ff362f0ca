#include "study/modes.hpp"

#include <algorithm>
#include <array>

namespace pretext {

namespace {

using enum Mode::Encoder;
using enum Mode::Method;
using enum Mode::Features;

constexpr std::array modes{
    Mode{"pretext", pretrained, pretext_test, encoder, 0},
    Mode{"knn", pretrained, neighbours, encoder, 0},
    Mode{"propagation", pretrained, propagation, encoder, 0},
    Mode{"poisson", pretrained, poisson, encoder, 0},
    Mode{"kmeans", pretrained, kmeans, encoder, 0},
    Mode{"mixture", pretrained, mixture, encoder, 0},
    Mode{"self_training", pretrained, self_trained_probe, encoder, 0},
    Mode{"fixmatch", pretrained, fixmatch, encoder, 0},
    Mode{"probe", pretrained, probe, encoder, 0},
    Mode{"probe_adapted", pretrained, probe, encoder, 0, false, true},
    Mode{"lp_ft", pretrained, probe_then_train, encoder, 0},
    Mode{"probe_block1", pretrained, probe, first_block, 0},
    Mode{"probe_head", pretrained, probe, head, 0},
    Mode{"fine_tune", pretrained, train, encoder, 0},
    Mode{"partial", pretrained, train, encoder, 1},
    // Controls: the same without pretraining.
    Mode{"supervised", random, train, encoder, 0},
    Mode{"supervised_augmented", random, train, encoder, 0, true},
    Mode{"knn_random", random, neighbours, encoder, 0},
    Mode{"propagation_random", random, propagation, encoder, 0},
    Mode{"propagation_pixels", none, propagation, pixels, 0},
    Mode{"kmeans_random", random, kmeans, encoder, 0},
    Mode{"kmeans_pixels", none, kmeans, pixels, 0},
    Mode{"kmeans_pca", none, kmeans, components, 0},
    Mode{"mixture_random", random, mixture, encoder, 0},
    Mode{"mixture_pixels", none, mixture, pixels, 0},
    Mode{"self_training_random", random, self_trained_probe, encoder, 0},
    Mode{"self_training_scratch", random, self_trained, encoder, 0},
    Mode{"fixmatch_scratch", random, fixmatch, encoder, 0},
    Mode{"probe_random", random, probe, encoder, 0},
    Mode{"probe_adapted_random", random, probe, encoder, 0, false, true},
    Mode{"lp_ft_random", random, probe_then_train, encoder, 0},
    Mode{"probe_pixels", none, probe, pixels, 0},
    Mode{"probe_pca", none, probe, components, 0},
};

}  // namespace

std::span<const Mode> transfer_modes() { return modes; }

const Mode* mode_named(std::string_view name) {
  const auto* found = std::ranges::find_if(modes, [&](const Mode& mode) { return mode.name == name; });
  return found == modes.end() ? nullptr : found;
}

Error refused_cell(const std::string& sentence) { return {ErrorCode::bad_spec, "cell: " + sentence}; }

}  // namespace pretext
