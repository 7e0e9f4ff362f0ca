#include <algorithm>
#include <utility>

#include "core/json.hpp"
#include "pretext/spec.hpp"
#include "spec/spec_fields.hpp"

namespace pretext {

namespace {

/// Writes a spec's fields into an object that has been begun.
class Writer {
 public:
  explicit Writer(JsonWriter& json) : json_(json) {}

  void text(const char* key, const std::string& value, std::size_t, const char*) { json_.field(key, value); }
  template <class T>
  void integer(const char* key, T value, std::int64_t, std::int64_t, const char*) {
    json_.field(key, value);
  }
  void real(const char* key, double value, double, double, const char*) { json_.field(key, value); }
  void flag(const char* key, bool value, const char*) { json_.field(key, value); }
  void choice(const char* key, const std::string& value, Choices, const char*) { json_.field(key, value); }

  void required_choice(const char* key, const std::string& value, Choices, const char*) { json_.field(key, value); }

  /// A named task by its name.
  void task(const char* key, Task& task, const char*) {
    if (!task.name.empty()) return void(json_.field(key, task.name));
    object(key, [&](Writer& inner) { visit_task(inner, task); });
  }
  /// An empty list stands for a default, and is left out.
  void items(const char* key, const char* tag, std::span<const Kind> kinds, std::vector<Item>& items, std::size_t,
             const char*) {
    if (items.empty()) return;
    json_.key(key).begin_array();
    for (const Item& item : items) {
      const Kind& kind = *std::ranges::find_if(kinds, [&](const Kind& k) { return k.name == item.kind; });
      json_.begin_object().field(tag, item.kind);
      for (std::size_t i = 0; i < kind.fields.size(); ++i) write_number(kind.fields[i], item.values[i]);
      json_.end_object();
    }
    json_.end_array();
  }

  void only_by_default(const char*, std::uint32_t) {}
  template <class Body>
  void later(bool says_something, Body body) {
    if (says_something) body(*this);
  }

  template <class Body>
  void object(const char* key, Body body) {
    json_.key(key).begin_object();
    body(*this);
    json_.end_object();
  }
  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t, std::size_t, Body body) {
    json_.key(key).begin_array();
    for (Item& item : items) {
      json_.begin_object();
      body(*this, item);
      json_.end_object();
    }
    json_.end_array();
  }

 private:
  void write_number(const Field& field, double value) {
    if (field.whole) json_.field(field.name, static_cast<std::int64_t>(value));
    else json_.field(field.name, value);
  }

  JsonWriter& json_;
};

/// Writes the schema of a spec's fields into an object that has been begun.
class Describer {
 public:
  explicit Describer(JsonWriter& json, bool defaults = true) : json_(json), defaults_(defaults) {}

  /// The object's own keywords around what `body` describes.
  template <class Body>
  void properties(Body body) {
    json_.field("type", "object").field("additionalProperties", false).key("properties").begin_object();
    body(*this);
    json_.end_object();
    if (const auto [key, value] = std::exchange(object_default_, {}); value > 0)
      json_.key("default").begin_object().field(key, value).end_object();
  }

  void text(const char* key, const std::string& value, std::size_t most, const char* what) {
    begin(key, what).field("type", "string").field("maxLength", most);
    end(value);
  }
  template <class T>
  void integer(const char* key, T value, std::int64_t least, std::int64_t most, const char* what) {
    begin(key, what).field("type", "integer").field("minimum", least).field("maximum", most);
    end(value);
  }
  void real(const char* key, double value, double least, double most, const char* what) {
    begin(key, what).field("type", "number").field("minimum", least).field("maximum", most);
    end(value);
  }
  void flag(const char* key, bool value, const char* what) {
    begin(key, what).field("type", "boolean");
    end(value);
  }
  void choice(const char* key, const std::string& value, Choices names, const char* what) {
    begin(key, what).key("enum").begin_array();
    for (const char* name : names) json_.value(name);
    json_.end_array();
    end(value);
  }

  void required_choice(const char* key, const std::string&, Choices names, const char* what) {
    begin(key, what).key("enum").begin_array();
    for (const char* name : names) json_.value(name);
    json_.end_array().end_object();
  }

  /// A name, or an object that describes a task.
  void task(const char* key, Task& task, const char* what) {
    begin(key, what).field("default", task.name);
    json_.key("if").begin_object().field("type", "object").end_object();
    json_.key("then").begin_object();
    Task composed;
    properties([&](Describer& d) { visit_task(d, composed); });
    json_.key("required").begin_array().value("predict").end_array().end_object();
    json_.key("else").begin_object().key("enum").begin_array();
    for (const NamedTask& named : named_tasks()) json_.value(named.name);
    for (const NamedTask& named : named_text_tasks()) json_.value(named.name);
    json_.end_array().end_object().end_object();
  }

  /// Objects of one of some kinds, which the value of `tag` tells.
  void items(const char* key, const char* tag, std::span<const Kind> kinds, std::vector<Item>&, std::size_t most,
             const char* what) {
    begin(key, what).field("type", "array").field("maxItems", most).key("items").begin_object();
    json_.field("type", "object").key("required").begin_array().value(tag).end_array();
    json_.key("discriminator").begin_object().field("propertyName", tag).end_object().key("oneOf").begin_array();
    for (const Kind& kind : kinds) {
      json_.begin_object().field("description", kind.what).field("additionalProperties", false);
      json_.key("properties").begin_object().key(tag).begin_object().field("const", kind.name).end_object();
      for (const Field& field : kind.fields) number(field);
      json_.end_object().end_object();
    }
    json_.end_array().end_object().end_object();
  }

  void only_by_default(const char* key, std::uint32_t value) {
    if (value > 0) object_default_ = {key, value};
  }
  /// Without a default, so that nobody fills them in.
  template <class Body>
  void later(bool, Body body) {
    Describer without(json_, false);
    body(without);
  }

  template <class Body>
  void object(const char* key, Body body) {
    json_.key(key).begin_object();
    properties(body);
    json_.end_object();
  }
  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t least, std::size_t most, Body body) {
    json_.key(key).begin_object().field("type", "array").field("minItems", least).field("maxItems", most);
    Writer(json_).array("default", items, least, most, [&](Writer& w, Item& item) { body(w, item); });
    json_.key("items").begin_object();
    Item item;
    properties([&](Describer& d) { body(d, item); });
    json_.end_object().end_object();
  }

 private:
  void number(const Field& field) {
    if (field.whole) {
      const auto whole = [](double value) { return static_cast<std::int64_t>(value); };
      integer(field.name, whole(field.fallback), whole(field.least), whole(field.most), field.what);
    } else {
      real(field.name, field.fallback, field.least, field.most, field.what);
    }
  }

  JsonWriter& begin(const char* key, const char* what) {
    return json_.key(key).begin_object().field("description", what);
  }

  template <class T>
  void end(const T& value) {
    if (defaults_) json_.field("default", value);
    json_.end_object();
  }

  JsonWriter& json_;
  bool defaults_;
  /// Of the object under way: a field and its value where nothing of the object is said.
  std::pair<const char*, std::uint32_t> object_default_;
};

}  // namespace

std::string write_spec(const Spec& spec) {
  Spec copy = spec;
  JsonWriter json;
  Writer writer(json);
  json.begin_object();
  visit_spec(writer, copy);
  return json.end_object().text();
}

std::string write_task(const Task& task) {
  Task copy = task;
  JsonWriter json;
  Writer writer(json);
  json.begin_object();
  visit_task(writer, copy);
  return json.end_object().text();
}

std::string spec_schema() {
  Spec spec;
  JsonWriter json;
  json.begin_object();
  json.field("$schema", "https://json-schema.org/draft/2020-12/schema").field("title", "Pretext experiment");
  Describer(json).properties([&](Describer& d) { visit_spec(d, spec); });
  return json.end_object().text();
}

}  // namespace pretext
