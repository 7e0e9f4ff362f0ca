// Runs of small transformers on texts: the file holds the tokens of all batches and what is asked of them.

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "core/json.hpp"
#include "golden/follow.hpp"
#include "planning/text_layers.hpp"
#include "pretext/layers.hpp"
#include "pretext/tokens.hpp"

namespace pretext {

namespace {

/// The texts of all batches, as the file has them.
class RecordedTexts final : public Source {
 public:
  ExampleForm described;
  std::vector<std::int32_t> tokens, targets, labels;

  [[nodiscard]] ExampleForm form() const override { return described; }

  void fill(const Dataset& /*data*/, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    const std::size_t places = described.input.size();
    for (std::size_t i = 0; i < examples.size(); ++i) {
      for (std::size_t place = 0; place < places; ++place) {
        const std::size_t from = examples[i] * places + place;
        batch.inputs[i * places + place] = static_cast<float>(tokens[from]);
        if (!targets.empty()) batch.targets[i * places + place] = static_cast<float>(targets[from]);
      }
      if (!labels.empty()) batch.classes[i] = labels[examples[i]];
    }
  }
};

struct TextRun {
  Spec::Transformer shape;
  TextForm form;
  RecordedTexts source;
  std::unique_ptr<Network> network;
  std::unique_ptr<TokenHeads> heads;
};

class TextReader {
 public:
  TextReader(std::string name, const Safetensors& file) : name_(std::move(name)), file_(file) {}

  [[nodiscard]] Error refusal(const std::string& what) const { return {ErrorCode::bad_file, name_ + ": " + what}; }

  [[nodiscard]] std::string text(const std::string& key) const {
    const auto found = file_.metadata.find(key);
    return found == file_.metadata.end() ? std::string{} : found->second;
  }

  /// The first thing that is wrong is kept.
  int whole(const char* key, int least, int most) {
    const JsonDocument json(text(key));
    if (json.root().IsInt() && json.root().GetInt() >= least && json.root().GetInt() <= most)
      return json.root().GetInt();
    refuse("metadata '" + std::string(key) + "' must be a whole number from " + std::to_string(least) + " to " +
           std::to_string(most) + ".");
    return least;
  }

  float real(const char* key) {
    const JsonDocument json(text(key));
    const double value = json.root().IsNumber() ? json.root().GetDouble() : -1.0;
    if (value >= 0 && value <= 1) return static_cast<float>(value);
    refuse("metadata '" + std::string(key) + "' must be a number from 0 to 1.");
    return 0;
  }

  /// Whole numbers from `least` to below `end`.
  std::vector<std::int32_t> numbers(const std::string& key, std::size_t count, std::int32_t least, std::int32_t end) {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end() || found->second.type != Safetensors::Type::i32 ||
        found->second.bytes.size() != count * sizeof(std::int32_t)) {
      refuse("tensor '" + key + "' must hold " + std::to_string(count) + " int32 values.");
      return {};  // no room is made for what the file does not hold
    }
    std::vector<std::int32_t> values(count);
    std::ranges::copy(found->second.bytes, reinterpret_cast<std::uint8_t*>(values.data()));
    if (std::ranges::all_of(values, [&](std::int32_t value) { return value >= least && value < end; })) return values;
    refuse("tensor '" + key + "' must hold numbers from " + std::to_string(least) + " to below " + std::to_string(end) +
           ".");
    return std::vector<std::int32_t>(count, least);
  }

  std::vector<float> floats(const std::string& key, int count) {
    std::vector<float> values(static_cast<std::size_t>(count));
    if (const Failure failure = file_.copy(name_, key, {&count, 1}, values)) failure_ = failure_ ? failure_ : failure;
    return values;
  }

  [[nodiscard]] const Failure& failure() const { return failure_; }
  void refuse(const std::string& what) {
    if (!failure_) failure_ = refusal(what);
  }

 private:
  std::string name_;
  const Safetensors& file_;
  Failure failure_;
};

/// Padding behind each text must be 0, and nothing else may be: that is how lengths are told here.
void check_lengths(TextReader& reader, const RecordedTexts& source, std::span<const std::int32_t> lengths) {
  const std::size_t places = source.described.input.size();
  for (std::size_t i = 0; i < source.tokens.size(); ++i) {
    const bool there = i % places < static_cast<std::size_t>(lengths[i / places]);
    if ((source.tokens[i] != 0) != there)
      return reader.refuse("tensor 'tokens' must be 0 behind 'lengths', and only there.");
  }
}

}  // namespace

Result<GoldenReport> replay_text(const std::string& name, const Safetensors& file) {
  TextReader reader(name, file);
  const std::string task = reader.text("task");
  TextRun run;
  run.shape.context = reader.whole("T", 2, 256);
  run.shape.width = reader.whole("d", 1, 256);
  run.shape.blocks = reader.whole("layers", 1, 8);
  run.shape.heads = reader.whole("heads", 1, 16);
  run.shape.inner = 4 * run.shape.width;
  run.form.vocabulary = reader.whole("vocab", 5, 8192);
  run.form.causal = task == "causal";
  run.form.parts = task == "next";
  const int batch = reader.whole("batch", 1, 1024);
  const int steps = reader.whole("steps", 1, 10000);
  const int warm = reader.whole("warm", 0, steps);
  const int classes = reader.whole("classes", 0, 256);
  const AdamW rule{reader.real("lr"), reader.real("beta1"), reader.real("beta2"), reader.real("adam_eps"),
                   reader.real("decay")};
  if (task != "masked" && task != "causal" && task != "next" && task != "classify") {
    reader.refuse("metadata 'task' must be masked, causal, next or classify.");
  }
  if (batch * run.shape.context > 4096) reader.refuse("metadata 'batch' and 'T' must multiply to at most 4096.");
  if (run.shape.width % run.shape.heads != 0) reader.refuse("metadata 'heads' must divide 'd'.");
  if (reader.failure()) return *reader.failure();

  const auto texts = static_cast<std::size_t>(batch) * static_cast<std::size_t>(steps);
  const std::size_t places = texts * static_cast<std::size_t>(run.shape.context);
  run.source.described = {.input = {run.shape.context, 1, 1}, .classes = classes};
  run.source.tokens = reader.numbers("tokens", places, 0, run.form.vocabulary);
  const std::vector<std::int32_t> lengths = reader.numbers("lengths", texts, 1, run.shape.context + 1);
  if (reader.failure()) return *reader.failure();
  check_lengths(reader, run.source, lengths);
  if (classes > 0) run.source.labels = reader.numbers("labels", texts, 0, classes);
  std::unique_ptr<Objective> objective;
  const int micro_batch = (batch + 2) / 3;
  if (task == "classify") {
    auto layers = text_encoder_layers(run.shape, run.form, Places::mean);
    layers->add("",
                fixed_scale(reader.floats("pool.mean", run.shape.width), reader.floats("pool.scale", run.shape.width)));
    layers->add("head", dense(classes));
    if (reader.failure()) return *reader.failure();
    run.network = std::make_unique<Network>(std::move(layers), run.source.described.input, micro_batch);
    objective = prediction(*run.network, run.source, CrossEntropy{});
  } else {
    run.source.targets = reader.numbers("targets", places, -1, run.form.vocabulary);
    run.source.described.target = run.source.described.input;
    if (reader.failure()) return *reader.failure();
    run.network = std::make_unique<Network>(text_encoder_layers(run.shape, run.form, Places::all),
                                            run.source.described.input, micro_batch);
    run.heads = std::make_unique<TokenHeads>(*run.network, classes);
    objective = token_prediction(*run.heads, run.source);
  }
  GoldenFit golden{.stage = task,
                   .rule = rule,
                   .batch = batch,
                   .micro_batch = micro_batch,
                   .steps = static_cast<std::uint32_t>(steps),
                   .examples = {},
                   .schedule = {Schedule::Kind::linear, static_cast<double>(warm) / steps},
                   .by_move = true};
  golden.examples.training.resize(texts);
  std::iota(golden.examples.training.begin(), golden.examples.training.end(), 0u);
  return follow(name, file, std::move(objective), std::move(golden));
}

}  // namespace pretext
