#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pretext/error.hpp"

namespace pretext {

/// The content of a safetensors file (Hugging Face, safetensors format, 2022): named arrays of float32, float64,
/// uint32, int32 or uint8, little-endian, and a map of strings.
struct Safetensors {
  enum class Type { f32, f64, u32, i32, u8 };

  struct Tensor {
    Type type = Type::f32;
    std::vector<std::size_t> shape;
    std::vector<std::uint8_t> bytes;
  };

  std::map<std::string, Tensor> tensors;
  std::map<std::string, std::string> metadata;

  /// Adds an array of float, double, uint32_t, int32_t or uint8_t, replacing one of the same name.
  template <class T>
  void add(std::string name, std::vector<std::size_t> shape, std::span<const T> values) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
    tensors.insert_or_assign(std::move(name),
                             Tensor{type_of<T>(), std::move(shape), {bytes, bytes + values.size_bytes()}});
  }

  template <class T>
  static constexpr Type type_of() {
    if constexpr (std::is_same_v<T, float>) return Type::f32;
    else if constexpr (std::is_same_v<T, double>) return Type::f64;
    else if constexpr (std::is_same_v<T, std::uint32_t>) return Type::u32;
    else if constexpr (std::is_same_v<T, std::int32_t>) return Type::i32;
    else return Type::u8;
  }

  /// Copies a float32 tensor of that shape to `out`, or says why that can't be: `file` is what errors call it.
  Failure copy(const std::string& file, const std::string& name, std::span<const int> shape,
               std::span<float> out) const;
};

/// Reads a file. Every offset is checked against the bytes that are there before anything is allocated; arrays must lie
/// one after another without gap or overlap, as the format demands.
Result<Safetensors> read_safetensors(const std::string& name, std::span<const std::uint8_t> bytes);

/// The file's bytes; the same content gives the same bytes.
std::vector<std::uint8_t> write_safetensors(const Safetensors& content);

}  // namespace pretext
