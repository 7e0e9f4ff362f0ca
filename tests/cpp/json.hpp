#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

template <typename T>
concept Number = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

/// A JSON value, read by another library than the one that wrote it. That one is compiled once, in json.cpp: among the
/// tests its templates took most of the time that compiling takes.
class Json {
 public:
  Json();
  ~Json();
  Json(const Json& other);
  Json& operator=(const Json& other);

  /// Throws on anything but JSON, as all below does on a value of another kind.
  static Json parse(std::string_view text);

  Json operator[](std::string_view key) const;
  Json operator[](std::size_t index) const;
  [[nodiscard]] bool contains(std::string_view key) const;
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  /// An object's fields, or an array's elements with their places.
  [[nodiscard]] std::vector<std::pair<std::string, Json>> items() const;
  [[nodiscard]] std::vector<Json> elements() const;
  void merge_patch(const Json& patch);

  [[nodiscard]] double number() const;
  [[nodiscard]] bool truth() const;
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Json& a, const Json& b);
  friend bool operator==(const Json& a, Number auto b) { return a.is_number() && a.number() == static_cast<double>(b); }
  friend bool operator==(const Json& a, std::same_as<bool> auto b) { return a.is_truth() && a.truth() == b; }
  friend bool operator==(const Json& a, std::string_view b) { return a.is_text() && a.text() == b; }
  friend std::partial_ordering operator<=>(const Json& a, Number auto b) {
    return a.number() <=> static_cast<double>(b);
  }
  friend std::ostream& operator<<(std::ostream& out, const Json& value);

 private:
  struct Value;
  explicit Json(Value value);
  [[nodiscard]] bool is_number() const;
  [[nodiscard]] bool is_truth() const;
  [[nodiscard]] bool is_text() const;

  std::unique_ptr<Value> value_;
};
