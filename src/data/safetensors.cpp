#include "pretext/safetensors.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "core/json.hpp"

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
constexpr TypeName types[] = {{f32, "F32", 4}, {f64, "F64", 8}, {u32, "U32", 4}, {i32, "I32", 4}, {u8, "U8", 1}};

/// A list of sizes whose product is at most `most`; nothing if the value is anything else.
std::optional<std::vector<std::size_t>> read_shape(const JsonValue& value, std::size_t most) {
  if (!value.IsArray() || value.Size() > 8) return {};
  std::vector<std::size_t> shape;
  std::uint64_t count = 1;
  for (const JsonValue& side : value.GetArray()) {
    if (!is_size(side)) return {};
    const std::uint64_t n = side.GetUint64();
    if (n != 0 && count > most / n) return {};
    count *= n;
    shape.push_back(static_cast<std::size_t>(n));
  }
  return shape;
}

/// Where a tensor's bytes begin and end.
struct Place {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  auto operator<=>(const Place&) const = default;
};

std::optional<Place> read_place(const JsonValue& value) {
  if (!value.IsArray() || value.Size() != 2 || !is_size(value[0]) || !is_size(value[1])) return {};
  return Place{value[0].GetUint64(), value[1].GetUint64()};
}

std::size_t element_count(const std::vector<std::size_t>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies());
}

/// One entry of the header, checked against the data; its place is added to `places`.
Result<Safetensors::Tensor> read_tensor(const std::string& file, const std::string& name, const JsonValue& entry,
                                        std::span<const std::uint8_t> data, std::vector<Place>& places) {
  const auto refuse = [&](const std::string& what) { return bad_file(file, "tensor '" + name + "' " + what); };
  const JsonValue* dtype = find(entry, "dtype");
  const JsonValue* sides = find(entry, "shape");
  const JsonValue* offsets = find(entry, "data_offsets");
  if (dtype == nullptr || sides == nullptr || offsets == nullptr) return refuse("needs dtype, shape and data_offsets.");
  const auto* type =
      std::ranges::find_if(types, [&](const TypeName& t) { return dtype->IsString() && text_of(*dtype) == t.name; });
  if (type == std::end(types)) return refuse("has another dtype than F32, F64, U32, I32 or U8.");
  const auto shape = read_shape(*sides, data.size());
  if (!shape) return refuse("has a shape that is no list of sizes that fit the file.");
  const auto place = read_place(*offsets);
  if (!place) return refuse("has data_offsets that are no pair of byte positions.");
  if (place->begin > place->end || place->end > data.size()) {
    return refuse("lies outside the file's " + std::to_string(data.size()) + " data bytes.");
  }
  const std::uint64_t size = place->end - place->begin;
  if (size != std::uint64_t{element_count(*shape)} * type->bytes)
    return refuse("has a shape that does not match its data_offsets.");
  places.push_back(*place);
  const auto bytes = data.subspan(static_cast<std::size_t>(place->begin), static_cast<std::size_t>(size));
  return Safetensors::Tensor{type->type, *shape, {bytes.begin(), bytes.end()}};
}

bool read_metadata(const JsonValue& value, std::map<std::string, std::string>& metadata) {
  if (!value.IsObject()) return false;
  for (const auto& member : value.GetObject()) {
    if (!member.value.IsString()) return false;
    metadata.emplace(std::string(text_of(member.name)), std::string(text_of(member.value)));
  }
  return true;
}

/// Whether the places follow one another from 0 to `size` without gap or overlap.
bool seamless(std::vector<Place> places, std::size_t size) {
  std::ranges::sort(places);
  std::uint64_t at = 0;
  for (const Place& place : places) {
    if (place.begin != at) return false;
    at = place.end;
  }
  return at == size;
}

}  // namespace

Failure Safetensors::copy(const std::string& file, const std::string& name, std::span<const int> shape,
                          std::span<float> out) const {
  const auto found = tensors.find(name);
  if (found == tensors.end()) return bad_file(file, "there is no tensor '" + name + "'.");
  const auto same = [](std::size_t a, int b) { return a == static_cast<std::size_t>(b); };
  if (found->second.type != Type::f32 || !std::ranges::equal(found->second.shape, shape, same)) {
    std::string sizes;
    for (const int size : shape) sizes += (sizes.empty() ? "" : " x ") + std::to_string(size);
    return bad_file(file, "tensor '" + name + "' must hold " + sizes + " float32 values.");
  }
  if (!out.empty()) std::memcpy(out.data(), found->second.bytes.data(), out.size_bytes());
  return {};
}

Result<Safetensors> read_safetensors(const std::string& name, std::span<const std::uint8_t> bytes) {
  if (bytes.size() < length_bytes)
    return bad_file(name, "a safetensors file begins with 8 bytes that give its header's length.");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > std::min(bytes.size() - length_bytes, most_header_bytes)) {
    return bad_file(name, "the header's length is given as " + std::to_string(length) +
                              " bytes, more than the file holds or 1 MiB.");
  }
  const auto text = bytes.subspan(length_bytes, static_cast<std::size_t>(length));
  const auto data = bytes.subspan(length_bytes + static_cast<std::size_t>(length));
  const JsonDocument header({reinterpret_cast<const char*>(text.data()), text.size()});
  if (!header.root().IsObject()) return bad_file(name, "the header is no JSON object.");
  if (const auto twice = repeated_name(header.root()))
    return bad_file(name, "the header has the name '" + twice->substr(0, 60) + "' twice.");

  Safetensors content;
  std::vector<Place> places;
  for (const auto& member : header.root().GetObject()) {
    const std::string key(text_of(member.name));
    if (key == "__metadata__") {
      if (!read_metadata(member.value, content.metadata))
        return bad_file(name, "__metadata__ must be an object of strings.");
      continue;
    }
    Result<Safetensors::Tensor> tensor = read_tensor(name, key, member.value, data, places);
    if (!tensor) return tensor.error();
    content.tensors.emplace(key, std::move(*tensor));
  }
  if (!seamless(std::move(places), data.size())) return bad_file(name, "its tensors overlap or leave gaps.");
  return content;
}

std::vector<std::uint8_t> write_safetensors(const Safetensors& content) {
  JsonWriter header;
  header.begin_object();
  if (!content.metadata.empty()) {
    header.key("__metadata__").begin_object();
    for (const auto& [field, value] : content.metadata) header.field(field, value);
    header.end_object();
  }
  std::size_t at = 0;
  for (const auto& [name, tensor] : content.tensors) {
    const auto* type = std::ranges::find(types, tensor.type, &TypeName::type);
    header.key(name).begin_object().field("dtype", type->name).key("shape").begin_array();
    for (const std::size_t side : tensor.shape) header.value(side);
    header.end_array()
        .key("data_offsets")
        .begin_array()
        .value(at)
        .value(at + tensor.bytes.size())
        .end_array()
        .end_object();
    at += tensor.bytes.size();
  }
  std::string text = header.end_object().text();
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
