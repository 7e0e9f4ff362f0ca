#include "core/json.hpp"
#include "pretext/safetensors.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace pretext {

namespace {

constexpr std::size_t length_bytes = 8;
constexpr std::size_t most_header_bytes = 1u << 20;

struct TypeName {
  Safetensors::Type type;
  const char* name;
  std::size_t bytes;
};

using enum Safetensors::Type;
constexpr TypeName types[] = {{f32, "F32", 4}, {f64, "F64", 8}, {u32, "U32", 4}, {u8, "U8", 1}};

Error bad_file(const std::string& file, const std::string& what) { return {ErrorCode::bad_file, file + ": " + what}; }

/// Element count of a shape, or nothing when it is not a list of sizes whose product is at most `most`.
std::optional<std::size_t> element_count(const Json& shape, std::size_t most) {
  if (!shape.is_array() || shape.size() > 8) return {};
  std::size_t count = 1;
  for (const Json& side : shape) {
    if (!side.is_number_unsigned()) return {};
    const std::uint64_t n = side.get<std::uint64_t>();
    if (n != 0 && count > most / n) return {};
    count *= static_cast<std::size_t>(n);
  }
  return count;
}

/// One entry of the header, checked against the data; `offset` is where the previous one ended.
Result<Safetensors::Tensor> read_tensor(const std::string& file, const std::string& name, const Json& entry,
                                        std::span<const std::uint8_t> data) {
  const auto refuse = [&](const std::string& what) { return bad_file(file, "tensor '" + name + "' " + what); };
  if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets")) {
    return refuse("needs dtype, shape and data_offsets.");
  }
  const auto* type = std::ranges::find_if(types, [&](const TypeName& t) { return entry["dtype"] == t.name; });
  if (type == std::end(types)) return refuse("has another dtype than F32, F64, U32 or U8.");
  const std::optional<std::size_t> count = element_count(entry["shape"], data.size());
  if (!count) return refuse("has a shape that is no list of sizes that fit the file.");
  const Json& offsets = entry["data_offsets"];
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned()) {
    return refuse("has data_offsets that are no pair of byte positions.");
  }
  const std::uint64_t begin = offsets[0].get<std::uint64_t>();
  const std::uint64_t end = offsets[1].get<std::uint64_t>();
  if (begin > end || end > data.size()) return refuse("lies outside the file's " + std::to_string(data.size()) + " data bytes.");
  if (end - begin != *count * type->bytes) return refuse("has a shape that does not match its data_offsets.");
  const auto bytes = data.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  return Safetensors::Tensor{type->type, entry["shape"].get<std::vector<std::size_t>>(), {bytes.begin(), bytes.end()}};
}

/// Whether the arrays follow one another from 0 to `size` without gap or overlap.
bool seamless(const Json& header, std::size_t size) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__" || !entry.contains("data_offsets")) continue;
    const Json& offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned()) {
      continue;  // refused with its own sentence later
    }
    places.emplace_back(offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>());
  }
  std::ranges::sort(places);
  std::uint64_t at = 0;
  for (const auto& [begin, end] : places) {
    if (begin != at) return false;
    at = end;
  }
  return at == size;
}

}  // namespace

Failure Safetensors::copy(const std::string& file, const std::string& name, std::span<float> out) const {
  const auto found = tensors.find(name);
  if (found == tensors.end()) return bad_file(file, "there is no tensor '" + name + "'.");
  if (found->second.type != Type::f32 || found->second.bytes.size() != out.size_bytes()) {
    return bad_file(file, "tensor '" + name + "' must hold " + std::to_string(out.size()) + " float32 values.");
  }
  if (!out.empty()) std::memcpy(out.data(), found->second.bytes.data(), out.size_bytes());
  return {};
}

Result<Safetensors> read_safetensors(const std::string& name, std::span<const std::uint8_t> bytes) {
  if (bytes.size() < length_bytes) return bad_file(name, "a safetensors file begins with 8 bytes that give its header's length.");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > std::min(bytes.size() - length_bytes, most_header_bytes)) {
    return bad_file(name, "the header's length is given as " + std::to_string(length) + " bytes, more than the file holds or 1 MiB.");
  }
  const auto text = bytes.subspan(length_bytes, static_cast<std::size_t>(length));
  const auto data = bytes.subspan(length_bytes + static_cast<std::size_t>(length));
  const Json header = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!header.is_object()) return bad_file(name, "the header is no JSON object.");

  Safetensors content;
  for (const auto& [key, entry] : header.items()) {
    if (key == "__metadata__") {
      if (!entry.is_object()) return bad_file(name, "__metadata__ must be an object of strings.");
      for (const auto& [field, value] : entry.items()) {
        if (!value.is_string()) return bad_file(name, "__metadata__ must be an object of strings.");
        content.metadata.emplace(field, value.get<std::string>());
      }
      continue;
    }
    Result<Safetensors::Tensor> tensor = read_tensor(name, key, entry, data);
    if (!tensor) return tensor.error();
    content.tensors.emplace(key, std::move(*tensor));
  }
  if (!seamless(header, data.size())) return bad_file(name, "its tensors overlap or leave gaps.");
  return content;
}

std::vector<std::uint8_t> write_safetensors(const Safetensors& content) {
  Json header;
  if (!content.metadata.empty()) header["__metadata__"] = content.metadata;
  std::size_t at = 0;
  for (const auto& [name, tensor] : content.tensors) {
    const auto* type = std::ranges::find(types, tensor.type, &TypeName::type);
    header[name] = {{"dtype", type->name}, {"shape", tensor.shape}, {"data_offsets", {at, at + tensor.bytes.size()}}};
    at += tensor.bytes.size();
  }
  std::string text = header.is_null() ? "{}" : header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  std::vector<std::uint8_t> bytes(length_bytes + text.size() + at);
  std::memcpy(bytes.data(), &length, sizeof length);
  std::memcpy(bytes.data() + length_bytes, text.data(), text.size());
  auto out = bytes.begin() + static_cast<std::ptrdiff_t>(length_bytes + text.size());
  for (const auto& [name, tensor] : content.tensors) out = std::ranges::copy(tensor.bytes, out).out;
  return bytes;
}

}  // namespace pretext
