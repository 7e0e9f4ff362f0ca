#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pretext/error.hpp"
#include "pretext/safetensors.hpp"

namespace pretext {

/// Saves state to a file or restores it from one: each object names its fields once, for both ways. When restoring, a
/// field that is missing or has another size leaves its target alone and is remembered as the failure.
class Archive {
 public:
  /// Saving: fields are added to `file`. It must outlive the archive.
  explicit Archive(Safetensors& file) : out_(&file) {}
  /// Restoring from `file`, called `name` in errors. It must outlive the archive.
  Archive(const Safetensors& file, std::string name) : in_(&file), name_(std::move(name)) {}

  [[nodiscard]] bool restoring() const { return in_ != nullptr; }
  [[nodiscard]] const Failure& failure() const { return failure_; }

  /// Remembers why the file can't be used; the first reason stays.
  void refuse(const std::string& message);

  /// A number from 0 to `most`.
  void number(const std::string& field, std::uint32_t& value, std::uint32_t most);

  /// Values of a fixed length: a span of float, double, uint32_t or uint8_t.
  template <class T>
  void values(const std::string& field, std::span<T> values) {
    if (!restoring()) return add(field, std::span<const T>(values));
    const Safetensors::Tensor* tensor =
        find(field, Safetensors::type_of<T>(), values.size_bytes(), values.size_bytes());
    if (tensor != nullptr) copy(*tensor, values.data());
  }

  /// Values of any length up to `most`.
  template <class T>
  void list(const std::string& field, std::vector<T>& values, std::size_t most) {
    if (!restoring()) return add(field, std::span<const T>(values));
    const Safetensors::Tensor* tensor = find(field, Safetensors::type_of<T>(), 0, most * sizeof(T));
    if (tensor == nullptr) return;
    values.resize(tensor->bytes.size() / sizeof(T));
    copy(*tensor, values.data());
  }

  /// Fields named within `body` get "<scope>." before their names.
  template <class Body>
  void scope(const std::string& scope, Body body) {
    const std::string outer = prefix_;
    prefix_ += scope + ".";
    body();
    prefix_ = outer;
  }

 private:
  template <class T>
  void add(const std::string& field, std::span<const T> values) {
    out_->add(prefix_ + field, {values.size()}, values);
  }
  const Safetensors::Tensor* find(const std::string& field, Safetensors::Type type, std::size_t least,
                                  std::size_t most);
  static void copy(const Safetensors::Tensor& tensor, void* out);

  Safetensors* out_ = nullptr;
  const Safetensors* in_ = nullptr;
  std::string name_;
  std::string prefix_;
  Failure failure_;
};

}  // namespace pretext
