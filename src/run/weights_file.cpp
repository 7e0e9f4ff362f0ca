#include "run/weights_file.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pretext {

Failure read_params(const std::string& file_name, const Safetensors& file, const std::string& prefix,
                    const Params& params, std::span<float> weights) {
  for (const Param& param : params.table()) {
    const std::span<float> out = weights.subspan(param.offset, param.size);
    if (Failure failure = file.copy(file_name, prefix + param.name, param.shape, out)) return failure;
  }
  return {};
}

std::vector<std::uint8_t> write_weights(const Params& params, std::span<const float> weights,
                                        std::map<std::string, std::string> metadata) {
  Safetensors file;
  file.metadata = std::move(metadata);
  for (const Param& param : params.table()) {
    file.add(param.name, {param.shape.begin(), param.shape.end()}, weights.subspan(param.offset, param.size));
  }
  return write_safetensors(file);
}

Result<std::vector<float>> read_weights(const Params& params, std::span<const std::uint8_t> file) {
  const Result<Safetensors> content = read_safetensors("weights", file);
  if (!content) return content.error();
  std::vector<float> weights(params.floats());
  if (Failure failure = read_params("weights", *content, "", params, weights)) return *failure;
  if (!std::ranges::all_of(weights, [](float weight) { return std::isfinite(weight); })) {
    return Error{ErrorCode::bad_file, "weights: every value must be a finite number."};
  }
  return weights;
}

}  // namespace pretext
