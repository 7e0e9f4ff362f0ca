#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/rows.hpp"
#include "pretext/spec.hpp"
#include "pretext/study.hpp"

namespace pretext {

/// The modes of transfer that texts have. Of the encoder: `probe` (its frozen features, a linear classifier on them),
/// `fine_tune`, `lp_ft` (a probe, then fine-tuning); without pretraining: `supervised` and `probe_random`; and controls
/// that count tokens: `naive_bayes`, `tf_idf` (with logistic regression) and `lsa` (a probe on 64 latent directions of
/// tf-idf, which all texts have shaped without their labels).
inline constexpr std::array text_modes{"probe",        "fine_tune",   "lp_ft",  "supervised",
                                       "probe_random", "naive_bayes", "tf_idf", "lsa"};

/// What pretraining on texts is worth: one cell of mode and labels at a time, as in a Study, whose labels are drawn
/// from the spec's seed, as many of each class, and whose test is the spec's test rows.
class TextStudy {
 public:
  /// The datasets are views of texts with labels, which must outlive the study. pretrained: the final weights of a run
  /// of the spec, as Session::weights() gives them; empty if there are none.
  static Result<std::unique_ptr<TextStudy>> open(const Spec& spec, Dataset train, Dataset test,
                                                 std::vector<float> pretrained);
  ~TextStudy();

  /// Begins a cell; one under way is dropped. A refused cell changes nothing.
  Failure begin(const std::string& mode, std::uint32_t labels);
  [[nodiscard]] bool done() const;
  [[nodiscard]] Failure failure() const;
  /// One unit of the cell. Precondition: not done().
  void advance();

  /// As Study::result(). Precondition for this and the following: done() after a cell, without failure().
  [[nodiscard]] std::string result() const;
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const;

 private:
  class State;
  explicit TextStudy(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace pretext
