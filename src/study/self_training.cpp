#include "study/self_training.hpp"

#include <utility>

#include "kernels/softmax.hpp"

namespace pretext {

SelfTraining::SelfTraining(std::string name, Given given)
    : name_(std::move(name)), given_(std::move(given)), labels_(given_.data.labels.begin(), given_.data.labels.end()) {
  begin_fit();
}

void SelfTraining::begin_fit() {
  Dataset data = given_.data;
  data.labels = labels_;
  std::vector<std::uint32_t> training = given_.known;
  training.insert(training.end(), sure_.begin(), sure_.end());
  FitSettings settings = given_.settings;
  settings.epochs = epochs_for(settings.most_steps, static_cast<std::uint32_t>(training.size()), settings.batch);
  fit_ = std::make_unique<Fit>(name_, prediction(given_.network, given_.source, CrossEntropy{}),
                               Examples{data, std::move(training), {}}, settings, given_.seed, given_.weights);
}

void SelfTraining::advance() {
  if (fit_) {
    pretext::advance(*fit_);
    if (!fit_->done()) return;
    failure_ = fit_->failure();
    weights_ = fit_->weights();
    updates_ += fit_->updates();
    fit_.reset();
    done_ = taken_.size() == rounds;
    if (!done()) {
      telling_ =
          std::make_unique<Encode>(given_.network, given_.source, given_.data, given_.unknown, std::span(weights_));
    }
    return;
  }
  pretext::advance(*telling_);
  if (!telling_->done()) return;
  take(telling_->features());
  telling_.reset();
  begin_fit();
}

void SelfTraining::take(std::span<const float> logits) {
  const std::size_t classes = given_.network.out().size();
  std::vector<float> probabilities(classes);
  PseudoLabels taken;
  sure_.clear();
  for (std::size_t i = 0; i < given_.unknown.size(); ++i) {
    const std::int32_t label = kernels::sure_class(logits.subspan(i * classes, classes), confidence, probabilities);
    if (label < 0) continue;
    const std::uint32_t row = given_.unknown[i];
    labels_[row] = static_cast<std::uint8_t>(label);
    sure_.push_back(row);
    ++taken.taken;
    taken.wrong += labels_[row] == given_.data.labels[row] ? 0 : 1;
  }
  taken_.push_back(taken);
}

}  // namespace pretext
