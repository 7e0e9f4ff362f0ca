#include "core/json.hpp"
#include "pretext/spec.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "session/spec_fields.hpp"

namespace pretext {

namespace {

using Choices = std::initializer_list<const char*>;

std::string list(Choices names) {
  std::string text;
  for (const char* name : names) text += (text.empty() ? "'" : "', '") + std::string(name);
  return text + "'";
}

/// Fills a spec from JSON; the first thing that is wrong is kept as the failure.
class Reader {
 public:
  Reader(const Json& json, std::string path, Failure& failure) : json_(json), path_(std::move(path)), failure_(failure) {}

  void text(const char* key, std::string& value, std::size_t most, const char*) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_string() || found->get_ref<const std::string&>().size() > most) {
      return fail(key, "a text of at most " + std::to_string(most) + " bytes", *found);
    }
    value = found->get<std::string>();
  }

  template <class T>
  void integer(const char* key, T& value, double least, double most, const char*) {
    const Json* found = find(key);
    if (found == nullptr) return;
    const double read = found->is_number() ? found->get<double>() : least - 1;
    if (!(read >= least && read <= most) || read != std::floor(read)) {
      return fail(key, "a whole number from " + range(least, most), *found);
    }
    value = static_cast<T>(read);
  }

  void real(const char* key, double& value, double least, double most, const char*) {
    const Json* found = find(key);
    if (found == nullptr) return;
    const double read = found->is_number() ? found->get<double>() : least - 1;
    if (!(read >= least && read <= most)) return fail(key, "a number from " + range(least, most), *found);
    value = read;
  }

  void flag(const char* key, bool& value, const char*) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_boolean()) return fail(key, "true or false", *found);
    value = found->get<bool>();
  }

  void choice(const char* key, std::string& value, Choices names, const char*) {
    const Json* found = find(key);
    if (found == nullptr) return;
    for (const char* name : names) {
      if (*found == name) return void(value = name);
    }
    fail(key, "one of " + list(names), *found);
  }

  template <class Body>
  void object(const char* key, Body body) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_object()) return fail(key, "an object", *found);
    Reader inner(*found, path(key), failure_);
    body(inner);
    inner.finish();
  }

  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t least, std::size_t most, Body body) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_array() || found->size() < least || found->size() > most) {
      return fail(key, "a list of " + std::to_string(least) + " to " + std::to_string(most) + " objects", *found);
    }
    std::vector<Item> read;
    for (std::size_t i = 0; i < found->size(); ++i) {
      if (!(*found)[i].is_object()) return fail(key, "a list of objects", *found);
      Reader inner((*found)[i], path(key) + "." + std::to_string(i), failure_);
      body(inner, read.emplace_back());
      inner.finish();
    }
    items = std::move(read);
  }

  /// Refuses keys that no field has asked for.
  void finish() {
    for (const auto& [key, value] : json_.items()) {
      if (failure_) return;
      bool known = false;
      std::string names;
      for (const char* name : seen_) {
        known = known || key == name;
        names += (names.empty() ? "'" : "', '") + std::string(name);
      }
      if (!known) {
        failure_ = Error{ErrorCode::bad_spec,
                         "spec: unknown key '" + path(key.substr(0, 40)) + "'; expected one of " + names + "'."};
      }
    }
  }

 private:
  const Json* find(const char* key) {
    seen_.push_back(key);
    const auto found = json_.find(key);
    return failure_ || found == json_.end() ? nullptr : &*found;
  }

  [[nodiscard]] std::string path(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

  static std::string range(double least, double most) {
    return Json(least).dump() + " to " + Json(most).dump();
  }

  void fail(const char* key, const std::string& expected, const Json& found) {
    if (failure_) return;
    // Lists and objects are not printed: a hostile one may be nested deeper than the stack.
    std::string text = found.is_array() ? "a list" : "an object";
    if (found.is_primitive()) text = found.dump(-1, ' ', true, Json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 60) + "...";
    failure_ = Error{ErrorCode::bad_spec, "spec: '" + path(key) + "' must be " + expected + ", found " + text + "."};
  }

  const Json& json_;
  std::string path_;
  Failure& failure_;
  std::vector<const char*> seen_;
};

class Writer {
 public:
  explicit Writer(Json& json) : json_(json) { json_ = Json::object(); }

  void text(const char* key, const std::string& value, std::size_t, const char*) { json_[key] = value; }
  template <class T>
  void integer(const char* key, T value, double, double, const char*) {
    json_[key] = value;
  }
  void real(const char* key, double value, double, double, const char*) { json_[key] = value; }
  void flag(const char* key, bool value, const char*) { json_[key] = value; }
  void choice(const char* key, const std::string& value, Choices, const char*) { json_[key] = value; }

  template <class Body>
  void object(const char* key, Body body) {
    Writer inner(json_[key]);
    body(inner);
  }
  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t, std::size_t, Body body) {
    json_[key] = Json::array();
    for (Item& item : items) {
      Writer inner(json_[key].emplace_back());
      body(inner, item);
    }
  }

 private:
  Json& json_;
};

class Describer {
 public:
  explicit Describer(Json& schema) : schema_(schema) {
    schema_["type"] = "object";
    schema_["additionalProperties"] = false;
    schema_["properties"] = Json::object();
  }

  void text(const char* key, const std::string& value, std::size_t most, const char* what) {
    add(key, what, {{"type", "string"}, {"maxLength", most}, {"default", value}});
  }
  template <class T>
  void integer(const char* key, T value, std::int64_t least, std::int64_t most, const char* what) {
    add(key, what, {{"type", "integer"}, {"minimum", least}, {"maximum", most}, {"default", value}});
  }
  void real(const char* key, double value, double least, double most, const char* what) {
    add(key, what, {{"type", "number"}, {"minimum", least}, {"maximum", most}, {"default", value}});
  }
  void flag(const char* key, bool value, const char* what) { add(key, what, {{"type", "boolean"}, {"default", value}}); }
  void choice(const char* key, const std::string& value, Choices names, const char* what) {
    Json options = Json::array();
    for (const char* name : names) options.push_back(name);
    add(key, what, {{"enum", options}, {"default", value}});
  }

  template <class Body>
  void object(const char* key, Body body) {
    Describer inner(schema_["properties"][key]);
    body(inner);
  }
  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t least, std::size_t most, Body body) {
    Json defaults;
    Writer(defaults).array(key, items, least, most, [&](Writer& w, Item& item) { body(w, item); });
    Json& schema = schema_["properties"][key];
    schema = {{"type", "array"}, {"minItems", least}, {"maxItems", most}, {"default", defaults[key]}};
    Describer inner(schema["items"]);
    Item item;
    body(inner, item);
  }

 private:
  void add(const char* key, const char* what, Json rules) {
    Json& field = schema_["properties"][key];
    field["description"] = what;
    field.update(rules);
  }

  Json& schema_;
};

Failure check_training(const char* name, const Spec::Training& t) {
  const auto refuse = [&](const std::string& what) {
    return Error{ErrorCode::bad_spec, "spec: '" + std::string(name) + "." + what};
  };
  if (t.stop == "validation_loss" && t.held_out == 0) {
    return refuse("held_out' must be above 0 where '" + std::string(name) + ".stop' is 'validation_loss'.");
  }
  if (t.batch > 64 * t.micro_batch) {
    return refuse("micro_batch' must be at least a 64th of '" + std::string(name) + ".batch', found " +
                  std::to_string(t.micro_batch) + ".");
  }
  return {};
}

}  // namespace

Result<Spec> read_spec(std::string_view text) {
  if (text.size() > 65536) return Error{ErrorCode::bad_spec, "spec: expected at most 65536 bytes of JSON."};
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{ErrorCode::bad_spec, "spec: expected a JSON object."};
  Spec spec;
  Failure failure;
  Reader reader(json, "", failure);
  visit_spec(reader, spec);
  reader.finish();
  if (!failure) failure = check_training("pretext", spec.pretext);
  if (!failure) failure = check_training("transfer", spec.transfer);
  if (!failure) failure = check_training("supervised", spec.supervised);
  if (failure) return *failure;
  return spec;
}

std::string write_spec(const Spec& spec) {
  Json json;
  Spec copy = spec;
  Writer writer(json);
  visit_spec(writer, copy);
  return json.dump();
}

std::string spec_schema() {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Pretext experiment"}};
  Spec spec;
  Describer describer(schema);
  visit_spec(describer, spec);
  return schema.dump(2);
}

}  // namespace pretext
