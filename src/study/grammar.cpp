#include <array>
#include <cstdint>

#include "core/json.hpp"
#include "planning/pretext_plan.hpp"
#include "pretext/loss.hpp"
#include "pretext/op.hpp"
#include "pretext/study.hpp"
#include "pretext/text_study.hpp"
#include "run/run.hpp"
#include "study/modes.hpp"

namespace pretext {

namespace {

/// Budgets of labels that a study compares unless it is asked for others.
constexpr std::array<std::uint32_t, 8> budgets{10, 20, 50, 100, 200, 500, 1000, 5000};

constexpr DataForm grey_digits{{28, 28, 1}, 10};
constexpr DataForm colour_images{{32, 32, 3}, 10};

/// What the answers to a question are read by.
Measure measure_of(Predict predict) {
  const bool image = predict == Predict::source || predict == Predict::changed;
  return pretext::measure_of(image ? Loss(SquaredError{}) : Loss(CrossEntropy{}));
}

void write_number(JsonWriter& json, const char* key, double value, bool whole) {
  if (whole) json.field(key, static_cast<std::int64_t>(value));
  else json.field(key, value);
}

void write_kind(JsonWriter& json, const Kind& kind) {
  json.begin_object().field("name", kind.name).field("what", kind.what).key("fields").begin_array();
  for (const Field& field : kind.fields) {
    json.begin_object().field("name", field.name);
    write_number(json, "least", field.least, field.whole);
    write_number(json, "most", field.most, field.whole);
    write_number(json, "default", field.fallback, field.whole);
    json.field("whole", field.whole).field("what", field.what).end_object();
  }
  json.end_array().end_object();
}

void write_kinds(JsonWriter& json, const char* key, std::span<const Kind> kinds) {
  json.key(key).begin_array();
  for (const Kind& kind : kinds) write_kind(json, kind);
  json.end_array();
}

void write_tasks(JsonWriter& json) {
  json.key("tasks").begin_array();
  for (const NamedTask& entry : named_tasks()) {
    const Task task = *named_task(entry.name);
    json.begin_object().field("name", entry.name).field("what", entry.what);
    const bool told = !task.loss.empty() && task.loss[0].kind == "colour_classes";
    json.field("measure", told ? name(Measure::accuracy) : name(measure_of(task.predict)));
    json.key("description").raw(write_task(task));
    auto source = plan_source(task, grey_digits, 1, 1);
    const bool colour = !source;
    if (colour) source = plan_source(task, colour_images, 1, 1);
    const ExampleForm form = (*source)->form();
    if (colour) json.field("colour", true);
    json.field("views", form.views).key("written_out").raw(write_task(written_out(task, form)));
    json.end_object();
  }
  json.end_array();
}

void write_modes(JsonWriter& json) {
  json.key("modes").begin_array();
  for (const Mode& mode : transfer_modes()) {
    json.begin_object().field("name", mode.name);
    json.field("encoder", Mode::encoder_names[static_cast<std::size_t>(mode.encoder)]);
    json.field("method", Mode::method_names[static_cast<std::size_t>(mode.method)]);
    json.field("features", Mode::features_names[static_cast<std::size_t>(mode.features)]);
    json.field("frozen", mode.frozen).field("augmented", mode.augmented);
    json.field("adapted", mode.adapted).end_object();
  }
  json.end_array();
}

void write_numbers(JsonWriter& json, const char* key, std::span<const std::uint32_t> numbers) {
  json.key(key).begin_array();
  for (const std::uint32_t number : numbers) json.value(number);
  json.end_array();
}

/// By the number of tiles, each as the numbers of the tiles in their places.
void write_permutations(JsonWriter& json) {
  json.key("permutations").begin_object();
  for (const int tiles : {4, 9}) {
    json.key(std::to_string(tiles)).begin_array();
    const std::vector<std::uint8_t> all = permutations_of(tiles);
    for (std::size_t at = 0; at < all.size(); at += static_cast<std::size_t>(tiles)) {
      std::string order;
      for (std::size_t place = 0; place < static_cast<std::size_t>(tiles); ++place)
        order += std::to_string(all[at + place]);
      json.value(order);
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace

std::string grammar() {
  JsonWriter json;
  json.begin_object().key("ops").begin_array();
  for (const OpEntry& entry : ops()) write_kind(json, entry.kind);
  json.end_array();
  write_permutations(json);
  write_kinds(json, "layers", layer_kinds());
  write_kinds(json, "terms", term_kinds());
  json.key("predictions").begin_array();
  for (const Predict predict : all_predictions) {
    if (predict == Predict::token) continue;  // of texts, which have lists of their own
    json.begin_object().field("name", name(predict)).field("measure", name(measure_of(predict))).end_object();
  }
  json.end_array();
  write_tasks(json);
  write_modes(json);
  json.key("text_ops").begin_array();
  for (const OpEntry& entry : text_ops()) write_kind(json, entry.kind);
  json.end_array().key("text_tasks").begin_array();
  for (const NamedTask& entry : named_text_tasks()) {
    json.begin_object().field("name", entry.name).field("what", entry.what);
    json.key("description").raw(write_task(*named_task(entry.name))).end_object();
  }
  json.end_array().key("text_modes").begin_array();
  for (const char* mode : text_modes) json.value(mode);
  json.end_array();
  write_numbers(json, "budgets", budgets);
  write_numbers(json, "kept_epochs", kept_epochs);
  return json.end_object().text();
}

}  // namespace pretext
