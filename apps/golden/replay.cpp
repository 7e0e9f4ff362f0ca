#include "golden/replay.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/json.hpp"
#include "core/worst.hpp"
#include "golden/follow.hpp"
#include "planning/networks.hpp"
#include "pretext/layers.hpp"
#include "pretext/safetensors.hpp"
#include "run/weights_file.hpp"

namespace pretext {

namespace {

constexpr int micro_batch = 24;

/// What the metadata say, checked.
struct Recipe {
  std::string stage;
  bool raw = false;
  OptimizerRule rule;
  int batch = 0;
  std::uint32_t steps = 0;
  std::vector<std::uint32_t> rows;
};

/// A number in the metadata, where all values are texts, that float32 can hold; nothing if it is anything else.
std::optional<float> number(const std::string& text) {
  const JsonDocument json(text);
  const float value = json.root().IsNumber() ? static_cast<float>(json.root().GetDouble()) : NAN;
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// A whole number from 1 to 100000 in the metadata.
std::optional<std::uint32_t> count(const std::string& text) {
  const JsonDocument json(text);
  if (!is_size(json.root()) || json.root().GetUint64() < 1 || json.root().GetUint64() > 100000) return {};
  return static_cast<std::uint32_t>(json.root().GetUint64());
}

Result<Recipe> read_recipe(const std::string& name, const Safetensors& file, const Dataset& train) {
  const auto refuse = [&](const std::string& what) { return Error{ErrorCode::bad_file, name + ": metadata '" + what}; };
  const auto text = [&](const std::string& key) {
    const auto found = file.metadata.find(key);
    return found == file.metadata.end() ? std::string{} : found->second;
  };
  Recipe recipe;
  recipe.stage = text("stage");
  if (recipe.stage != "pretext" && recipe.stage != "supervised" && recipe.stage != "probe") {
    return refuse("stage' must be pretext, supervised, probe or gallery.");
  }
  if (text("scale") != "unit" && text("scale") != "raw") return refuse("scale' must be unit or raw.");
  recipe.raw = text("scale") == "raw";
  const std::optional<float> rate = number(text("lr"));
  if (!rate || !(*rate > 0)) return refuse("lr' must be a number above 0.");
  const std::optional<float> momentum = file.metadata.contains("momentum") ? number(text("momentum")) : 0.9f;
  if (!momentum || !(*momentum >= 0 && *momentum < 1)) return refuse("momentum' must be a number from 0 to below 1.");
  if (text("optimiser") == "adam") recipe.rule = Adam{.rate = *rate};
  else if (text("optimiser") == "sgd") recipe.rule = Sgd{*rate, *momentum};
  else return refuse("optimiser' must be adam or sgd.");
  const std::optional<std::uint32_t> batch = count(text("batch"));
  if (!batch) return refuse("batch' must be a whole number from 1 to 100000.");
  recipe.batch = static_cast<int>(*batch);
  const std::optional<std::uint32_t> steps = count(text("steps"));
  if (!steps) return refuse("steps' must be a whole number from 1 to 100000.");
  recipe.steps = *steps;
  const JsonDocument rows(text("rows"));
  if (!rows.root().IsArray() || rows.root().Empty()) return refuse("rows' must be a list of row numbers.");
  for (const JsonValue& row : rows.root().GetArray()) {
    if (!is_size(row) || row.GetUint64() >= train.rows) {
      return refuse("rows' must be rows of the training split, 0 to " + std::to_string(train.rows - 1) + ".");
    }
    recipe.rows.push_back(static_cast<std::uint32_t>(row.GetUint64()));
  }
  return recipe;
}

std::unique_ptr<Network> golden_network(const Recipe& recipe, const ExampleForm& form, DataForm data) {
  Spec spec;
  spec.data.pixels = recipe.raw ? "raw" : "unit";
  auto layers = encoder_layers(spec);
  if (recipe.stage == "probe") layers->freeze(layers->length());
  if (recipe.stage == "pretext") add_head(*layers, spec, form, layers->length());
  else add_classifier(*layers, data.classes);
  return std::make_unique<Network>(std::move(layers), data.image, std::max(micro_batch, rows_per_pass));
}

/// Largest difference, relative to the largest expected element where there is one above 0.
double worst_element(std::span<const float> got, std::span<const float> expected) {
  double largest = 0;
  double error = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    largest = worst(largest, std::fabs(static_cast<double>(expected[i])));
    error = worst(error, std::fabs(static_cast<double>(got[i]) - static_cast<double>(expected[i])));
  }
  return largest > 0 ? error / largest : error;
}

double relative_norm(std::span<const float> got, std::span<const float> expected) {
  double norm = 0;
  double error = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double difference = static_cast<double>(got[i]) - static_cast<double>(expected[i]);
    norm += static_cast<double>(expected[i]) * static_cast<double>(expected[i]);
    error += difference * difference;
  }
  return std::sqrt(norm > 0 ? error / norm : error);
}

/// Largest difference, relative to how far the element that moved furthest has moved.
double relative_to_move(std::span<const float> got, std::span<const float> expected, std::span<const float> start) {
  double furthest = 0;
  double error = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double end = static_cast<double>(expected[i]);
    furthest = worst(furthest, std::fabs(end - static_cast<double>(start[i])));
    error = worst(error, std::fabs(static_cast<double>(got[i]) - end));
  }
  return furthest > 0 ? error / furthest : error;
}

Failure holds(const std::string& name, const Safetensors& file, const std::string& tensor, std::size_t size) {
  const auto found = file.tensors.find(tensor);
  const std::string what = name + ": there is no tensor '" + tensor + "'";
  if (found == file.tensors.end()) return Error{ErrorCode::bad_file, what + "."};
  if (found->second.bytes.size() == size * sizeof(float)) return {};
  return Error{ErrorCode::bad_file, what + " of " + std::to_string(size) + " float32 values."};
}

double worst_of(const std::map<std::string, double>& errors) {
  double most = 0;
  for (const auto& [name, error] : errors) most = worst(most, error);
  return most;
}

}  // namespace

std::string GoldenReport::json() const {
  JsonWriter json;
  json.begin_object().field("stage", stage).field("steps", steps).field("loss", loss).key("gradient").begin_object();
  for (const auto& [tensor, error] : gradient) json.field(tensor, error);
  json.end_object().key("weights").begin_object();
  for (const auto& [tensor, error] : weights) json.field(tensor, error);
  return json.end_object().end_object().text();
}

double GoldenReport::worst_gradient() const { return worst_of(gradient); }
double GoldenReport::worst_weights() const { return worst_of(weights); }

Result<GoldenReport> replay_golden(const std::string& name, std::span<const std::uint8_t> bytes, Dataset train) {
  const Result<Safetensors> file = read_safetensors(name, bytes);
  if (!file) return file.error();
  if (const auto stage = file->metadata.find("stage"); stage != file->metadata.end() && stage->second == "gallery") {
    return replay_gallery(name, *file);
  }
  if (file->metadata.contains("task")) return replay_text(name, *file);
  const Result<Recipe> recipe = read_recipe(name, *file, train);
  if (!recipe) return recipe.error();

  std::unique_ptr<Source> source = labelled_rows(train.shape, train.classes);
  if (recipe->stage == "pretext") {
    Result<std::unique_ptr<Source>> turns = plan_source(Spec{}.task, train.form(), recipe->raw ? 255.0f : 1.0f, 4);
    if (!turns) return turns.error();
    source = std::move(*turns);
  }
  const std::unique_ptr<Network> network = golden_network(*recipe, source->form(), train.form());
  train.scale = recipe->raw ? PixelScale::raw : PixelScale::unit;
  Examples examples{train, {}, {}};
  const std::uint32_t each = source->examples_per_row();
  for (const std::uint32_t row : recipe->rows) {
    for (std::uint32_t e = 0; e < each; ++e) examples.training.push_back(row * each + e);
  }
  return follow(name, *file, prediction(*network, *source, CrossEntropy{}),
                {.stage = recipe->stage,
                 .rule = recipe->rule,
                 .batch = recipe->batch,
                 .micro_batch = micro_batch,
                 .steps = recipe->steps,
                 .examples = std::move(examples)});
}

Result<GoldenReport> follow(const std::string& name, const Safetensors& file, std::unique_ptr<Objective> objective,
                            GoldenFit golden) {
  const Params params = objective->params();
  // No room is made for weights that the file does not hold.
  for (const Param& param : params.table()) {
    if (Failure failure = holds(name, file, "init/" + param.name, param.size)) return *failure;
  }
  std::vector<float> initial(params.floats());
  std::vector<float> gradient(params.floats());
  std::vector<float> final(params.floats());
  std::vector<float> losses(golden.steps);
  Failure failure = read_params(name, file, "init/", params, initial);
  if (!failure) failure = read_params(name, file, "grad/", params, gradient);
  if (!failure) failure = read_params(name, file, "final/", params, final);
  if (!failure) {
    const int steps = static_cast<int>(golden.steps);
    failure = file.copy(name, "losses", {&steps, 1}, losses);
  }
  if (failure) return *failure;

  std::vector<float> critic_losses(golden.steps);
  const bool has_critic = file.tensors.contains("critic_losses");
  if (has_critic) {
    const int steps = static_cast<int>(golden.steps);
    failure = file.copy(name, "critic_losses", {&steps, 1}, critic_losses);
  }
  if (failure) return *failure;

  FitSettings settings{.rule = golden.rule,
                       .schedule = golden.schedule,
                       .batch = golden.batch,
                       .micro_batch = golden.micro_batch,
                       .epochs = static_cast<int>(golden.steps),
                       .most_steps = golden.steps,
                       .shuffle = false};
  Fit fit(name, std::move(objective), std::move(golden.examples), settings, 0, initial);

  GoldenReport report{.stage = golden.stage, .steps = golden.steps, .loss = 0, .gradient = {}, .weights = {}};
  for (std::uint32_t step = 0; step < golden.steps && !fit.done(); ++step) {
    const double rows = fit.batch_rows();
    while (fit.relating()) advance(fit);
    const std::span<const float> part = fit.compute({});
    const auto compare = [&](double sum, float expected) {
      const double error =
          std::fabs(sum / rows - static_cast<double>(expected)) / std::fabs(static_cast<double>(expected));
      report.loss = worst(report.loss, error);
    };
    compare(static_cast<double>(part[params.floats()]), losses[step]);
    if (has_critic) compare(static_cast<double>(part[params.floats() + 2]), critic_losses[step]);
    for (const Param& p : params.table()) {
      if (step > 0) break;
      report.gradient[p.name] =
          worst_element(part.subspan(p.offset, p.size), std::span(gradient).subspan(p.offset, p.size));
    }
    fit.absorb(fit.part_size({}) == 0 ? Parts{} : Parts{&part, 1});
  }
  if (fit.failure()) return *fit.failure();
  for (const Param& p : params.table()) {
    const std::span<const float> got = std::span(fit.weights()).subspan(p.offset, p.size);
    const std::span<const float> expected = std::span(final).subspan(p.offset, p.size);
    report.weights[p.name] = golden.by_move ? relative_to_move(got, expected, std::span(initial).subspan(p.offset))
                                            : relative_norm(got, expected);
  }
  return report;
}

}  // namespace pretext
