#include "core/json.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace pretext {

namespace {

rapidjson::SizeType length(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

}  // namespace

JsonDocument::JsonDocument(std::string_view text) {
  document_.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (document_.HasParseError()) document_.SetNull();
}

const JsonValue* find(const JsonValue& object, std::string_view key) {
  if (!object.IsObject()) return nullptr;
  const auto found = object.FindMember(JsonValue(rapidjson::StringRef(key.data(), length(key))));
  return found == object.MemberEnd() ? nullptr : &found->value;
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
