#pragma once

#include <rapidjson/document.h>

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace pretext {

/// A JSON value that was read; it lives as long as its JsonDocument.
using JsonValue = rapidjson::Value;

/// A parsed text and the memory of its values.
class JsonDocument {
 public:
  /// Numbers are read to the nearest double; nesting is no deeper than the heap allows. A number of more than 20
  /// significant digits or 40 characters, with an exponent beyond 250, or a zero with one, is taken for no JSON.
  explicit JsonDocument(std::string_view text);

  /// Null when the text was no JSON.
  [[nodiscard]] const JsonValue& root() const { return document_; }

 private:
  rapidjson::Document document_;
};

/// The member of an object, or null when there is none or `object` is none.
const JsonValue* find(const JsonValue& object, std::string_view key);
/// A name that one of the value's objects has twice, if any: readers differ in which of the two they take.
std::optional<std::string> repeated_name(const JsonValue& value);
/// The text of a string value.
std::string_view text_of(const JsonValue& value);
/// Whether the value is a whole number from 0 on that fits 64 bits.
inline bool is_size(const JsonValue& value) { return value.IsUint64(); }

/// Writes JSON text; what is not finite becomes null. Calls must make up a JSON value: begin and end are the caller's
/// to match.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(double number);
  JsonWriter& value(bool flag);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  template <std::integral Number>
  JsonWriter& value(Number number) {
    return integer(static_cast<std::int64_t>(number));
  }
  JsonWriter& null();
  /// Text that is a JSON value already.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& field(std::string_view name, const T& v) {
    return key(name).value(v);
  }

  [[nodiscard]] std::string text() const;

 private:
  JsonWriter& integer(std::int64_t number);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pretext
