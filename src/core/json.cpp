#include "core/json.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

namespace pretext {

namespace {

rapidjson::SizeType length(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

/// The exponent from `at` on, where there is one: e, a sign, digits; large where it has more than three of those.
int exponent_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return 0;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  int exponent = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    exponent = std::min(10 * exponent + (text[at] - '0'), 9999);
  }
  return exponent;
}

/// Whether RapidJSON's exact conversion is defined for all numbers. It must meet no significand of zero, as it does in
/// zeros with an exponent or many digits, no digits beyond 64 bits that are rounded up to 2^64, and nothing near the
/// ends of what a double can hold. What has two points is no number, but would be converted up to the second.
bool plain_numbers(std::string_view text) {
  constexpr std::ptrdiff_t most_digits = 20;
  constexpr std::size_t most_characters = 40;
  constexpr int most_exponent = 250;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
      continue;
    }
    if (text[i] == '"') quoted = !quoted;
    if (quoted || text[i] < '0' || text[i] > '9') continue;
    const std::size_t end = std::min(text.find_first_not_of("0123456789.", i), text.size());
    const std::string_view number = text.substr(i, end - i);
    const std::size_t leading = std::min(number.find_first_not_of("0."), number.size());
    const std::ptrdiff_t digits = std::ranges::count_if(number.substr(leading), [](char c) { return c != '.'; });
    const bool exponent = end < text.size() && (text[end] == 'e' || text[end] == 'E');
    if (std::ranges::count(number, '.') > 1 || number.size() > most_characters || digits > most_digits) return false;
    if (digits == 0 && (exponent || std::ssize(number) > most_digits)) return false;
    if (exponent_at(text, end) > most_exponent) return false;
    i = end - 1;
  }
  return true;
}

}  // namespace

JsonDocument::JsonDocument(std::string_view text) {
  if (!plain_numbers(text)) return;
  document_.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (document_.HasParseError()) document_.SetNull();
}

const JsonValue* find(const JsonValue& object, std::string_view key) {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(JsonValue(rapidjson::StringRef(key.data(), length(key))));
  return found == object.MemberEnd() ? nullptr : &found->value;
}

std::optional<std::string> repeated_name(const JsonValue& value) {
  std::vector<const JsonValue*> waiting{&value};  // nesting may be deeper than the stack
  std::vector<std::string_view> names;
  while (!waiting.empty()) {
    const JsonValue& here = *waiting.back();
    waiting.pop_back();
    if (here.IsArray()) {
      for (const JsonValue& item : here.GetArray()) waiting.push_back(&item);
    }
    if (!here.IsObject()) continue;
    names.clear();
    for (const auto& member : here.GetObject()) {
      names.push_back(text_of(member.name));
      waiting.push_back(&member.value);
    }
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice != names.end()) return std::string(*twice);
  }
  return {};
}

std::string_view text_of(const JsonValue& value) { return {value.GetString(), value.GetStringLength()}; }

struct JsonWriter::State {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : state_(std::make_unique<State>()) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() { return state_->writer.StartObject(), *this; }
JsonWriter& JsonWriter::end_object() { return state_->writer.EndObject(), *this; }
JsonWriter& JsonWriter::begin_array() { return state_->writer.StartArray(), *this; }
JsonWriter& JsonWriter::end_array() { return state_->writer.EndArray(), *this; }
JsonWriter& JsonWriter::key(std::string_view name) { return state_->writer.Key(name.data(), length(name)), *this; }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  return state_->writer.Double(number), *this;
}
JsonWriter& JsonWriter::value(bool flag) { return state_->writer.Bool(flag), *this; }
JsonWriter& JsonWriter::value(std::string_view text) { return state_->writer.String(text.data(), length(text)), *this; }
JsonWriter& JsonWriter::integer(std::int64_t number) { return state_->writer.Int64(number), *this; }
JsonWriter& JsonWriter::null() { return state_->writer.Null(), *this; }
JsonWriter& JsonWriter::raw(std::string_view json) {
  return state_->writer.RawValue(json.data(), json.size(), rapidjson::kObjectType), *this;
}

std::string JsonWriter::text() const { return {state_->buffer.GetString(), state_->buffer.GetSize()}; }

}  // namespace pretext
