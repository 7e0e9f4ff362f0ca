#pragma once

#include <string>
#include <utility>

#include "pretext/op.hpp"

namespace pretext {

// One op a file; the table in table.cpp names them all.

const OpEntry& turn_op();
const OpEntry& flip_op();
const OpEntry& tiles_op();
const OpEntry& permute_op();
const OpEntry& paste_op();
const OpEntry& neighbour_op();
const OpEntry& erase_op();
const OpEntry& mask_op();
const OpEntry& noise_op();
const OpEntry& shrink_op();
const OpEntry& blur_op();
const OpEntry& grey_op();
const OpEntry& affine_op();
const OpEntry& elastic_op();
const OpEntry& pen_op();
const OpEntry& drift_op();
const OpEntry& twice_op();
const OpEntry& lightness_op();
const OpEntry& colours_op();
const OpEntry& imitate_op();
const OpEntry& clutter_op();

const OpEntry& mask_tokens_op();
const OpEntry& shift_op();
const OpEntry& second_part_op();

/// Why an op does not fit what comes before it: a sentence that goes on after the op's name.
inline Error refusal(std::string sentence) { return {ErrorCode::bad_spec, std::move(sentence)}; }

}  // namespace pretext
