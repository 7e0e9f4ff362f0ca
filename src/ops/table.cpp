#include <algorithm>
#include <array>

#include "ops/ops.hpp"

namespace pretext {

std::span<const OpEntry> ops() {
  static const std::array table{turn_op(),      flip_op(),  tiles_op(),     permute_op(), paste_op(),
                                neighbour_op(), erase_op(), mask_op(),      noise_op(),   shrink_op(),
                                blur_op(),      grey_op(),  affine_op(),    elastic_op(), pen_op(),
                                drift_op(),     twice_op(), lightness_op(), colours_op()};
  return table;
}

const OpEntry* op_named(std::string_view name) {
  const auto found = std::ranges::find_if(ops(), [&](const OpEntry& entry) { return entry.kind.name == name; });
  return found == ops().end() ? nullptr : &*found;
}

}  // namespace pretext
