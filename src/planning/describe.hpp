#pragma once

#include <string>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// What a spec comes to for images of one shape, as JSON, or the field that does not fit: {input, views, choices (0
/// where no class is asked), target, examples_per_row, predict, measure, encoder, head, image_encoder, classifier,
/// weights, features}. Shapes are [height, width, channels], layers {name, shape, weights}. `encoder` sees a view,
/// `image_encoder` a whole image; `weights` are all that pretext training moves.
Result<std::string> describe(const Spec& spec, DataForm data);

}  // namespace pretext
