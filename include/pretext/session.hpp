#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/fit.hpp"
#include "pretext/generate.hpp"
#include "pretext/health.hpp"
#include "pretext/inspect.hpp"
#include "pretext/localise.hpp"
#include "pretext/neighbours.hpp"
#include "pretext/network.hpp"
#include "pretext/rows.hpp"
#include "pretext/shortcuts.hpp"
#include "pretext/spec.hpp"
#include "pretext/work.hpp"

namespace pretext {

/// What a run trains: the encoder with the pretext head, and the three classifiers that are compared.
enum class Model { pretext, self_supervised, supervised, random };
inline constexpr std::array all_models{Model::pretext, Model::self_supervised, Model::supervised, Model::random};

/// The model's name as JavaScript and files know it.
const char* name(Model model);
std::optional<Model> model_named(std::string_view name);

/// How much of an experiment a session runs: all of it; the pretext training and its test alone; or these, and then
/// what a graph of the images takes.
enum class Extent { all, pretext, graph };

/// The name that JavaScript and files have for it.
const char* name(Extent extent);
std::optional<Extent> extent_named(std::string_view name);

/// What a graph of a run's images takes: what the encoder makes of them, and which are near which.
struct Located {
  std::vector<float> features;    ///< of the unlabelled images; empty where pixels are compared
  std::vector<Neighbour> points;  ///< `graph_neighbours` for each unlabelled image, which are numbered from 0
  std::vector<Neighbour> tests;   ///< for each test image
};

/// The weights of encoder and pretext head after some epochs of pretext training.
struct Checkpoint {
  std::uint32_t epoch = 0;
  std::vector<float> weights;  ///< laid out as the pretext network's tensors
  bool final = false;          ///< training has ended with these
};

/// A token and how likely it is to stand at a place.
struct LikelyToken {
  std::uint16_t token = 0;
  float probability = 0;
};

/// Images that a model has made, one after another, of values as the data have them.
struct MadeImages {
  Shape shape;  ///< of each
  std::vector<float> values;
};
inline constexpr std::uint32_t most_samples = 10'000;

/// One run of an experiment: pretext training and its test, a linear probe on the frozen encoder, the supervised
/// baseline, and the same probe on the untrained encoder. It works in units that several workers may share (see Work);
/// a run alone calls advance() until done().
class Session {
 public:
  /// Plans the run of `spec`. The datasets are views: what they show must outlive the session, unchanged.
  static Result<std::unique_ptr<Session>> open(const Spec& spec, Dataset train, Dataset test,
                                               Extent extent = Extent::all);
  ~Session();

  [[nodiscard]] bool done() const;
  /// Why the run ended before it was done, if it did.
  [[nodiscard]] Failure failure() const;

  [[nodiscard]] std::size_t part_size(Share share) const;
  std::span<const float> compute(Share share);
  void absorb(Parts parts);
  /// One unit, all shares of it.
  void advance();

  /// Where the run is, as JSON: stage, fit, activity, epoch, epochs, step, steps, loss, accuracy, fraction, history.
  [[nodiscard]] std::string progress() const;
  /// The result as JSON: spec, seed, build, pretext, results. Precondition: done() without failure().
  [[nodiscard]] std::string result() const;

  /// All final weights, model after model and tensor after tensor without padding: what the digest is made of.
  /// Precondition: done() without failure().
  [[nodiscard]] std::vector<float> final_weights() const;
  /// A model's weights as they are now, or as shown, laid out like network(model).params(); empty while the model does
  /// not exist yet.
  [[nodiscard]] std::vector<float> weights(Model model) const;
  /// Lets whatever asks about a model see the weights of a file that weights_file() made, rather than the run's own,
  /// which are not touched. A refused file changes nothing.
  Failure show(Model model, std::span<const std::uint8_t> file);
  /// Lets whatever asks about Model::pretext see what was kept after that many epochs.
  Failure show(std::uint32_t epoch);
  /// Shows the run's own weights again.
  void hide(Model model);
  /// How well a model does on all test images, as it is now or is shown; 0 of 0 while it does not exist yet. Takes as
  /// long as that test.
  [[nodiscard]] Evaluate::Score score(Model model) const;
  /// A model's tensors as they are now, as a safetensors file in Keras layouts; empty while the model does not exist
  /// yet.
  [[nodiscard]] std::vector<std::uint8_t> weights_file(Model model) const;

  /// What a model as it is now gives for one image (bytes; without colour where the task takes it away), as it is:
  /// class probabilities, or a head's outputs where no class is asked; empty while the model does not exist yet, or if
  /// it does not take whole images.
  [[nodiscard]] std::vector<float> predict(Model model, std::span<const std::uint8_t> image) const;
  /// The predicted class of each test image, once the model has been tested; empty before.
  [[nodiscard]] std::span<const std::uint8_t> predictions(Model model) const;

  /// One image's way through a model as it is now, and back from the loss: by the pretext task as the row's example
  /// number `target` (for rotation, the number of quarter turns that the image is given first); by the others for the
  /// digit `target`. Nothing while the model does not exist yet.
  [[nodiscard]] std::optional<Dissection> dissect(Model model, std::span<const std::uint8_t> image,
                                                  std::uint8_t target) const;
  /// How a model as it is now answers example `number` (0 to examples_per_row - 1) that its source makes of one image
  /// (bytes), with the random choices of `draw`. Where chroma is asked for, both are told as images in colour. Nothing
  /// while the model does not exist yet.
  [[nodiscard]] std::optional<Answered> answer(Model model, std::span<const std::uint8_t> image, std::uint32_t number,
                                               std::uint32_t draw) const;
  /// The images that the pretext model as it is now makes of codes, one after another; refused unless it is one that
  /// does, and if codes are not of as many finite numbers as it takes.
  [[nodiscard]] Result<MadeImages> decode(std::span<const float> codes) const;
  /// The images that it makes of so many codes, at most `most_samples`, whose numbers are drawn from the standard
  /// normal distribution.
  [[nodiscard]] Result<MadeImages> sample(std::uint32_t images, std::uint64_t seed) const;
  /// Where the pretext model as it is now looks for the images that its task puts on canvases, in the first `rows` test
  /// images, at most 1,000: the box or the mask that it tells, or, where it tells labels from channels' means, its
  /// class activation map. `pictures`: how many of the canvases are told. Refused for any other task.
  [[nodiscard]] Result<Localisation> localise(std::uint32_t rows, std::uint32_t pictures) const;
  /// How the pretext model as it is now goes on with a text; refused unless it has learned to tell the next token, and
  /// if the prompt leaves no room.
  [[nodiscard]] Result<std::vector<std::uint16_t>> generate(std::span<const std::uint16_t> prompt, int most,
                                                            const Sampling& sampling, std::uint64_t seed) const;
  /// What may stand at a place of a text (1 to context - 2 tokens, without start and end) whose own token there is
  /// hidden: the `most` most likely tokens, the likeliest first, special ones left out. By the pretext model as it is
  /// now.
  [[nodiscard]] Result<std::vector<LikelyToken>> fill(std::span<const std::uint16_t> text, std::size_t place,
                                                      std::size_t most) const;
  /// What each head of the pretext model, as it is now, looks at in a text (1 to context - 2 tokens): as
  /// Generator::attend() gives it, of the text between start and separator.
  [[nodiscard]] Result<Generator::Attended> attend(std::span<const std::uint16_t> text) const;

  /// The network whose tensors a model's weights are.
  [[nodiscard]] const Network& network(Model model) const;
  /// The encoder's output for the first `rows` test images, as the model is now; empty while it does not exist yet.
  [[nodiscard]] std::vector<float> features(Model model, std::uint32_t rows) const;

  [[nodiscard]] const Spec& spec() const;
  /// What has been kept of the pretext training so far: the initial weights, those after 1, 2, 3, 5, 10, 20, 50, ...
  /// epochs, and the final ones.
  [[nodiscard]] const std::vector<Checkpoint>& checkpoints() const;

  /// How the embeddings of a contrastive task lie as they are now, of the first test images; images is 0 for any other
  /// task.
  [[nodiscard]] Health health() const;

  /// How well the answers of a task that asks for a choice are told without learning anything: of up to 1,000 test
  /// images by up to 2,000 unlabelled ones. Nothing is asked where the task asks for no choice.
  [[nodiscard]] Shortcuts shortcuts() const;

  /// The most typical unlabelled images of so many clusters of what has been located, by their numbers among them;
  /// empty before, or if there are no more than that.
  [[nodiscard]] std::vector<std::uint32_t> typical(int clusters) const;

  /// What a session of Extent::graph has located once it is done; null before, and for any other.
  [[nodiscard]] std::shared_ptr<const Located> located() const;

  /// Everything that absorb() has made so far, as a file.
  [[nodiscard]] std::vector<std::uint8_t> save();
  /// Goes on from a file that save() made in a session with the same spec and data. A refused file changes nothing.
  static Result<std::unique_ptr<Session>> resume(std::span<const std::uint8_t> file, Dataset train, Dataset test);

 private:
  class Run;
  explicit Session(std::unique_ptr<Run> run);
  [[nodiscard]] Dataset one_image(Model model, std::span<const std::uint8_t> image,
                                  std::span<const std::uint8_t> label) const;

  std::unique_ptr<Run> run_;
  std::array<std::vector<float>, all_models.size()> shown_;
};

/// What the library calls itself in results.
const char* version();

}  // namespace pretext
