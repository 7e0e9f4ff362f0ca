#include "study/modes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/json.hpp"
#include "pretext/study.hpp"

namespace pretext {

namespace {

using enum Mode::Encoder;
using enum Mode::Method;
using enum Mode::Features;

constexpr std::array modes{
    Mode{"pretext", pretrained, pretext_test, encoder, 0},
    Mode{"knn", pretrained, neighbours, encoder, 0},
    Mode{"probe", pretrained, probe, encoder, 0},
    Mode{"lp_ft", pretrained, probe_then_train, encoder, 0},
    Mode{"probe_block1", pretrained, probe, first_block, 0},
    Mode{"probe_head", pretrained, probe, head, 0},
    Mode{"fine_tune", pretrained, train, encoder, 0},
    Mode{"partial", pretrained, train, encoder, 1},
    // Controls: the same without pretraining.
    Mode{"supervised", random, train, encoder, 0},
    Mode{"probe_random", random, probe, encoder, 0},
    Mode{"lp_ft_random", random, probe_then_train, encoder, 0},
    Mode{"probe_pixels", none, probe, pixels, 0},
};

constexpr const char* encoder_names[] = {"pretrained", "random", "none"};
constexpr const char* method_names[] = {"pretext_test", "neighbours", "probe", "train", "probe_then_train"};
constexpr const char* features_names[] = {"pixels", "first_block", "encoder", "head"};

}  // namespace

const Mode* mode_named(std::string_view name) {
  const auto* found = std::ranges::find_if(modes, [&](const Mode& mode) { return mode.name == name; });
  return found == modes.end() ? nullptr : found;
}

std::string transfer_modes() {
  JsonWriter json;
  json.begin_array();
  for (const Mode& mode : modes) {
    json.begin_object().field("name", mode.name);
    json.field("encoder", encoder_names[static_cast<std::size_t>(mode.encoder)]);
    json.field("method", method_names[static_cast<std::size_t>(mode.method)]);
    json.field("features", features_names[static_cast<std::size_t>(mode.features)]);
    json.field("frozen", mode.frozen).end_object();
  }
  return json.end_array().text();
}

}  // namespace pretext
