#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/json.hpp"
#include "pretext/spec.hpp"
#include "spec/spec_fields.hpp"

namespace pretext {

namespace {

std::string list(Choices names) {
  std::string text;
  for (const char* name : names) text += (text.empty() ? "'" : "', '") + std::string(name);
  return text + "'";
}

/// The named tasks of images and of texts.
std::vector<NamedTask> all_named() {
  std::vector<NamedTask> all(named_tasks().begin(), named_tasks().end());
  all.insert(all.end(), named_text_tasks().begin(), named_text_tasks().end());
  return all;
}

/// Of UTF-8: the bytes that begin a character.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Fills a spec from JSON; the first thing that is wrong is kept as the failure.
class Reader {
 public:
  Reader(const JsonValue& json, std::string path, Failure& failure)
      : json_(json), path_(std::move(path)), failure_(failure) {}

  void text(const char* key, std::string& value, std::size_t most, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (!found->IsString() || characters(text_of(*found)) > most) {
      return fail(key, "a text of at most " + std::to_string(most) + " characters", *found);
    }
    value = text_of(*found);
  }

  template <class T>
  void integer(const char* key, T& value, std::int64_t least, std::int64_t most, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    const double low = static_cast<double>(least);
    const double high = static_cast<double>(most);
    const double read = found->IsNumber() ? found->GetDouble() : low - 1;
    if (!(read >= low && read <= high) || read != std::floor(read)) {
      return fail(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most), *found);
    }
    value = static_cast<T>(read);
  }

  void real(const char* key, double& value, double least, double most, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    const double read = found->IsNumber() ? found->GetDouble() : least - 1;
    if (!(read >= least && read <= most)) {
      return fail(key, "a number from " + JsonWriter().value(least).text() + " to " + JsonWriter().value(most).text(),
                  *found);
    }
    value = read;
  }

  void flag(const char* key, bool& value, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (!found->IsBool()) return fail(key, "true or false", *found);
    value = found->GetBool();
  }

  void choice(const char* key, std::string& value, Choices names, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    for (const char* name : names) {
      if (found->IsString() && text_of(*found) == name) return void(value = name);
    }
    fail(key, "one of " + list(names), *found);
  }

  void required_choice(const char* key, std::string& value, Choices names, const char* what) {
    if (pretext::find(json_, key) != nullptr) return choice(key, value, names, what);
    seen_.emplace_back(key);
    if (failure_) return;
    failure_ = Error{ErrorCode::bad_spec, "spec: '" + path(key) + "' is missing; expected one of " + list(names) + "."};
  }

  void task(const char* key, Task& task, const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (found->IsObject()) {
      Task read;
      Reader inner(*found, path(key), failure_);
      visit_task(inner, read);
      inner.finish();
      return void(task = named(std::move(read)));
    }
    std::optional<Task> known = found->IsString() ? named_task(text_of(*found)) : std::nullopt;
    if (known) return void(task = std::move(*known));
    std::string expected;
    for (const NamedTask& entry : all_named()) expected += "'" + std::string(entry.name) + "', ";
    fail(key, "one of " + expected + "or a description", *found);
  }

  /// Objects that name their kind under `tag`, and give some of its numbers.
  void items(const char* key, const char* tag, std::span<const Kind> kinds, std::vector<Item>& items, std::size_t most,
             const char*) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (!found->IsArray() || found->Size() > most) {
      return fail(key, "a list of at most " + std::to_string(most) + " objects", *found);
    }
    for (const JsonValue& item : found->GetArray()) {
      if (!item.IsObject()) return fail(key, "a list of objects", *found);
      Reader inner(item, path(key) + "." + std::to_string(items.size()), failure_);
      inner.read_item(tag, kinds, items.emplace_back());
      inner.finish();
    }
  }

  template <class Body>
  void later(bool, Body body) {
    body(*this);
  }
  /// What is 0 unless it is named, or nothing of the object is.
  void only_by_default(const char*, std::uint32_t& value) { value = 0; }

  template <class Body>
  void object(const char* key, Body body) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (!found->IsObject()) return fail(key, "an object", *found);
    Reader inner(*found, path(key), failure_);
    body(inner);
    inner.finish();
  }

  template <class Item, class Body>
  void array(const char* key, std::vector<Item>& items, std::size_t least, std::size_t most, Body body) {
    const JsonValue* found = find(key);
    if (found == nullptr) return;
    if (!found->IsArray() || found->Size() < least || found->Size() > most) {
      return fail(key, "a list of " + std::to_string(least) + " to " + std::to_string(most) + " objects", *found);
    }
    std::vector<Item> read;
    for (const JsonValue& item : found->GetArray()) {
      if (!item.IsObject()) return fail(key, "a list of objects", *found);
      Reader inner(item, path(key) + "." + std::to_string(read.size()), failure_);
      body(inner, read.emplace_back());
      inner.finish();
    }
    items = std::move(read);
  }

  /// Refuses keys that no field has asked for.
  void finish() {
    for (const auto& member : json_.GetObject()) {
      if (failure_) return;
      const std::string key(text_of(member.name));
      if (std::ranges::find(seen_, key) != seen_.end()) continue;
      std::string names;
      for (const std::string& name : seen_) names += (names.empty() ? "'" : "', '") + name;
      failure_ = Error{ErrorCode::bad_spec,
                       "spec: unknown key '" + path(key.substr(0, 40)) + "'; expected one of " + names + "'."};
    }
  }

 private:
  void read_item(const char* tag, std::span<const Kind> kinds, Item& item) {
    const JsonValue* found = find(tag);
    if (failure_) return;
    const auto kind = std::ranges::find_if(
        kinds, [&](const Kind& k) { return found != nullptr && found->IsString() && text_of(*found) == k.name; });
    if (kind == kinds.end()) {
      std::string names;
      for (const Kind& k : kinds) names += (names.empty() ? "'" : "', '") + std::string(k.name);
      const std::string what = found == nullptr ? "nothing" : shown(*found);
      failure_ =
          Error{ErrorCode::bad_spec, "spec: '" + path(tag) + "' must be one of " + names + "', found " + what + "."};
      return;
    }
    item = {kind->name, fallbacks(*kind)};
    for (std::size_t i = 0; i < kind->fields.size(); ++i) {
      const Field& field = kind->fields[i];
      double& value = item.values[i];
      if (field.whole) {
        integer(field.name, value, static_cast<std::int64_t>(field.least), static_cast<std::int64_t>(field.most),
                field.what);
      } else {
        real(field.name, value, field.least, field.most, field.what);
      }
    }
  }

  /// A description that is a named task's gets its name.
  static Task named(Task task) {
    for (const NamedTask& entry : all_named()) {
      if (named_task(entry.name)->same_as(task)) task.name = entry.name;
    }
    return task;
  }

  const JsonValue* find(const char* key) {
    seen_.emplace_back(key);
    return failure_ ? nullptr : pretext::find(json_, key);
  }

  [[nodiscard]] std::string path(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

  void fail(const char* key, const std::string& expected, const JsonValue& found) {
    if (failure_) return;
    failure_ =
        Error{ErrorCode::bad_spec, "spec: '" + path(key) + "' must be " + expected + ", found " + shown(found) + "."};
  }

  /// Lists and objects are not printed: a hostile one may be nested deeper than the stack.
  static std::string shown(const JsonValue& value) {
    JsonWriter writer;
    if (value.IsArray()) return "a list";
    if (value.IsObject()) return "an object";
    if (value.IsString()) return writer.value(text_of(value).substr(0, 40)).text();
    if (value.IsInt64()) return writer.value(value.GetInt64()).text();
    if (value.IsNumber()) return writer.value(value.GetDouble()).text();
    return value.IsNull() ? "null" : value.GetBool() ? "true" : "false";
  }

  const JsonValue& json_;
  std::string path_;
  Failure& failure_;
  std::vector<std::string> seen_;
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

std::optional<Task> named_task(std::string_view name) {
  const std::vector<NamedTask> tasks = all_named();
  const auto found = std::ranges::find(tasks, name, &NamedTask::name);
  if (found == tasks.end()) return std::nullopt;
  const JsonDocument description(found->description);
  Failure failure;
  Reader reader(description.root(), "", failure);
  Task task;
  visit_task(reader, task);
  task.name = name;
  return task;
}

Result<Spec> read_spec(std::string_view text) {
  if (text.size() > 65536) return Error{ErrorCode::bad_spec, "spec: expected at most 65536 bytes of JSON."};
  const JsonDocument json(text);
  if (!json.root().IsObject()) return Error{ErrorCode::bad_spec, "spec: expected a JSON object."};
  if (const auto twice = repeated_name(json.root()))
    return Error{ErrorCode::bad_spec, "spec: the key '" + twice->substr(0, 40) + "' is there twice in one object."};
  Spec spec;
  Failure failure;
  Reader reader(json.root(), "", failure);
  visit_spec(reader, spec);
  reader.finish();
  if (!failure) failure = check_training("pretext", spec.pretext);
  if (!failure) failure = check_training("transfer", spec.transfer);
  if (!failure) failure = check_training("supervised", spec.supervised);
  if (failure) return *failure;
  return spec;
}

}  // namespace pretext
