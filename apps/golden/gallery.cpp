// Runs of single objectives: the file holds inputs, targets and the layers of all networks, so that nothing depends on
// random numbers or on a data set.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "core/json.hpp"
#include "golden/follow.hpp"
#include "planning/networks.hpp"
#include "pretext/layers.hpp"
#include "run/weights_file.hpp"

namespace pretext {

namespace {

using Layers = Result<std::unique_ptr<Sequence>>;

/// The examples of all batches, as the file has them.
class Recorded final : public Source {
 public:
  ExampleForm described;
  std::vector<float> inputs;
  std::vector<std::int32_t> classes;
  std::vector<float> targets;
  std::vector<float> weights;

  [[nodiscard]] ExampleForm form() const override { return described; }

  void fill(const Dataset& /*data*/, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      copy(inputs, examples[i], batch.inputs, i, described.input.size());
      if (!classes.empty()) batch.classes[i] = classes[examples[i]];
      if (!targets.empty()) copy(targets, examples[i], batch.targets, i, described.target.size());
      if (!weights.empty()) copy(weights, examples[i], batch.weights, i, described.target.size());
    }
  }

 private:
  static void copy(const std::vector<float>& from, std::size_t row, std::span<float> to, std::size_t i,
                   std::size_t size) {
    std::ranges::copy(std::span(from).subspan(row * size, size), to.begin() + static_cast<std::ptrdiff_t>(i * size));
  }
};

/// Reads a gallery file's metadata and tensors; the first thing that is wrong is kept.
class Reader {
 public:
  Reader(std::string name, const Safetensors& file) : name_(std::move(name)), file_(file) {}

  [[nodiscard]] Error refusal(const std::string& what) const { return {ErrorCode::bad_file, name_ + ": " + what}; }

  [[nodiscard]] std::string text(const std::string& key) const {
    const auto found = file_.metadata.find(key);
    return found == file_.metadata.end() ? std::string{} : found->second;
  }

  /// A number from 0 on that float32 can hold; `missing` where there is none.
  [[nodiscard]] Result<float> number(const std::string& key, float missing) const {
    if (!file_.metadata.contains(key)) return missing;
    const JsonDocument json(text(key));
    const float value = json.root().IsNumber() ? static_cast<float>(json.root().GetDouble()) : -1.0f;
    if (value >= 0 && std::isfinite(value)) return value;
    return refusal("metadata '" + key + "' must be a number from 0 on.");
  }

  [[nodiscard]] Result<int> whole(const std::string& key, int most) const {
    const JsonDocument json(text(key));
    if (json.root().IsInt() && json.root().GetInt() >= 1 && json.root().GetInt() <= most) return json.root().GetInt();
    return refusal("metadata '" + key + "' must be a whole number from 1 to " + std::to_string(most) + ".");
  }

  /// The layers that the metadata list under `key`, for inputs of shape `at`, which becomes that of what they make;
  /// none if it is not there.
  [[nodiscard]] Layers layers(const std::string& key, Shape& at) const {
    auto sequence = std::make_unique<Sequence>();
    const JsonDocument json(text(key).empty() ? "[]" : text(key));
    if (!json.root().IsArray()) return refusal("metadata '" + key + "' must be a list of layers.");
    int resized = 0;  // to which side, before the layer at hand
    for (const JsonValue& item : json.root().GetArray()) {
      const JsonValue* type = find(item, "type");
      const JsonValue* name = find(item, "name");
      if (type != nullptr && type->IsString() && text_of(*type) == "resize" && resized == 0) {
        resized = number_of(item, "side", 64);
        if (resized > 0) continue;
      }
      auto layer =
          type != nullptr && type->IsString() ? layer_of(text_of(*type), item, resized, key != "encoder") : nullptr;
      if (!layer) return refusal("metadata '" + key + "' has a layer that is not known.");
      if (resized > 0) at.h = at.w = resized;
      resized = 0;
      at = shape_after(text_of(*type), item, at);
      if (at.h < 1 || at.w < 1) return refusal("metadata '" + key + "' has a layer that leaves nothing of its input.");
      sequence->add(name != nullptr && name->IsString() ? std::string(text_of(*name)) : "", std::move(layer));
    }
    if (resized > 0) return refusal("metadata '" + key + "' must have a convolution after each 'resize'.");
    return sequence;
  }

  /// A tensor's values, whatever its shape; nothing if it is not there.
  [[nodiscard]] Result<std::vector<float>> floats(const std::string& key, std::size_t expected) const {
    const auto found = file_.tensors.find(key);
    if (found == file_.tensors.end()) return std::vector<float>{};
    const std::size_t size =
        std::accumulate(found->second.shape.begin(), found->second.shape.end(), std::size_t{1}, std::multiplies<>());
    if (size != expected) {
      return refusal("tensor '" + key + "' has " + std::to_string(size) + " values, expected " +
                     std::to_string(expected) + ".");
    }
    const std::vector<int> shape(found->second.shape.begin(), found->second.shape.end());
    std::vector<float> values(expected);
    if (const Failure failure = file_.copy(name_, key, shape, values)) return *failure;
    return values;
  }

  [[nodiscard]] Result<std::vector<std::int32_t>> classes(std::size_t expected, int most) const {
    const auto found = file_.tensors.find("target");
    if (found == file_.tensors.end() || found->second.type != Safetensors::Type::u32 ||
        found->second.bytes.size() != expected * sizeof(std::uint32_t)) {
      return refusal("tensor 'target' must hold " + std::to_string(expected) + " class numbers.");
    }
    std::vector<std::int32_t> values(expected);
    std::copy_n(found->second.bytes.begin(), found->second.bytes.size(),
                reinterpret_cast<std::uint8_t*>(values.data()));
    if (std::ranges::all_of(values, [&](std::int32_t value) { return value >= 0 && value < most; })) return values;
    return refusal("tensor 'target' must hold class numbers below " + std::to_string(most) + ".");
  }

  [[nodiscard]] Result<Shape> input(int batches, int batch) const {
    const auto found = file_.tensors.find("input");
    if (found == file_.tensors.end() || found->second.shape.size() != 5) {
      return refusal("tensor 'input' must have five sides: batches, examples, height, width, channels.");
    }
    const std::vector<std::size_t>& sides = found->second.shape;
    if (std::cmp_not_equal(sides[0], batches) || std::cmp_not_equal(sides[1], batch)) {
      return refusal("tensor 'input' must have " + std::to_string(batches) + " batches of " + std::to_string(batch) +
                     " examples, as metadata 'batches' and 'batch' say.");
    }
    for (std::size_t i = 2; i < 5; ++i) {
      if (sides[i] < 1 || sides[i] > 1024) return refusal("tensor 'input' must have sides from 1 to 1024.");
    }
    return Shape{static_cast<int>(sides[2]), static_cast<int>(sides[3]), static_cast<int>(sides[4])};
  }

 private:
  static int number_of(const JsonValue& item, const char* key, int most) {
    const JsonValue* value = find(item, key);
    return value != nullptr && value->IsInt() && value->GetInt() >= 1 && value->GetInt() <= most ? value->GetInt() : 0;
  }

  static Shape shape_after(std::string_view type, const JsonValue& item, Shape in) {
    if (type == "dense") return {1, 1, number_of(item, "units", 4096)};
    if (type != "conv") return in;
    const int stride = number_of(item, "stride", 4);
    const int pool = number_of(item, "pool", 4);
    const auto side = [&](int from) { return (from + stride - 1) / stride / pool; };
    return {side(in.h), side(in.w), number_of(item, "filters", 256)};
  }

  /// The layer; after `resized`, if that is not 0, only a convolution is known, which is one with it as in a product's
  /// decoder.
  static std::unique_ptr<Layer> layer_of(std::string_view type, const JsonValue& item, int resized, bool exact) {
    if (resized > 0 && type != "conv") return nullptr;
    if (type == "relu") return relu();
    if (type == "dense") {
      const int units = number_of(item, "units", 4096);
      return units == 0 ? nullptr : dense(units);
    }
    if (type != "conv") return nullptr;
    const JsonValue* relu = find(item, "relu");
    const ConvSpec spec{.filters = number_of(item, "filters", 256),
                        .kernel = number_of(item, "kernel", 7),
                        .stride = number_of(item, "stride", 4),
                        .relu = relu != nullptr && relu->IsBool() && relu->GetBool(),
                        .pool = number_of(item, "pool", 4),
                        .exact = exact};
    const bool whole = spec.filters > 0 && spec.kernel > 0 && spec.stride > 0 && spec.pool > 0;
    if (!whole) return nullptr;
    return resized > 0 ? resized_conv_block(resized, resized, spec) : conv_block(spec);
  }

  std::string name_;
  const Safetensors& file_;
};

/// All networks of a run and what they learn from.
struct Gallery {
  Recorded source;
  std::unique_ptr<Network> network;
  std::unique_ptr<Network> critic;
  std::unique_ptr<Network> content;
  std::vector<float> content_weights;
};

Failure read_examples(const Reader& reader, std::size_t examples, const std::string& loss, Recorded& source,
                      int outputs) {
  auto inputs = reader.floats("input", examples * source.described.input.size());
  if (!inputs) return inputs.error();
  source.inputs = std::move(*inputs);
  if (loss == "cross_entropy") {
    auto classes = reader.classes(examples, outputs);
    if (!classes) return classes.error();
    source.described.classes = outputs;
    source.classes = std::move(*classes);
  }
  if (loss != "l2") return {};
  const std::size_t values = examples * source.described.target.size();
  auto targets = reader.floats("target", values);
  if (!targets) return targets.error();
  if (targets->empty()) return reader.refusal("there is no tensor 'target'.");
  auto weights = reader.floats("weight", values);
  if (!weights) return weights.error();
  source.described.weighted = !weights->empty();
  source.targets = std::move(*targets);
  source.weights = std::move(*weights);
  return {};
}

/// Plans the network that is asked: encoder, for each view, and head.
Failure plan(const Reader& reader, int batch, bool pair, Gallery& gallery) {
  const ExampleForm& form = gallery.source.described;
  const bool together = form.views > 1 && !pair;
  Shape at{form.input.h / form.views, form.input.w, form.input.c};
  auto encoder = reader.layers("encoder", at);
  if (!encoder) return encoder.error();
  if (together) at.h *= form.views;
  auto head = reader.layers("head", at);
  if (!head) return head.error();
  auto all = std::make_unique<Sequence>();
  if (together) all->add("", each(form.views, std::move(*encoder)));
  else all->add("", std::move(*encoder));
  all->add("", std::move(*head));
  const Shape view{form.input.h / form.views, form.input.w, form.input.c};
  gallery.network = std::make_unique<Network>(std::move(all), pair ? view : form.input, (pair ? 2 : 1) * batch);
  return {};
}

Result<Reconstruction> plan_terms(const Reader& reader, const std::string& name, const Safetensors& file,
                                  Gallery& gallery) {
  Reconstruction terms;
  const Shape image = gallery.network->out();
  Shape at = image;
  const int most = gallery.network->max_batch();
  const Result<float> pixels = reader.number("pixels", 1);
  if (!pixels) return pixels.error();
  const Result<float> content = reader.number("content_weight", 0);
  if (!content) return content.error();
  const Result<float> adversarial = reader.number("adversarial", 0);
  if (!adversarial) return adversarial.error();
  terms.pixels = *pixels;
  terms.content = *content;
  terms.adversarial = *adversarial;
  if (terms.content > 0) {
    auto layers = reader.layers("content", at);
    if (!layers) return layers.error();
    gallery.content = std::make_unique<Network>(std::move(*layers), image, most);
    gallery.content_weights.resize(gallery.content->params().floats());
    if (const Failure failure = read_params(name, file, "fixed/", gallery.content->params(), gallery.content_weights)) {
      return *failure;
    }
    terms.content_network = gallery.content.get();
    terms.content_weights = gallery.content_weights;
  }
  if (terms.adversarial > 0) {
    at = image;
    auto layers = reader.layers("critic", at);
    if (!layers) return layers.error();
    gallery.critic = std::make_unique<Network>(std::move(*layers), image, most);
    terms.critic = gallery.critic.get();
  }
  return terms;
}

}  // namespace

Result<GoldenReport> replay_gallery(const std::string& name, const Safetensors& file) {
  const Reader reader(name, file);
  const Result<int> batch = reader.whole("batch", 1024);
  if (!batch) return batch.error();
  const Result<int> batches = reader.whole("batches", 1024);
  if (!batches) return batches.error();
  const Result<int> steps = reader.whole("steps", 100000);
  if (!steps) return steps.error();
  const Result<int> views = reader.whole("views", 64);
  if (!views) return views.error();
  const Result<float> rate = reader.number("lr", 0);
  if (!rate || !(*rate > 0)) return reader.refusal("metadata 'lr' must be a number above 0.");
  if (reader.text("optimiser") != "adam") return reader.refusal("metadata 'optimiser' must be adam.");
  const std::string loss = reader.text("loss");
  const bool pair = loss == "nt_xent";
  if (!pair && loss != "cross_entropy" && loss != "l2") {
    return reader.refusal("metadata 'loss' must be cross_entropy, l2 or nt_xent.");
  }
  const Result<Shape> input = reader.input(*batches, *batch);
  if (!input) return input.error();
  if (input->h % *views != 0 || (pair && *views != 2)) {
    return reader.refusal("metadata 'views' does not fit the height of 'input'.");
  }

  Gallery gallery;
  gallery.source.described = {.input = *input, .views = *views};
  if (const Failure failure = plan(reader, *batch, pair, gallery)) return *failure;
  if (loss == "l2") gallery.source.described.target = gallery.network->out();
  const std::size_t examples = static_cast<std::size_t>(*batch) * static_cast<std::size_t>(*batches);
  const int outputs = static_cast<int>(gallery.network->out().size());
  if (const Failure failure = read_examples(reader, examples, loss, gallery.source, outputs)) return *failure;

  // Four leaves a batch, so that the tree and a loss over all of them are seen at work.
  const int micro_batch = (*batch + 3) / 4;
  std::unique_ptr<Objective> objective;
  if (pair) {
    const Result<float> tau = reader.number("tau", 0);
    if (!tau || !(*tau > 0)) return reader.refusal("metadata 'tau' must be a number above 0.");
    objective =
        contrast(*gallery.network, gallery.source, {.decoupled = false, .temperature = *tau}, *batch, micro_batch);
  } else if (loss == "l2") {
    const Result<Reconstruction> terms = plan_terms(reader, name, file, gallery);
    if (!terms) return terms.error();
    objective = reconstruction(*gallery.network, gallery.source, *terms);
  } else {
    objective = prediction(*gallery.network, gallery.source, CrossEntropy{});
  }

  GoldenFit golden{.stage = reader.text("case"),
                   .rule = Adam{.rate = *rate},
                   .batch = *batch,
                   .micro_batch = micro_batch,
                   .steps = static_cast<std::uint32_t>(*steps),
                   .examples = {}};
  golden.examples.training.resize(examples);
  std::iota(golden.examples.training.begin(), golden.examples.training.end(), 0u);
  return follow(name, file, std::move(objective), std::move(golden));
}

}  // namespace pretext
