// Any bytes as a safetensors file: refused, or read and written again to the same content.

#include "pretext/safetensors.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = pretext::read_safetensors("file", {data, size});
  if (!file) {
    require(!file.error().message.empty(), "a refusal says why");
    return 0;
  }
  std::size_t total = 0;
  for (const auto& [name, tensor] : file->tensors) {
    total += tensor.bytes.size();
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    const std::vector<int> shape(tensor.shape.begin(), tensor.shape.end());
    const bool same =
        std::ranges::equal(shape, tensor.shape, [](int a, std::size_t b) { return std::cmp_equal(a, b); });
    const bool fits = same && tensor.type == pretext::Safetensors::Type::f32;
    require(fits == !file->copy("file", name, shape, values).has_value(), "float32 tensors can be copied, others not");
  }
  require(total <= size, "no tensor is larger than the file");
  const auto again = pretext::read_safetensors("file", pretext::write_safetensors(*file));
  require(static_cast<bool>(again), "what was read can be written and read");
  require(again->tensors.size() == file->tensors.size() && again->metadata == file->metadata, "nothing is lost");
  return 0;
}
