// Any bytes as an IDX file, and as the two files of a split.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "pretext/dataset.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  for (const std::size_t dimensions : {std::size_t{1}, std::size_t{3}, std::size_t{4}}) {
    const auto idx = pretext::read_idx("file", bytes, dimensions);
    if (!idx) continue;
    std::size_t product = 1;
    for (const std::uint32_t side : idx->sides) product *= side;
    require(idx->sides.size() == dimensions, "as many sides as asked for");
    require(idx->values.size() == product, "as many values as the header promises");
    require(idx->values.data() + idx->values.size() <= data + size, "the values lie in the file");
  }
  if (size < 2) return 0;
  const std::size_t cut = std::min<std::size_t>(size, 2 + 8u * (data[0] * 256u + data[1]));
  const auto split = pretext::read_split("train", bytes.subspan(cut), bytes.subspan(2, cut - 2), 10);
  if (!split) return 0;
  for (std::uint32_t row = 0; row < split->rows; ++row) {
    require(split->labels[row] < 10, "labels are digits");
    require(split->image(row).size() == split->shape.size(), "each row has its pixels");
  }
  require(split->shape.h >= 8 && split->shape.h <= 64 && split->shape.w >= 8 && split->shape.w <= 64, "sides fit");
  require(split->shape.c == 1 || split->shape.c == 3, "images are grey or in colour");
  return 0;
}
