#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pretext/session.hpp"
#include "wasm/subject.hpp"
#include "wasm/values.hpp"

namespace pretext::wasm {

/// The data and at most one session on them. One owner in JavaScript, which calls delete().
class Core {
 public:
  /// Memory for a file's bytes, to be filled at once. role: train_images, train_labels, test_images or test_labels, or,
  /// in the module for texts, texts; of another one nothing is kept.
  ByteArray file(const std::string& role, std::size_t size);

  /// Reads the files. Of images: their labels tell so many classes apart; train_domains, test_domains: arrays of the
  /// first rows of parts that differ in kind, of each split as many, empty for none. A file of texts says this itself.
  Outcome read_data(int classes, const val& train_domains, const val& test_domains);

  /// Begins a run of a spec's experiment, or of as much of it as `extent` says.
  Outcome open(const std::string& spec_json, const std::string& extent);

  Outcome resume(const val& file);

  void close();

  [[nodiscard]] bool done() const;
  /// The session's failure as an outcome.
  [[nodiscard]] Outcome status() const;

  /// Does one unit alone.
  void advance();

  /// Begins a cell of the study that goes with the run: of its spec, its seed and what it has pretrained so far. epoch:
  /// of pretext training, or below 0 for the last one.
  /// given_rows, given_labels: arrays of equal length with labels in place of the data's own, or empty.
  Outcome begin_cell(const std::string& mode, std::uint32_t labels, int epoch, const val& given_rows,
                     const val& given_labels);
  /// Does one unit of the cell; true when it is done.
  bool advance_cell();
  /// The result as JSON.
  [[nodiscard]] Outcome cell_result() const;
  [[nodiscard]] ByteArray cell_predictions() const;
  /// {located, sweep, sweeps, classes, accuracy}: see Flow.
  [[nodiscard]] val flow() const;
  /// [{point, similarity, share}]: see Voter.
  [[nodiscard]] val voters(const val& image) const;

  /// Numbers of tokens that go on with those of the prompt: see Session::generate().
  [[nodiscard]] Outcome generate(const val& prompt, int most, float temperature, int top_k, std::uint32_t seed) const;

  /// {shape: [h, w, c], values}: see Session::decode() and Session::sample().
  [[nodiscard]] Outcome decode(const val& codes) const;
  [[nodiscard]] Outcome sample(std::uint32_t images, std::uint32_t seed) const;

  /// {canvas: [h, w, c], shown, map: [h, w, 1], maps, told, truths}: see Session::localise().
  [[nodiscard]] Outcome localise(std::uint32_t rows, std::uint32_t pictures) const;

  /// [{token, probability}] of what may stand at a place of a text: see Session::fill().
  [[nodiscard]] Outcome fill(const val& text, std::uint32_t place, std::uint32_t most) const;

  /// How much each place of a text looks at each, head by head: see Session::attend().
  [[nodiscard]] Outcome attend(const val& text) const;

  /// Whether the next unit needs the parts of all shares.
  [[nodiscard]] bool exchanged() const;
  /// Computes a share and returns a view of its part, to be copied at once.
  FloatArray compute(int index, int count);
  /// Memory for another share's part, to be filled at once.
  FloatArray inbox(int index, int count);
  /// Completes the unit with the computed part and the inboxes.
  void absorb();

  [[nodiscard]] std::string progress() const;
  [[nodiscard]] std::string result() const;
  [[nodiscard]] FloatArray final_weights() const;

  [[nodiscard]] ByteArray weights_file(const std::string& model) const;
  [[nodiscard]] FloatArray predict(const std::string& model, const val& image) const;
  [[nodiscard]] ByteArray predictions(const std::string& model) const;
  /// {input, layers: [{name, shape, values}], probabilities, loss, gradients: [{name, shape, values}]}, or undefined.
  [[nodiscard]] val dissect(const std::string& model, const val& image, std::uint8_t target) const;
  /// How a model answers example `number` of an image, drawn by `draw`: {input: [h, w, c], views, shown, target: [h, w,
  /// c], wanted, asked, choice, outputs, loss}, see Answered; undefined before the model exists.
  [[nodiscard]] val answer(const std::string& model, const val& image, std::uint32_t number, std::uint32_t draw) const;
  /// [{name, shape, values}] of a model's weights as they are now; empty while there is no model.
  [[nodiscard]] val tensors(const std::string& model) const;
  /// rows x features of the first test images, or of their pixels for the model "pixels"; empty while there is no
  /// model.
  [[nodiscard]] FloatArray features(const std::string& model, std::uint32_t rows) const;
  /// rows x 2: the features' first two principal components.
  [[nodiscard]] FloatArray map(const std::string& model, std::uint32_t rows) const;
  /// {rows, similarities, right}: the nearest other images of each and how similar they are, rows x 10, and for how
  /// many these tell its class, see Vicinity. Undefined while there is no model.
  [[nodiscard]] val vicinity(const std::string& model, std::uint32_t rows) const;
  /// {images, alignment, uniformity, effective_rank, neighbours_alike}: see Health.
  [[nodiscard]] val health() const;
  /// {answers, known, asked, pixels, edges, classes: [{asked, right}]}, see Shortcuts; answers is 0 where no choice is
  /// asked.
  [[nodiscard]] val shortcuts() const;
  /// The most typical unlabelled images of so many clusters; empty before they are located.
  [[nodiscard]] val typical(int clusters) const;
  /// {map, rows, similarities} of the unlabelled images once they are located, each with its nearest others: map n x 2,
  /// the first two principal components of what the encoder makes of them. Undefined before.
  [[nodiscard]] val located() const;
  /// Epochs of pretext training whose weights have been kept.
  [[nodiscard]] val checkpoints() const;
  /// Lets all of the above see a model with the weights of a file.
  Outcome show(const std::string& model, const val& file);
  /// Lets them see the pretext model as it was after an epoch that has been kept.
  Outcome show_epoch(std::uint32_t epoch);
  void hide(const std::string& model);
  /// {accuracy, loss, correct, n} on all test images; 0 of 0 while there is no model.
  [[nodiscard]] val score(const std::string& model) const;
  [[nodiscard]] ByteArray save() const;

 private:
  static Error no_run();

  Outcome take(Result<std::unique_ptr<Session>> session);

  [[nodiscard]] std::vector<float> features_of(const std::string& model, std::uint32_t rows) const;

  std::unique_ptr<Subject> subject_ = Subject::make();
  std::unique_ptr<Session> session_;
  std::vector<std::vector<float>> inbox_;
  std::vector<std::span<const float>> parts_;
};

/// The spec with every field written out, as JSON.
Outcome read_spec(const std::string& json);
/// What the spec comes to for images of that shape and so many classes, as JSON: see describe().
Outcome describe_spec(const std::string& json, int height, int width, int channels, int classes);

std::string version();

}  // namespace pretext::wasm
