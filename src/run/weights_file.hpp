#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "pretext/params.hpp"
#include "pretext/safetensors.hpp"

namespace pretext {

/// Overwrites `weights` (params.floats() long) with the file's tensors `prefix + name`, or says what is wrong with one
/// of them: `file_name` is what errors call the file.
Failure read_params(const std::string& file_name, const Safetensors& file, const std::string& prefix,
                    const Params& params, std::span<float> weights);

/// A safetensors file of a model's tensors.
std::vector<std::uint8_t> write_weights(const Params& params, std::span<const float> weights,
                                        std::map<std::string, std::string> metadata);

/// Such a file's weights, padding included; values that are not finite are refused.
Result<std::vector<float>> read_weights(const Params& params, std::span<const std::uint8_t> file);

}  // namespace pretext
