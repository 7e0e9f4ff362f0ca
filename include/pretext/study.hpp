#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/rows.hpp"
#include "pretext/session.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// A training row and the class that somebody says it has.
struct GivenLabel {
  std::uint32_t row = 0;
  std::int32_t label = 0;
};

/// One cell of a study's grid: what is learned from how many labels, starting from which pretraining.
struct Cell {
  std::string mode;                    ///< a name of transfer_modes()
  std::uint32_t labels = 0;            ///< labelled images to learn from, 10 or more; not used by the mode "pretext"
  std::optional<std::uint32_t> epoch;  ///< of pretext training whose weights are meant; the final ones if left out
  std::vector<GivenLabel> given{};     ///< for modes that propagate: labels in place of the data's own, if any
};

/// How far labels have come over a graph.
struct Flow {
  double located = 0;  ///< share of the images' places in the graph that is known, of those looked for now
  int sweep = 0;
  int sweeps = 0;                     ///< in all; 0 while images are located
  std::vector<std::uint8_t> classes;  ///< of each unlabelled image, 255 where no label has come yet
  Evaluate::Score score;              ///< on all test images, which are in no graph
};

/// An unlabelled image that has a say in what another one is: its number among them, how similar it is (cosine), and
/// its share of the votes.
struct Voter {
  std::uint32_t point = 0;
  float similarity = 0;
  float share = 0;
};

/// How much is pretraining worth? The cells of a grid of transfer modes and label budgets for one seed, one at a time.
/// All modes learn from the same labels, and nothing is chosen: training is a fixed number of updates, so that test
/// images are only looked at when the weights are final. A cell is worked through in small units by one worker alone,
/// and its result depends on the spec, the checkpoints and the cell, not on what the study did before.
class Study {
 public:
  /// The datasets are views: what they show must outlive the study, unchanged. Without checkpoints only the modes that
  /// need no pretraining can be run. Every checkpoint must come from a session of the same spec; `located`, if it is
  /// not null, is that session's, with its final weights.
  static Result<std::unique_ptr<Study>> open(const Spec& spec, Dataset train, Dataset test,
                                             std::vector<Checkpoint> checkpoints,
                                             std::shared_ptr<const Located> located = nullptr);
  ~Study();

  /// Begins a cell; one under way is dropped. A refused cell changes nothing.
  Failure begin(const Cell& cell);

  /// True when no cell is under way.
  [[nodiscard]] bool done() const;
  /// Why the last cell ended before it was done, if it did.
  [[nodiscard]] Failure failure() const;
  /// One unit of the cell: a training step, or some rows. Precondition: not done().
  void advance();

  /// Of the last cell, as JSON: mode, labels, epoch (where something pretrained is used), accuracy (null where no class
  /// is asked, with psnr), loss (where one is lowered), correct, n, trainable, updates; of clusters also what
  /// those of the test images have to do with their classes: purity, nmi, and clusters, the counts of each class in
  /// each cluster; of self-training pseudo_labels, for each
  /// round how many were taken, and how many of these are wrong. Precondition for this and the following: done() after
  /// a cell, without failure().
  [[nodiscard]] std::string result() const;
  /// The predicted class of each test image (of each turned one, for the pretext task).
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const;
  /// Of a cell that propagates labels, done or under way; of all others nothing.
  [[nodiscard]] Flow flow() const;
  /// The unlabelled images that tell the class of an image (bytes), the most similar one first, by the last cell that
  /// propagated labels; empty while there is none, or its images are not located.
  [[nodiscard]] std::vector<Voter> voters(std::span<const std::uint8_t> image) const;
  /// The weights that were tested; empty where none were trained.
  [[nodiscard]] const std::vector<float>& weights() const;

 private:
  class State;
  explicit Study(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// All that can be asked for, as one JSON object, so that nobody has to know it a second time. ops, layers, terms:
/// kinds with name, what, and fields with name, least, most, default, whole and what. predictions: what is asked, with
/// name and measure. tasks: the named ones, with name, what, measure, views, description (as their own JSON text,
/// numbers filled in), colour (true if it needs images in colour) and written_out (the same with head and loss, for
/// 28 x 28 grey images, or 32 x 32 in colour). modes: of transfer, with
/// name, encoder, method, features, frozen, augmented and adapted. text_ops, text_tasks, text_modes: the same of texts,
/// shorter. budgets: of labels. kept_epochs: those of pretext training whose weights are kept, beside the last one's.
std::string grammar();

}  // namespace pretext
