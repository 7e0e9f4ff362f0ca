#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "planning/networks.hpp"
#include "pretext/propagation.hpp"
#include "pretext/rows.hpp"
#include "pretext/session.hpp"
#include "pretext/study.hpp"
#include "study/modes.hpp"

namespace pretext {

/// Labels on their way over a graph of images: the unlabelled ones, and labelled ones from elsewhere. Test images are
/// in no graph: each is told by its nearest unlabelled images. What has been located stays, for other labels.
class Spread {
 public:
  /// What the datasets show must outlive this, unchanged, and so must `spec` and `networks`.
  Spread(const Spec& spec, const Networks& networks, Dataset train, Dataset test);

  /// Begins with labels of training rows, each row once. `start` is null unless the encoder is pretrained; `located`
  /// may be null, or what a run has located with that start.
  void begin(Mode::Encoder encoder, const Checkpoint* start, std::shared_ptr<const Located> located,
             std::vector<GivenLabel> labels, bool balanced);

  [[nodiscard]] bool done() const { return step_ == Step::sweeps && propagation_->done(); }
  /// One unit: some images to locate, or a sweep. Precondition: not done().
  void advance();

  [[nodiscard]] Flow flow() const;
  /// The class of each test image as it is now. Precondition: a sweep has been done.
  [[nodiscard]] std::vector<std::uint8_t> predictions() const;

  /// The nearest unlabelled images of an image (bytes) by what was begun last, and how much each counts; empty before
  /// these are located.
  [[nodiscard]] std::vector<Voter> voters(std::span<const std::uint8_t> image) const;

 private:
  /// What one kind of encoder has located.
  struct Place {
    Viewpoint by;
    const Checkpoint* start = nullptr;
    std::shared_ptr<const Located> located;  ///< null until it is whole
    Located made;                            ///< what it is made of
    std::vector<std::uint32_t> others;       ///< labelled rows from elsewhere, and the neighbours of each
    std::vector<Neighbour> of_others;
    std::vector<float> features_of_others;
    std::vector<std::int32_t> groups;  ///< of the points, which no label had a part in; empty until they are wanted
  };
  enum class Step { points, tests, others, groups, sweeps };

  [[nodiscard]] Viewpoint viewpoint(Mode::Encoder encoder, const Checkpoint* start);
  [[nodiscard]] Points points() const;
  [[nodiscard]] bool is_point(std::uint32_t row) const;
  [[nodiscard]] std::vector<std::uint32_t> missing() const;
  void enter();
  void finish_locating();
  [[nodiscard]] bool compares_groups() const;
  void begin_groups();
  void begin_propagation();
  void settle();
  [[nodiscard]] std::vector<std::int32_t> named(std::vector<std::int32_t> groups) const;
  [[nodiscard]] bool torn(std::span<const std::int32_t> classes) const;
  [[nodiscard]] bool holds_labels(std::span<const std::int32_t> groups) const;
  [[nodiscard]] std::span<const Neighbour> neighbours_of_labelled(std::uint32_t row) const;
  [[nodiscard]] std::vector<std::int32_t> classes() const;
  [[nodiscard]] std::vector<float> features_of_labelled() const;

  const Spec& spec_;
  const Networks& networks_;
  Dataset train_;
  Dataset test_;
  std::optional<PretextPlan> untrained_;  ///< the contrastive task's, for the control; made when it is wanted
  std::array<std::optional<Place>, std::size(Mode::encoder_names)> places_;  ///< by the encoder

  Place* place_ = nullptr;
  Step step_ = Step::points;
  std::vector<GivenLabel> labels_;
  bool balanced_ = true;
  std::unique_ptr<Locate> locate_;
  Graph graph_;
  std::unique_ptr<Propagation> propagation_;
  std::vector<std::int32_t> settled_;  ///< classes of the points, once all is done where shares are balanced
};

}  // namespace pretext
