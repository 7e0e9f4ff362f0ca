// The border to JavaScript. Nothing here computes: spans become typed arrays by copy, results become
// {ok: true, value} or {ok: false, error: {code, message}}.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/golden.hpp"
#include "pretext/inspect.hpp"
#include "pretext/session.hpp"
#include "pretext/spec.hpp"
#include "pretext/study.hpp"
#include "wasm/values.hpp"

namespace {

using namespace pretext::wasm;

/// The data and at most one session on them. One owner in JavaScript, which calls delete().
class Core {
 public:
  /// Memory for a file's bytes, to be filled at once. role: train_images, train_labels, test_images or test_labels.
  ByteArray file(const std::string& role, std::size_t size) {
    close();
    train_ = test_ = {};  // views of what is about to move
    Bytes& bytes = role == "train_images"   ? files_[0]
                   : role == "train_labels" ? files_[1]
                   : role == "test_images"  ? files_[2]
                                            : files_[3];
    bytes.resize(size);
    return ByteArray(view(std::span(bytes)));
  }

  /// Reads the four files.
  Outcome read_data() {
    const auto train = pretext::read_split("train", files_[0], files_[1], 10);
    if (!train) return failed(train.error());
    const auto test = pretext::read_split("test", files_[2], files_[3], 10);
    if (!test) return failed(test.error());
    train_ = *train;
    test_ = *test;
    return success();
  }

  /// Begins a run of all of a spec's experiment, or of its pretext training alone.
  Outcome open(const std::string& spec_json, bool pretext_only) {
    const auto spec = pretext::read_spec(spec_json);
    if (!spec) return failed(spec.error());
    const auto extent = pretext_only ? pretext::Extent::pretext : pretext::Extent::all;
    return take(pretext::Session::open(*spec, train_, test_, extent));
  }

  Outcome resume(const val& file) { return take(pretext::Session::resume(bytes_of(file), train_, test_)); }

  void close() {
    study_.reset();
    session_.reset();
  }

  [[nodiscard]] bool done() const { return !session_ || session_->done(); }
  /// The session's failure as an outcome.
  [[nodiscard]] Outcome status() const {
    const pretext::Failure failure = session_ ? session_->failure() : pretext::Failure{};
    return failure ? failed(*failure) : success();
  }

  /// Does one unit alone.
  void advance() { session_->advance(); }

  /// Begins a cell of the study that goes with the run: of its spec, its seed and what it has pretrained so far. epoch:
  /// of pretext training, or below 0 for the last one.
  Outcome begin_cell(const std::string& mode, std::uint32_t labels, int epoch) {
    if (!study_ || study_checkpoints_ != session_->checkpoints().size()) {
      auto study = pretext::Study::open(session_->spec(), train_, test_, session_->checkpoints());
      if (!study) return failed(study.error());
      study_ = std::move(*study);
      study_checkpoints_ = session_->checkpoints().size();
    }
    std::optional<std::uint32_t> wanted;
    if (epoch >= 0) wanted = static_cast<std::uint32_t>(epoch);
    const pretext::Failure failure = study_->begin({mode, labels, wanted});
    return failure ? failed(*failure) : success();
  }
  /// Does one unit of the cell; true when it is done.
  bool advance_cell() {
    study_->advance();
    return study_->done();
  }
  /// The result as JSON.
  [[nodiscard]] Outcome cell_result() const {
    const pretext::Failure failure = study_->failure();
    return failure ? failed(*failure) : success(val(study_->result()));
  }
  [[nodiscard]] ByteArray cell_predictions() const {
    return copy_of(std::span<const std::uint8_t>(study_->predictions()));
  }

  /// Whether the next unit needs the parts of all shares.
  [[nodiscard]] bool exchanged() const { return session_->part_size({}) > 0; }
  /// Computes a share and returns a view of its part, to be copied at once.
  FloatArray compute(int index, int count) {
    inbox_.resize(static_cast<std::size_t>(count));
    parts_.resize(static_cast<std::size_t>(count));
    parts_[static_cast<std::size_t>(index)] = session_->compute({index, count});
    return FloatArray(view(parts_[static_cast<std::size_t>(index)]));
  }
  /// Memory for another share's part, to be filled at once.
  FloatArray inbox(int index, int count) {
    std::vector<float>& part = inbox_[static_cast<std::size_t>(index)];
    part.resize(session_->part_size({index, count}));
    parts_[static_cast<std::size_t>(index)] = part;
    return FloatArray(view(std::span(part)));
  }
  /// Completes the unit with the computed part and the inboxes.
  void absorb() { session_->absorb(parts_); }

  [[nodiscard]] std::string progress() const { return session_->progress(); }
  [[nodiscard]] std::string result() const { return session_->result(); }
  [[nodiscard]] FloatArray final_weights() const { return copy_of(std::span<const float>(session_->final_weights())); }

  [[nodiscard]] ByteArray weights_file(const std::string& model) const {
    const auto named = pretext::model_named(model);
    return copy_of(std::span<const std::uint8_t>(session_ && named ? session_->weights_file(*named) : Bytes{}));
  }
  [[nodiscard]] FloatArray predict(const std::string& model, const val& image) const {
    const auto named = pretext::model_named(model);
    const Bytes pixels = bytes_of(image);
    return copy_of(
        std::span<const float>(session_ && named ? session_->predict(*named, pixels) : std::vector<float>{}));
  }
  [[nodiscard]] ByteArray predictions(const std::string& model) const {
    const auto named = pretext::model_named(model);
    return copy_of(session_ && named ? session_->predictions(*named) : std::span<const std::uint8_t>{});
  }
  /// {input, layers: [{name, shape, values}], probabilities, loss, gradients: [{name, shape, values}]}, or undefined.
  [[nodiscard]] val dissect(const std::string& model, const val& image, std::uint8_t target) const {
    const auto named = pretext::model_named(model);
    if (!session_ || !named) return val::undefined();
    const Bytes pixels = bytes_of(image);
    const auto seen = session_->dissect(*named, pixels, target);
    if (!seen) return val::undefined();
    val layers = val::array();
    for (const pretext::LayerOutput& layer : seen->layers) {
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
  /// [{name, shape, values}] of a model's weights as they are now; empty while there is no model.
  [[nodiscard]] val tensors(const std::string& model) const {
    const auto named = pretext::model_named(model);
    const std::vector<float> weights = session_ && named ? session_->weights(*named) : std::vector<float>{};
    return weights.empty() ? val::array() : tensors_of(session_->network(*named).params(), weights);
  }
  /// rows x features of the first test images, or of their pixels for the model "pixels"; empty while there is no
  /// model.
  [[nodiscard]] FloatArray features(const std::string& model, std::uint32_t rows) const {
    return copy_of(std::span<const float>(features_of(model, rows)));
  }
  /// rows x 2: the features' first two principal components.
  [[nodiscard]] FloatArray map(const std::string& model, std::uint32_t rows) const {
    const std::vector<float> features = features_of(model, rows);
    if (features.empty()) return copy_of(std::span<const float>());
    return copy_of(std::span<const float>(pretext::principal_coordinates(features, rows, features.size() / rows)));
  }
  /// Epochs of pretext training whose weights have been kept.
  [[nodiscard]] val checkpoints() const {
    val epochs = val::array();
    if (!session_) return epochs;
    for (const pretext::Checkpoint& checkpoint : session_->checkpoints()) epochs.call<void>("push", checkpoint.epoch);
    return epochs;
  }
  /// Lets all of the above see a model with the weights of a file.
  Outcome show(const std::string& model, const val& file) {
    const auto named = pretext::model_named(model);
    if (!session_ || !named) return failed(no_run());
    const pretext::Failure failure = session_->show(*named, bytes_of(file));
    return failure ? failed(*failure) : success();
  }
  /// Lets them see the pretext model as it was after an epoch that has been kept.
  Outcome show_epoch(std::uint32_t epoch) {
    const pretext::Failure failure = session_ ? session_->show(epoch) : no_run();
    return failure ? failed(*failure) : success();
  }
  void hide(const std::string& model) {
    const auto named = pretext::model_named(model);
    if (session_ && named) session_->hide(*named);
  }
  /// {accuracy, loss, correct, n} on all test images; 0 of 0 while there is no model.
  [[nodiscard]] val score(const std::string& model) const {
    const auto named = pretext::model_named(model);
    const auto score = session_ && named ? session_->score(*named) : pretext::Evaluate::Score{};
    val value = val::object();
    value.set("accuracy", score.accuracy());
    value.set("loss", score.loss);
    value.set("correct", score.correct);
    value.set("n", score.n);
    return value;
  }
  [[nodiscard]] ByteArray save() const {
    return copy_of(std::span<const std::uint8_t>(session_ ? session_->save() : Bytes{}));
  }

  /// Replays a golden run; the value is the report.
  Outcome golden(const std::string& name, const val& file) const {
    const Bytes bytes = bytes_of(file);
    const auto report = pretext::replay_golden(name, bytes, train_);
    if (!report) return failed(report.error());
    return success(val(report->json()));
  }

 private:
  static pretext::Error no_run() { return {pretext::ErrorCode::bad_data, "No run has been opened."}; }

  Outcome take(pretext::Result<std::unique_ptr<pretext::Session>> session) {
    if (!session) return failed(session.error());
    study_.reset();
    session_ = std::move(*session);
    return success();
  }

  [[nodiscard]] std::vector<float> features_of(const std::string& model, std::uint32_t rows) const {
    if (rows == 0 || rows > test_.rows) return {};
    if (model == "pixels") {
      const std::span<const std::uint8_t> pixels = test_.pixels.first(rows * test_.shape.size());
      return {pixels.begin(), pixels.end()};
    }
    const auto named = pretext::model_named(model);
    return session_ && named ? session_->features(*named, rows) : std::vector<float>{};
  }

  std::array<Bytes, 4> files_;
  pretext::Dataset train_;
  pretext::Dataset test_;
  std::unique_ptr<pretext::Session> session_;
  std::unique_ptr<pretext::Study> study_;
  std::size_t study_checkpoints_ = 0;  ///< how many the study knows
  std::vector<std::vector<float>> inbox_;
  std::vector<std::span<const float>> parts_;
};

/// The spec with every field written out, as JSON.
Outcome read_spec(const std::string& json) {
  const auto spec = pretext::read_spec(json);
  return spec ? success(val(pretext::write_spec(*spec))) : failed(spec.error());
}

std::string version() { return pretext::version(); }

}  // namespace

EMSCRIPTEN_BINDINGS(pretext) {
  emscripten::register_type<Outcome>("{ok: true, value: any} | {ok: false, error: {code: string, message: string}}");
  emscripten::register_type<ByteArray>("Uint8Array<ArrayBuffer>");
  emscripten::register_type<FloatArray>("Float32Array<ArrayBuffer>");

  emscripten::function("readSpec", &read_spec);
  emscripten::function("specSchema", &pretext::spec_schema);
  emscripten::function("transferModes", &pretext::transfer_modes);
  emscripten::function("version", &version);

  emscripten::class_<Core>("Core")
      .constructor<>()
      .function("file", &Core::file)
      .function("readData", &Core::read_data)
      .function("open", &Core::open)
      .function("resume", &Core::resume)
      .function("close", &Core::close)
      .function("done", &Core::done)
      .function("status", &Core::status)
      .function("advance", &Core::advance)
      .function("beginCell", &Core::begin_cell)
      .function("advanceCell", &Core::advance_cell)
      .function("cellResult", &Core::cell_result)
      .function("cellPredictions", &Core::cell_predictions)
      .function("exchanged", &Core::exchanged)
      .function("compute", &Core::compute)
      .function("inbox", &Core::inbox)
      .function("absorb", &Core::absorb)
      .function("progress", &Core::progress)
      .function("result", &Core::result)
      .function("finalWeights", &Core::final_weights)
      .function("weightsFile", &Core::weights_file)
      .function("predict", &Core::predict)
      .function("predictions", &Core::predictions)
      .function("tensors", &Core::tensors)
      .function("dissect", &Core::dissect)
      .function("features", &Core::features)
      .function("map", &Core::map)
      .function("checkpoints", &Core::checkpoints)
      .function("show", &Core::show)
      .function("showEpoch", &Core::show_epoch)
      .function("hide", &Core::hide)
      .function("score", &Core::score)
      .function("save", &Core::save)
      .function("golden", &Core::golden);
}
