#include "pretext/archive.hpp"

#include <bit>
#include <cstring>

namespace pretext {

static_assert(std::endian::native == std::endian::little, "files are little-endian and so is every machine we run on");

void Archive::refuse(const std::string& message) {
  if (!failure_) failure_ = bad_file(name_, message);
}

const Safetensors::Tensor* Archive::find(const std::string& field, Safetensors::Type type, std::size_t least,
                                         std::size_t most) {
  const std::string name = prefix_ + field;
  const auto found = in_->tensors.find(name);
  if (found == in_->tensors.end()) {
    refuse("the field '" + name + "' is missing.");
    return nullptr;
  }
  const std::size_t bytes = found->second.bytes.size();
  if (found->second.type != type || bytes < least || bytes > most) {
    refuse("the field '" + name + "' has " + std::to_string(bytes) + " bytes, expected " +
           (least == most ? "" : "at most ") + std::to_string(most) + " of the right type.");
    return nullptr;
  }
  return &found->second;
}

void Archive::copy(const Safetensors::Tensor& tensor, void* out) {
  if (!tensor.bytes.empty()) std::memcpy(out, tensor.bytes.data(), tensor.bytes.size());
}

void Archive::number(const std::string& field, std::uint32_t& value, std::uint32_t most) {
  std::uint32_t number = value;
  values(field, std::span(&number, 1));
  if (number > most) {
    return refuse("'" + prefix_ + field + "' is " + std::to_string(number) + ", expected at most " +
                  std::to_string(most) + ".");
  }
  value = number;
}

}  // namespace pretext
