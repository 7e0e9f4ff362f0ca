#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "planning/networks.hpp"
#include "pretext/session.hpp"
#include "run/probe.hpp"

namespace pretext {

/// `prepare`: training of the network whose features a content loss compares. `locate`, `locate_tests`: describing the
/// unlabelled images, or the test images, and finding their nearest unlabelled ones.
enum class Activity { train, encode, test, prepare, locate, locate_tests };

/// One piece of work of a run: what is done for which model.
struct Stage {
  Model model;
  Activity activity;
};

/// A run's plan: the models one after another, each trained and then tested.
inline constexpr std::array all_stages{
    Stage{Model::pretext, Activity::train},          Stage{Model::pretext, Activity::test},
    Stage{Model::self_supervised, Activity::encode}, Stage{Model::self_supervised, Activity::train},
    Stage{Model::self_supervised, Activity::test},   Stage{Model::supervised, Activity::train},
    Stage{Model::supervised, Activity::test},        Stage{Model::random, Activity::encode},
    Stage{Model::random, Activity::train},           Stage{Model::random, Activity::test},
};

/// Epochs of pretext training whose weights are kept, beside the last one's.
inline constexpr std::array<std::uint32_t, 12> kept_epochs{0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000};

/// The state of a session: what is finished, and the work under way.
class Session::Run {
 public:
  /// What is known of a model once it has been trained, and its scores once it has been tested.
  struct Finished {
    std::vector<float> weights;  ///< of network(model); empty before the end of training
    std::vector<EpochStats> history;
    std::uint32_t updates = 0;
    Evaluate::Score test;  ///< on the spec's test rows; for the pretext task, on all examples of all test rows
    Evaluate::Score full;  ///< on all test rows
    Evaluate::Score head;  ///< of texts whose class is asked along with their tokens, by that; else 0 of 0
    std::vector<std::uint8_t> predictions;
  };

  Run(Spec spec, Dataset train, Dataset test, Networks networks, Extent extent);

  [[nodiscard]] bool done() const { return stage_ == stages_.size(); }
  [[nodiscard]] Work& work() const { return *work_; }
  /// Moves on to the next stage when the work is done. To be called after each absorb().
  void settle();

  [[nodiscard]] const Spec& spec() const { return spec_; }
  [[nodiscard]] Extent extent() const { return extent_; }
  [[nodiscard]] const std::vector<Checkpoint>& checkpoints() const { return checkpoints_; }
  [[nodiscard]] const Dataset& train() const { return train_; }
  [[nodiscard]] const Dataset& test() const { return test_; }
  /// The test images as a model takes them.
  [[nodiscard]] const Dataset& test(Model model) const { return model == Model::pretext ? test_ : seen_test_; }
  [[nodiscard]] const Networks& networks() const { return networks_; }
  /// The network whose tensors a model's weights are: the classifier, or encoder and pretext head.
  [[nodiscard]] const Network& network(Model model) const;
  /// What a model is asked, and how wrong its answers are: the pretext task, or digits.
  [[nodiscard]] const Source& source(Model model) const;
  [[nodiscard]] Loss loss(Model model) const;
  /// The same of a model with such weights, params(model).floats() long: see PretextPlan::asked().
  [[nodiscard]] const Source& asked(Model model, std::span<const float> weights, std::unique_ptr<Source>& made) const {
    return model == Model::pretext ? networks_.pretext.asked(weights, made) : source(model);
  }
  /// Table of a model's tensors; where training takes further networks, theirs come last.
  [[nodiscard]] const Params& params(Model model) const {
    return model == Model::pretext ? networks_.pretext.params : network(model).params();
  }
  /// Those of a model's weights that network() takes.
  [[nodiscard]] std::span<const float> of_network(Model model, std::span<const float> weights) const {
    return weights.first(network(model).params().floats());
  }
  /// The network that is trained for a model: for probes the linear classifier alone.
  [[nodiscard]] const Network& trained(Model model) const;
  [[nodiscard]] const Finished& finished(Model model) const { return finished_[static_cast<std::size_t>(model)]; }
  /// The stage under way, or the last one.
  [[nodiscard]] Stage stage() const { return stages_[done() ? stages_.size() - 1 : stage_]; }
  /// The training under way, or null.
  [[nodiscard]] const Fit* fit() const;
  /// A model's weights as they are now; empty while there are none.
  [[nodiscard]] std::vector<float> weights(Model model) const;
  [[nodiscard]] Work::Cost cost() const;
  /// What the run has located, once it is done; null unless the extent asks for it.
  [[nodiscard]] std::shared_ptr<const Located> located() const { return done() ? located_ : nullptr; }
  [[nodiscard]] Failure failure() const { return work_ ? work_->failure() : Failure{}; }

  void archive(Archive& archive);

 private:
  void begin();
  void keep_checkpoint();
  void archive_checkpoints(Archive& archive, bool trained);
  void check_restored(Archive& archive, std::uint32_t stage);
  void finish();
  [[nodiscard]] std::unique_ptr<Work> begin_training(Model model);
  [[nodiscard]] std::vector<std::uint32_t> labelled_rows(const Spec::Training& training) const;
  [[nodiscard]] double expected_cost(Stage stage) const;
  [[nodiscard]] std::vector<float> initial(const Params& params) const;
  [[nodiscard]] double multiplications(Model model, const Network& network) const;
  [[nodiscard]] std::vector<float> encoder_weights(Model model) const;
  [[nodiscard]] std::unique_ptr<Work> begin_locating(Activity activity);
  void archive_located(Archive& archive, std::uint32_t stage);
  Finished& mine() { return finished_[static_cast<std::size_t>(stage().model)]; }

  Spec spec_;
  Dataset train_;
  Dataset test_;
  Networks networks_;
  Dataset seen_train_;  ///< as the encoder takes them
  Dataset seen_test_;
  std::array<Finished, all_models.size()> finished_;
  std::vector<float> stage_weights_;  ///< what the work under way reads
  std::unique_ptr<Source> made_;      ///< of the test under way
  std::vector<float> features_;       ///< of the labelled rows, by the encoder under way
  std::vector<std::uint8_t> feature_labels_;
  Standardisation standardisation_;
  std::vector<float> content_weights_;  ///< of the network of a content loss; empty where there is none
  std::vector<Checkpoint> checkpoints_;
  Viewpoint viewpoint_;               ///< of locating
  std::shared_ptr<Located> located_;  ///< null unless the extent asks for it
  Extent extent_;
  std::vector<Stage> stages_;
  std::size_t stage_ = 0;
  std::unique_ptr<Work> work_;
};

}  // namespace pretext
