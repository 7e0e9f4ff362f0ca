#include "wasm/core.hpp"

#include <optional>
#include <utility>

#include "planning/describe.hpp"
#include "pretext/inspect.hpp"
#include "pretext/spec.hpp"

namespace pretext::wasm {

namespace {

Outcome outcome_of(const Result<MadeImages>& made) {
  if (!made) return failed(made.error());
  val value = val::object();
  value.set("shape", sides_of(made->shape));
  value.set("values", copy_of(std::span<const float>(made->values)));
  return success(value);
}

/// {rows, similarities} of who is nearest to whom.
val nearness_of(std::span<const Neighbour> found) {
  std::vector<float> rows;
  std::vector<float> similarities;
  for (const Neighbour& neighbour : found) {
    rows.push_back(static_cast<float>(neighbour.row));
    similarities.push_back(neighbour.similarity);
  }
  val value = val::object();
  value.set("rows", copy_of(std::span<const float>(rows)));
  value.set("similarities", copy_of(std::span<const float>(similarities)));
  return value;
}

}  // namespace

ByteArray Core::file(const std::string& role, std::size_t size) {
  close();
  subject_->train = subject_->test = {};  // views of what is about to move
  Bytes* file = subject_->file(role);
  if (file == nullptr) return copy_of(std::span<const std::uint8_t>());
  file->resize(size);
  return ByteArray(view(std::span(*file)));
}

Outcome Core::read_data(int classes, const val& train_domains, const val& test_domains) {
  const Failure failure =
      subject_->read(classes, {emscripten::convertJSArrayToNumberVector<std::uint32_t>(train_domains),
                               emscripten::convertJSArrayToNumberVector<std::uint32_t>(test_domains)});
  return failure ? failed(*failure) : success();
}

Outcome Core::open(const std::string& spec_json, const std::string& extent) {
  const auto spec = pretext::read_spec(spec_json);
  if (!spec) return failed(spec.error());
  return take(Session::open(*spec, subject_->train, subject_->test, extent_named(extent).value_or(Extent::all)));
}

Outcome Core::resume(const val& file) { return take(Session::resume(bytes_of(file), subject_->train, subject_->test)); }

void Core::close() {
  subject_->close();
  session_.reset();
}

bool Core::done() const { return !session_ || session_->done(); }

Outcome Core::status() const {
  const Failure failure = session_ ? session_->failure() : Failure{};
  return failure ? failed(*failure) : success();
}

void Core::advance() { session_->advance(); }

Outcome Core::begin_cell(const std::string& mode, std::uint32_t labels, int epoch, const val& given_rows,
                         const val& given_labels) {
  if (!session_) return failed(no_run());
  std::optional<std::uint32_t> wanted;
  if (epoch >= 0) wanted = static_cast<std::uint32_t>(epoch);
  const auto rows = emscripten::convertJSArrayToNumberVector<std::uint32_t>(given_rows);
  const auto classes = emscripten::convertJSArrayToNumberVector<std::int32_t>(given_labels);
  std::vector<GivenLabel> given;
  for (std::size_t i = 0; i < rows.size(); ++i) given.push_back({rows[i], classes[i]});
  const Failure failure = subject_->begin(*session_, {mode, labels, wanted, std::move(given)});
  return failure ? failed(*failure) : success();
}

bool Core::advance_cell() {
  subject_->advance();
  return subject_->done();
}

Outcome Core::cell_result() const {
  const Failure failure = subject_->failure();
  return failure ? failed(*failure) : success(val(subject_->result()));
}

ByteArray Core::cell_predictions() const { return copy_of(std::span<const std::uint8_t>(subject_->predictions())); }

Outcome Core::generate(const val& prompt, int most, float temperature, int top_k, std::uint32_t seed) const {
  if (!session_) return failed(no_run());
  const auto tokens = emscripten::convertJSArrayToNumberVector<std::uint16_t>(prompt);
  const auto text = subject_->generate(*session_, tokens, most, {temperature, top_k}, seed);
  if (!text) return failed(text.error());
  return success(val::array(text->begin(), text->end()));
}

Outcome Core::decode(const val& codes) const {
  if (!session_) return failed(no_run());
  return outcome_of(session_->decode(emscripten::convertJSArrayToNumberVector<float>(codes)));
}

Outcome Core::sample(std::uint32_t images, std::uint32_t seed) const {
  return session_ ? outcome_of(session_->sample(images, seed)) : failed(no_run());
}

Outcome Core::localise(std::uint32_t rows, std::uint32_t pictures) const {
  if (!session_) return failed(no_run());
  const Result<Localisation> found = subject_->localise(*session_, rows, pictures);
  if (!found) return failed(found.error());
  val value = val::object();
  value.set("canvas", sides_of(found->canvas));
  value.set("shown", copy_of(std::span<const float>(found->shown)));
  value.set("map", sides_of(found->map));
  value.set("maps", copy_of(std::span<const float>(found->maps)));
  value.set("told", copy_of(std::span<const float>(found->told)));
  value.set("truths", copy_of(std::span<const float>(found->truths)));
  return success(value);
}

Outcome Core::fill(const val& text, std::uint32_t place, std::uint32_t most) const {
  if (!session_) return failed(no_run());
  const auto likely =
      subject_->fill(*session_, emscripten::convertJSArrayToNumberVector<std::uint16_t>(text), place, most);
  if (!likely) return failed(likely.error());
  val list = val::array();
  for (const LikelyToken& one : *likely) {
    val value = val::object();
    value.set("token", one.token);
    value.set("probability", one.probability);
    list.call<void>("push", value);
  }
  return success(list);
}

Outcome Core::attend(const val& text) const {
  if (!session_) return failed(no_run());
  const auto found = subject_->attend(*session_, emscripten::convertJSArrayToNumberVector<std::uint16_t>(text));
  return found ? success(copy_of(std::span(found->weights))) : failed(found.error());
}

val Core::flow() const {
  const Flow flow = subject_->flow();
  val value = val::object();
  value.set("located", flow.located);
  value.set("sweep", flow.sweep);
  value.set("sweeps", flow.sweeps);
  value.set("classes", copy_of(std::span<const std::uint8_t>(flow.classes)));
  value.set("accuracy", flow.score.accuracy());
  return value;
}

val Core::voters(const val& image) const {
  val list = val::array();
  for (const Voter& voter : subject_->voters(bytes_of(image))) {
    val value = val::object();
    value.set("point", voter.point);
    value.set("similarity", voter.similarity);
    value.set("share", voter.share);
    list.call<void>("push", value);
  }
  return list;
}

bool Core::exchanged() const { return session_->part_size({}) > 0; }

FloatArray Core::compute(int index, int count) {
  inbox_.resize(static_cast<std::size_t>(count));
  parts_.resize(static_cast<std::size_t>(count));
  parts_[static_cast<std::size_t>(index)] = session_->compute({index, count});
  return FloatArray(view(parts_[static_cast<std::size_t>(index)]));
}

FloatArray Core::inbox(int index, int count) {
  std::vector<float>& part = inbox_[static_cast<std::size_t>(index)];
  part.resize(session_->part_size({index, count}));
  parts_[static_cast<std::size_t>(index)] = part;
  return FloatArray(view(std::span(part)));
}

void Core::absorb() { session_->absorb(parts_); }

std::string Core::progress() const { return session_->progress(); }

std::string Core::result() const { return session_->result(); }

FloatArray Core::final_weights() const { return copy_of(std::span<const float>(session_->final_weights())); }

ByteArray Core::weights_file(const std::string& model) const {
  const auto named = model_named(model);
  return copy_of(std::span<const std::uint8_t>(session_ && named ? session_->weights_file(*named) : Bytes{}));
}

FloatArray Core::predict(const std::string& model, const val& image) const {
  const auto named = model_named(model);
  const Bytes pixels = bytes_of(image);
  return copy_of(std::span<const float>(session_ && named ? session_->predict(*named, pixels) : std::vector<float>{}));
}

ByteArray Core::predictions(const std::string& model) const {
  const auto named = model_named(model);
  return copy_of(session_ && named ? session_->predictions(*named) : std::span<const std::uint8_t>{});
}

val Core::dissect(const std::string& model, const val& image, std::uint8_t target) const {
  const auto named = model_named(model);
  if (!session_ || !named) return val::undefined();
  const Bytes pixels = bytes_of(image);
  const auto seen = session_->dissect(*named, pixels, target);
  if (!seen) return val::undefined();
  val layers = val::array();
  for (const LayerOutput& layer : seen->layers) {
    const std::array<int, 3> shape{layer.shape.h, layer.shape.w, layer.shape.c};
    layers.call<void>("push", tensor(layer.name, shape, layer.values));
  }
  val value = val::object();
  value.set("input", copy_of(std::span<const float>(seen->input)));
  value.set("layers", layers);
  value.set("probabilities", copy_of(std::span<const float>(seen->probabilities)));
  value.set("loss", seen->loss);
  value.set("gradients", tensors_of(session_->network(*named).params(), seen->gradients));
  return value;
}

val Core::answer(const std::string& model, const val& image, std::uint32_t number, std::uint32_t draw) const {
  const auto named = model_named(model);
  if (!session_ || !named) return val::undefined();
  const Bytes pixels = bytes_of(image);
  const auto seen = session_->answer(*named, pixels, number, draw);
  if (!seen) return val::undefined();
  val value = val::object();
  value.set("input", sides_of(seen->input));
  value.set("views", seen->views);
  value.set("shown", copy_of(std::span<const float>(seen->shown)));
  value.set("target", sides_of(seen->target));
  value.set("wanted", copy_of(std::span<const float>(seen->wanted)));
  value.set("asked", copy_of(std::span<const float>(seen->asked)));
  value.set("choice", seen->choice);
  value.set("outputs", copy_of(std::span<const float>(seen->outputs)));
  value.set("loss", seen->loss);
  return value;
}

val Core::tensors(const std::string& model) const {
  const auto named = model_named(model);
  const std::vector<float> weights = session_ && named ? session_->weights(*named) : std::vector<float>{};
  return weights.empty() ? val::array() : tensors_of(session_->network(*named).params(), weights);
}

FloatArray Core::features(const std::string& model, std::uint32_t rows) const {
  return copy_of(std::span<const float>(features_of(model, rows)));
}

FloatArray Core::map(const std::string& model, std::uint32_t rows) const {
  const std::vector<float> features = features_of(model, rows);
  if (features.empty()) return copy_of(std::span<const float>());
  return copy_of(std::span<const float>(principal_coordinates(features, rows, features.size() / rows)));
}

val Core::vicinity(const std::string& model, std::uint32_t rows) const {
  const std::vector<float> features = features_of(model, rows);
  if (features.empty()) return val::undefined();
  const Vicinity vicinity = vicinity_of(features, subject_->test.labels.first(rows));
  val value = nearness_of(vicinity.found);
  value.set("right", vicinity.right);
  return value;
}

val Core::health() const {
  const Health health = session_ ? session_->health() : Health{};
  val value = val::object();
  value.set("images", health.images);
  value.set("alignment", health.alignment);
  value.set("uniformity", health.uniformity);
  value.set("effective_rank", health.effective_rank);
  value.set("neighbours_alike", health.neighbours_alike);
  return value;
}

val Core::shortcuts() const {
  const Shortcuts found = session_ ? session_->shortcuts() : Shortcuts{};
  val classes = val::array();
  for (const Shortcuts::Told& told : found.classes) {
    val one = val::object();
    one.set("asked", told.asked);
    one.set("right", told.right);
    classes.call<void>("push", one);
  }
  val value = val::object();
  value.set("answers", found.answers);
  value.set("known", found.known);
  value.set("asked", found.pixels.asked);
  value.set("pixels", found.pixels.right);
  value.set("edges", found.edges.right);
  value.set("classes", classes);
  return value;
}

val Core::typical(int clusters) const {
  const std::vector<std::uint32_t> rows = session_ ? session_->typical(clusters) : std::vector<std::uint32_t>{};
  return val::array(rows.begin(), rows.end());
}

val Core::located() const {
  const auto located = session_ ? session_->located() : nullptr;
  if (!located) return val::undefined();
  const std::size_t images = located->points.size() / graph_neighbours;
  const std::vector<float> map = principal_coordinates(located->features, images, located->features.size() / images);
  val value = nearness_of(located->points);
  value.set("map", copy_of(std::span<const float>(map)));
  return value;
}

val Core::checkpoints() const {
  val epochs = val::array();
  if (!session_) return epochs;
  for (const Checkpoint& checkpoint : session_->checkpoints()) epochs.call<void>("push", checkpoint.epoch);
  return epochs;
}

Outcome Core::show(const std::string& model, const val& file) {
  const auto named = model_named(model);
  if (!session_ || !named) return failed(no_run());
  const Failure failure = session_->show(*named, bytes_of(file));
  return failure ? failed(*failure) : success();
}

Outcome Core::show_epoch(std::uint32_t epoch) {
  const Failure failure = session_ ? session_->show(epoch) : no_run();
  return failure ? failed(*failure) : success();
}

void Core::hide(const std::string& model) {
  const auto named = model_named(model);
  if (session_ && named) session_->hide(*named);
}

val Core::score(const std::string& model) const {
  const auto named = model_named(model);
  const auto score = session_ && named ? session_->score(*named) : Evaluate::Score{};
  val value = val::object();
  value.set("accuracy", score.accuracy());
  value.set("loss", score.loss);
  value.set("correct", score.correct);
  value.set("n", score.n);
  return value;
}

ByteArray Core::save() const { return copy_of(std::span<const std::uint8_t>(session_ ? session_->save() : Bytes{})); }

Error Core::no_run() { return {ErrorCode::bad_data, "No run has been opened."}; }

Outcome Core::take(Result<std::unique_ptr<Session>> session) {
  if (!session) return failed(session.error());
  subject_->close();
  session_ = std::move(*session);
  return success();
}

std::vector<float> Core::features_of(const std::string& model, std::uint32_t rows) const {
  if (rows == 0 || rows > subject_->test.rows) return {};
  if (model == "pixels") {
    const std::span<const std::uint8_t> pixels = subject_->test.pixels.first(rows * subject_->test.shape.size());
    return {pixels.begin(), pixels.end()};
  }
  const auto named = model_named(model);
  return session_ && named ? session_->features(*named, rows) : std::vector<float>{};
}

Outcome describe_spec(const std::string& json, int height, int width, int channels, int classes) {
  const auto spec = pretext::read_spec(json);
  if (!spec) return failed(spec.error());
  const auto text = describe(*spec, {{height, width, channels}, classes});
  return text ? success(val(*text)) : failed(text.error());
}

Outcome read_spec(const std::string& json) {
  const auto spec = pretext::read_spec(json);
  return spec ? success(val(write_spec(*spec))) : failed(spec.error());
}

std::string version() { return pretext::version(); }

}  // namespace pretext::wasm
