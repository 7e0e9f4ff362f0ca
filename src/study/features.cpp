#include "study/features.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace pretext {

namespace {

/// Features that would take more memory than this are made anew for each batch: a worker is to stay near 64 MiB in all.
constexpr std::size_t most_kept_bytes = std::size_t{16} << 20;

/// Rows that one unit of work encodes.
constexpr std::size_t rows_per_unit = 256;

}  // namespace

FrozenFeatures::FrozenFeatures(std::unique_ptr<Network> layers, std::vector<float> weights, int classes,
                               std::size_t domains)
    : layers_(std::move(layers)), weights_(std::move(weights)), classes_(classes),
      workspace_(*layers_, Workspace::Use::inference) {
  const std::size_t columns = layers_->out().size();
  measured_.resize(domains, {Moments(columns), {}, Scaling(columns)});
  workspace_.set_weights(weights_);
}

std::span<const float> FrozenFeatures::encode(const Dataset& data, std::span<const std::uint32_t> rows) const {
  const int n = static_cast<int>(rows.size());
  const std::span<float> inputs = workspace_.inputs(n);
  const std::size_t pixels = data.shape.size();
  for (std::size_t i = 0; i < rows.size(); ++i) data.read(rows[i], inputs.subspan(i * pixels, pixels));
  return workspace_.forward(n);
}

void FrozenFeatures::measure(const Dataset& data, std::span<const std::uint32_t> rows) {
  const std::span<const float> features = encode(data, rows);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::size_t columns = layers_->out().size();
    measured_[domain_of(data, rows[row])].moments.add(features.subspan(row * columns, columns));
  }
}

void FrozenFeatures::finish_measuring() {
  for (Measured& measured : measured_) {
    if (measured.moments.rows() == 0) continue;
    measured.standardisation = measured.moments.standardisation();
    measured.scaling = Scaling(measured.standardisation);
  }
}

void FrozenFeatures::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
                          std::uint32_t /*step*/, Batch batch) const {
  const std::size_t columns = layers_->out().size();
  const std::size_t most = static_cast<std::size_t>(layers_->max_batch());
  for (std::size_t first = 0; first < examples.size(); first += most) {
    const std::size_t n = std::min(most, examples.size() - first);
    const std::span<const float> features = encode(data, examples.subspan(first, n));
    for (std::size_t row = 0; row < n; ++row) {
      measured_[domain_of(data, examples[first + row])].scaling.apply(
          features.subspan(row * columns, columns), batch.inputs.subspan((first + row) * columns, columns));
    }
  }
  for (std::size_t i = 0; i < batch.classes.size(); ++i) batch.classes[i] = data.labels[examples[i]];
}

FeatureSet::FeatureSet(std::unique_ptr<Network> layers, std::vector<float> weights, int classes, Dataset train,
                       Dataset test, std::vector<std::uint32_t> measured, std::vector<std::uint32_t> unlabelled,
                       std::vector<std::uint32_t> label_order, bool by_domain)
    : features_(std::move(layers), std::move(weights), classes,
                by_domain ? std::max<std::size_t>(1, train.domains.size()) : 1),
      kept_features_(labelled_rows(features_.form().input, classes)), to_measure_(std::move(measured)),
      labelled_{train, std::move(label_order), {}, {}}, unlabelled_{train, std::move(unlabelled), {}, {}},
      test_{test, std::vector<std::uint32_t>(test.rows), {}, {}} {
  std::iota(test_.rows.begin(), test_.rows.end(), 0u);
  // Encoding them anew in each round would take as long as pretraining; pixels are read as fast as features.
  if (features_.layers().layers().length() > 0) {
    const std::size_t most = most_kept_bytes / (shape().size() * sizeof(float));
    if (unlabelled_.rows.size() > most) unlabelled_.rows.resize(most);
  }
}

bool FeatureSet::fits(std::size_t rows) const { return rows * shape().size() * sizeof(float) <= most_kept_bytes; }

bool FeatureSet::ready(std::size_t labels, bool unlabelled) const {
  const auto whole = [&](const Kept& kept) {
    return !fits(kept.rows.size()) || kept.labels.size() == kept.rows.size();
  };
  return measured_ == to_measure_.size() && (!fits(labels) || labelled_.labels.size() >= labels) && whole(test_) &&
         (!unlabelled || whole(unlabelled_));
}

void FeatureSet::advance(std::size_t labels) {
  if (measured_ < to_measure_.size()) {
    const std::size_t most = static_cast<std::size_t>(features_.layers().max_batch());
    const std::size_t last = std::min(to_measure_.size(), measured_ + rows_per_unit);
    while (measured_ < last) {
      const std::size_t n = std::min(most, last - measured_);
      features_.measure(labelled_.images, std::span(to_measure_).subspan(measured_, n));
      measured_ += n;
    }
    if (measured_ == to_measure_.size()) features_.finish_measuring();
  } else if (fits(labels) && labelled_.labels.size() < labels) {
    encode_some(labelled_, labels);
  } else if (fits(test_.rows.size()) && test_.labels.size() < test_.rows.size()) {
    encode_some(test_, test_.rows.size());
  } else {
    encode_some(unlabelled_, unlabelled_.rows.size());
  }
}

void FeatureSet::encode_some(Kept& kept, std::size_t rows) {
  const std::size_t first = kept.labels.size();
  const std::size_t n = std::min(rows_per_unit, rows - first);
  // Not one float more than needed: a vector that grows by itself doubles.
  kept.values.reserve(rows * shape().size());
  kept.values.resize((first + n) * shape().size());
  features_.fill(
      kept.images, std::span(kept.rows).subspan(first, n), 0, 0,
      {.inputs = std::span(kept.values).subspan(first * shape().size()), .classes = {}, .targets = {}, .weights = {}});
  for (std::size_t i = first; i < first + n; ++i) kept.labels.push_back(kept.images.labels[kept.rows[i]]);
}

FeatureSet::Rows FeatureSet::rows_of(const Kept& kept, std::size_t rows) const {
  if (kept.labels.size() < rows) {
    const auto first = kept.rows.begin();
    return {features_, kept.images, {first, first + static_cast<std::ptrdiff_t>(rows)}};
  }
  Dataset data;
  data.shape = shape();
  data.rows = static_cast<std::uint32_t>(kept.labels.size());
  data.values = kept.values;
  data.labels = kept.labels;
  std::vector<std::uint32_t> examples(rows);
  std::iota(examples.begin(), examples.end(), 0u);
  return {*kept_features_, data, std::move(examples)};
}

FeatureSet::Rows FeatureSet::labelled(std::size_t labels) const { return rows_of(labelled_, labels); }
FeatureSet::Rows FeatureSet::unlabelled() const { return rows_of(unlabelled_, unlabelled_.rows.size()); }
FeatureSet::Rows FeatureSet::test() const { return rows_of(test_, test_.rows.size()); }

}  // namespace pretext
