#include "pretext/session.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "kernels/softmax.hpp"
#include "run/colours.hpp"
#include "run/run.hpp"
#include "run/weights_file.hpp"

namespace pretext {

namespace {

constexpr const char* extent_names[] = {"all", "pretext", "graph"};
constexpr const char* model_names[] = {"pretext", "self_supervised", "supervised", "random"};

Failure check_rows(const char* field, Spec::Rows rows, const char* split, const Dataset& data) {
  if (std::uint64_t{rows.from} + rows.count <= data.rows) return {};
  return Error{ErrorCode::bad_spec, "spec: '" + std::string(field) + "' asks for rows " + std::to_string(rows.from) +
                                        " to " + std::to_string(std::uint64_t{rows.from} + rows.count) + ", but the " +
                                        split + " split has " + std::to_string(data.rows) + "."};
}

}  // namespace

const char* version() { return "pretext " PRETEXT_VERSION; }

const char* name(Model model) { return model_names[static_cast<std::size_t>(model)]; }

std::optional<Model> model_named(std::string_view name) {
  const auto* found = std::ranges::find(model_names, name);
  if (found == std::end(model_names)) return {};
  return all_models[static_cast<std::size_t>(found - std::begin(model_names))];
}

const char* name(Extent extent) { return extent_names[static_cast<std::size_t>(extent)]; }

std::optional<Extent> extent_named(std::string_view name) {
  const auto* found = std::ranges::find(extent_names, name);
  if (found == std::end(extent_names)) return {};
  return static_cast<Extent>(found - std::begin(extent_names));
}

Session::Session(std::unique_ptr<Run> run) : run_(std::move(run)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const Spec& spec, Dataset train, Dataset test, Extent extent) {
  const Failure failures[] = {
      check_rows("data.unlabelled", spec.data.unlabelled, "train", train),
      check_rows("data.labelled", spec.data.labelled, "train", train),
      check_rows("data.test", spec.data.test, "test", test),
  };
  for (const Failure& failure : failures) {
    if (failure) return *failure;
  }
  if (extent == Extent::all && spec.downstream != "label") {
    return Error{ErrorCode::bad_spec,
                 "spec: 'downstream' is what cells of a study learn; expected 'label' for a whole "
                 "experiment, found '" +
                     spec.downstream + "'."};
  }
  if (extent == Extent::graph && spec.data.unlabelled.count <= graph_neighbours) {
    return Error{ErrorCode::bad_spec, "spec: 'data.unlabelled.count' must be above " +
                                          std::to_string(graph_neighbours) + ", for a graph joins each image to " +
                                          std::to_string(graph_neighbours) + " others; found " +
                                          std::to_string(spec.data.unlabelled.count) + "."};
  }
  if (train.texts.vocabulary > 0) {
    if (extent == Extent::graph) return Error{ErrorCode::bad_spec, "extent: a graph is of images, not of texts."};
    train.shape = test.shape = {spec.transformer.context, 1, 1};
    Result<Networks> networks = plan_text_networks(spec, train.texts);
    if (!networks) return networks.error();
    if (extent == Extent::all && train.texts.classes == 0) {
      return Error{ErrorCode::bad_data, "data: the texts have no labels, so that only pretext training can be run."};
    }
    return std::unique_ptr<Session>(
        new Session(std::make_unique<Run>(spec, train, test, std::move(*networks), extent)));
  }
  if (train.shape != test.shape) {
    return Error{ErrorCode::bad_data, "data: training and test images must have the same size."};
  }
  Result<Networks> networks = plan_networks(spec, train.form());
  if (!networks) return networks.error();
  return std::unique_ptr<Session>(new Session(std::make_unique<Run>(spec, train, test, std::move(*networks), extent)));
}

bool Session::done() const { return run_->done() || run_->failure(); }
Failure Session::failure() const { return run_->failure(); }

std::size_t Session::part_size(Share share) const { return done() ? 0 : run_->work().part_size(share); }
std::span<const float> Session::compute(Share share) { return run_->work().compute(share); }

void Session::absorb(Parts parts) {
  run_->work().absorb(parts);
  run_->settle();
}

void Session::advance() {
  pretext::advance(run_->work());
  run_->settle();
}

std::vector<float> Session::final_weights() const {
  std::vector<float> all;
  for (const Model model : all_models) {
    const std::vector<float>& weights = run_->finished(model).weights;
    if (weights.empty()) continue;
    for (const Param& param : run_->params(model).table()) {
      const auto first = weights.begin() + static_cast<std::ptrdiff_t>(param.offset);
      all.insert(all.end(), first, first + static_cast<std::ptrdiff_t>(param.size));
    }
  }
  return all;
}

Health Session::health() const {
  constexpr std::uint32_t most_images = 256;
  const std::vector<float> seen = weights(Model::pretext);
  const std::uint32_t images = std::min(most_images, run_->test().rows);
  if (run_->spec().task.predict != Predict::pair || seen.empty() || images < 2) return {};
  const Network& network = run_->network(Model::pretext);
  std::vector<std::uint32_t> examples = tested_examples(run_->source(Model::pretext), images);
  Encode embed(network, run_->source(Model::pretext), run_->test(), std::move(examples),
               run_->of_network(Model::pretext, seen));
  finish(embed);
  return health_of(embed.features(), run_->test().labels.first(images), network.out().size());
}

Shortcuts Session::shortcuts() const {
  constexpr std::uint32_t most_known = 2000;
  constexpr std::size_t most_values = 2'000'000;  // larger images are fewer, for a worker's memory
  // What a generator makes is told from originals by what it has not learned yet, not by a shortcut.
  if (run_->spec().task.predict != Predict::choice || run_->networks().pretext.adversarial()) return {};
  const Source& source = run_->source(Model::pretext);
  const auto most = std::min(most_known, static_cast<std::uint32_t>(most_values / source.form().input.size()));
  const Spec::Rows rows = run_->spec().data.unlabelled;
  return shortcuts_of(source, rows_of(run_->train(), rows.from, std::min(most, rows.count)),
                      rows_of(run_->test(), 0, std::min(most / 2, run_->test().rows)));
}

std::vector<std::uint32_t> Session::typical(int clusters) const {
  const auto located = run_->located();
  if (!located || clusters < 1 || located->points.size() <= static_cast<std::size_t>(clusters) * graph_neighbours)
    return {};
  const std::size_t images = located->points.size() / graph_neighbours;
  return typical_rows(located->features, located->features.size() / images, clusters);
}

std::shared_ptr<const Located> Session::located() const { return run_->located(); }

const Spec& Session::spec() const { return run_->spec(); }
const std::vector<Checkpoint>& Session::checkpoints() const { return run_->checkpoints(); }

std::vector<std::uint8_t> Session::weights_file(Model model) const {
  const std::vector<float> seen = weights(model);
  if (seen.empty()) return {};
  return write_weights(run_->params(model), seen,
                       {{"format", "pretext weights 1"}, {"model", name(model)}, {"spec", write_spec(run_->spec())}});
}

Failure Session::show(Model model, std::span<const std::uint8_t> file) {
  Result<std::vector<float>> weights = read_weights(run_->params(model), file);
  if (!weights) return weights.error();
  shown_[static_cast<std::size_t>(model)] = std::move(*weights);
  return {};
}

Failure Session::show(std::uint32_t epoch) {
  const auto found = std::ranges::find(run_->checkpoints(), epoch, &Checkpoint::epoch);
  if (found == run_->checkpoints().end()) {
    return Error{ErrorCode::bad_data, "show: no weights have been kept of epoch " + std::to_string(epoch) + "."};
  }
  shown_[static_cast<std::size_t>(Model::pretext)] = found->weights;
  return {};
}

void Session::hide(Model model) { shown_[static_cast<std::size_t>(model)].clear(); }

Evaluate::Score Session::score(Model model) const {
  const std::vector<float> seen = weights(model);
  if (seen.empty()) return {};
  std::unique_ptr<Source> made;
  const Source& source = run_->asked(model, seen, made);
  const Dataset& test = run_->test(model);
  if (const TokenHeads* heads = model == Model::pretext ? run_->networks().pretext.heads.get() : nullptr) {
    const auto evaluate = heads->evaluation(source, test, tested_examples(source, test.rows), seen);
    finish(*evaluate);
    return evaluate->tokens();
  }
  Evaluate evaluate(run_->network(model), source, run_->loss(model), test, tested_examples(source, test.rows),
                    run_->of_network(model, seen));
  finish(evaluate);
  return evaluate.score();
}

Dataset Session::one_image(Model model, std::span<const std::uint8_t> image,
                           std::span<const std::uint8_t> label) const {
  Dataset one = run_->test(model);
  one.rows = 1;
  one.others = run_->test(model).pixels;
  one.pixels = image;
  one.labels = label;
  return one;
}

std::vector<float> Session::predict(Model model, std::span<const std::uint8_t> image) const {
  const std::vector<float> seen = weights(model);
  const Network& network = run_->network(model);
  // Even the pretext network takes it as the encoder does.
  const Dataset one = one_image(Model::supervised, image, {});
  if (seen.empty() || image.size() != one.stored() || one.shape != network.in() || one.texts.vocabulary > 0) return {};
  Workspace workspace(network, Workspace::Use::inference);
  workspace.set_weights(run_->of_network(model, seen));
  one.read(0, workspace.inputs(1));
  const std::span<const float> logits = workspace.forward(1);
  if (run_->source(model).form().classes == 0) return {logits.begin(), logits.end()};
  std::vector<float> probabilities(logits.size());
  kernels::softmax(logits.data(), 1, static_cast<int>(logits.size()), probabilities.data());
  return probabilities;
}

std::optional<Dissection> Session::dissect(Model model, std::span<const std::uint8_t> image,
                                           std::uint8_t target) const {
  const std::vector<float> seen = weights(model);
  const Network& network = run_->network(model);
  if (seen.empty()) return {};
  std::unique_ptr<Source> made;
  const Source& source = run_->asked(model, seen, made);
  const Dataset data = one_image(model, image, {&target, 1});
  const bool pretext = model == Model::pretext;
  if (image.size() != data.stored() || data.texts.vocabulary > 0) return {};
  if (!pretext && target >= source.form().classes) return {};
  // Of one row, the rotation's example number `target` is the one with that answer.
  const std::uint32_t example = pretext ? target % source.examples_per_row() : 0;
  return pretext::dissect(network, source, run_->loss(model), data, example, run_->of_network(model, seen));
}

std::optional<Answered> Session::answer(Model model, std::span<const std::uint8_t> image, std::uint32_t number,
                                        std::uint32_t draw) const {
  const std::vector<float> seen = weights(model);
  const std::uint8_t unknown = 0;
  const Dataset data = one_image(model, image, {&unknown, 1});
  if (seen.empty()) return {};
  std::unique_ptr<Source> made;
  const Source& source = run_->asked(model, seen, made);
  if (image.size() != data.stored() || number >= source.examples_per_row()) return {};
  if (data.texts.vocabulary > 0) return {};
  Answered answered = pretext::answer(run_->network(model), source, run_->loss(model), data, number, draw,
                                      run_->of_network(model, seen));
  if (source.form().chroma) paint(answered, run_->networks().pretext, data.scale == PixelScale::raw ? 255.0f : 1.0f);
  return answered;
}

std::vector<float> Session::weights(Model model) const {
  const std::vector<float>& shown = shown_[static_cast<std::size_t>(model)];
  return shown.empty() ? run_->weights(model) : shown;
}

const Network& Session::network(Model model) const { return run_->network(model); }

std::vector<float> Session::features(Model model, std::uint32_t rows) const {
  const std::vector<float> seen = weights(model);
  const Network& encoder = *run_->networks().encoder;
  if (seen.empty() || rows > run_->test().rows) return {};
  std::vector<float> encoder_weights(encoder.params().floats());
  copy_shared(run_->network(model).params(), seen, encoder.params(), encoder_weights);
  std::vector<std::uint32_t> examples(rows);
  std::iota(examples.begin(), examples.end(), 0u);
  Encode encode(encoder, *run_->networks().digits, run_->test(Model::supervised), std::move(examples), encoder_weights);
  finish(encode);
  return encode.features();
}

std::span<const std::uint8_t> Session::predictions(Model model) const { return run_->finished(model).predictions; }

}  // namespace pretext
