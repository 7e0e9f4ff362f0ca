#include "json.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

struct Json::Value {
  nlohmann::ordered_json json;
};

Json::Json() : Json(Value{}) {}
Json::~Json() = default;
Json::Json(Value value) : value_(std::make_unique<Value>(std::move(value))) {}
Json::Json(const Json& other) : Json(*other.value_) {}
Json& Json::operator=(const Json& other) {
  *value_ = *other.value_;
  return *this;
}

Json Json::parse(std::string_view text) { return Json(Value{nlohmann::ordered_json::parse(text)}); }

Json Json::operator[](std::string_view key) const { return Json(Value{value_->json.at(std::string(key))}); }
Json Json::operator[](std::size_t index) const { return Json(Value{value_->json.at(index)}); }
bool Json::contains(std::string_view key) const { return value_->json.contains(std::string(key)); }
std::size_t Json::size() const { return value_->json.size(); }

std::vector<std::pair<std::string, Json>> Json::items() const {
  std::vector<std::pair<std::string, Json>> items;
  for (const auto& [key, value] : value_->json.items()) items.emplace_back(key, Json(Value{value}));
  return items;
}

std::vector<Json> Json::elements() const {
  std::vector<Json> elements;
  for (const auto& value : value_->json) elements.push_back(Json(Value{value}));
  return elements;
}

void Json::merge_patch(const Json& patch) { value_->json.merge_patch(patch.value_->json); }

double Json::number() const { return value_->json.get<double>(); }
bool Json::truth() const { return value_->json.get<bool>(); }
std::string Json::text() const { return value_->json.get<std::string>(); }

bool Json::is_number() const { return value_->json.is_number(); }
bool Json::is_truth() const { return value_->json.is_boolean(); }
bool Json::is_text() const { return value_->json.is_string(); }

bool operator==(const Json& a, const Json& b) { return a.value_->json == b.value_->json; }
std::ostream& operator<<(std::ostream& out, const Json& value) { return out << value.value_->json; }
