#include <algorithm>
#include <array>

#include "ops/ops.hpp"

namespace pretext {

std::span<const OpEntry> ops() {
  static const std::array table{turn_op(),    flip_op(),    tiles_op(),  permute_op(), paste_op(), neighbour_op(),
                                erase_op(),   mask_op(),    noise_op(),  shrink_op(),  blur_op(),  grey_op(),
                                affine_op(),  elastic_op(), pen_op(),    drift_op(),   twice_op(), lightness_op(),
                                colours_op(), imitate_op(), clutter_op()};
  return table;
}

std::span<const OpEntry> text_ops() {
  static const std::array table{mask_tokens_op(), shift_op(), second_part_op()};
  return table;
}

const OpEntry* op_named(std::string_view name) {
  for (const std::span<const OpEntry> table : {ops(), text_ops()}) {
    const auto found = std::ranges::find_if(table, [&](const OpEntry& entry) { return entry.kind.name == name; });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

}  // namespace pretext
