#include "study/cell_features.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace pretext {

namespace {

constexpr std::size_t most_components = 50;

/// The weights of a dense layer whose outputs lie along the components.
std::vector<float> projection(const PrincipalComponents& components, const Network& dense) {
  std::vector<float> weights(dense.params().floats());
  const std::vector<double>& directions = components.directions();
  const std::size_t units = components.variances().size();
  std::ranges::transform(directions, weights.begin() + static_cast<std::ptrdiff_t>(dense.params().table()[0].offset),
                         [](double value) { return static_cast<float>(value); });
  for (std::size_t unit = 0; unit < units; ++unit) {
    double along = 0;
    for (std::size_t i = 0; i < components.mean().size(); ++i)
      along += components.mean()[i] * directions[i * units + unit];
    weights[dense.params().table()[1].offset + unit] = static_cast<float>(-along);
  }
  return weights;
}

}  // namespace

CellFeatures::CellFeatures(const Spec& spec, const Networks& networks, Dataset train, Dataset test,
                           std::vector<std::uint32_t> label_order)
    : spec_(spec), networks_(networks), train_(train), test_(test), label_order_(std::move(label_order)) {}

void CellFeatures::choose(const Mode& mode, const Checkpoint* start) {
  const Origin origin{mode.encoder, mode.features, mode.adapted, start};
  if (features_ && origin == origin_) return;
  origin_ = origin;
  features_.reset();
  const bool reduced = mode.features == Mode::Features::components;
  if (reduced && !components_) {
    components_ =
        std::make_unique<PrincipalComponents>(FeatureRows{*networks_.digits, train_, unlabelled_rows()},
                                              std::min(most_components, networks_.seen.image.size()), spec_.seed);
  }
  if (!reduced || components_->done()) make();
}

void CellFeatures::advance(std::size_t labels) {
  if (features_) return features_->advance(labels);
  components_->advance();
  if (components_->done()) make();
}

/// Of encoder and head that come before the features.
int CellFeatures::layers() const {
  switch (origin_.features) {
    case Mode::Features::pixels: return 0;
    case Mode::Features::first_block: return 1;
    case Mode::Features::encoder: return networks_.encoder->layers().length();
    case Mode::Features::head: return networks_.pretext.network->layers().length() - 1;
    case Mode::Features::components: break;
  }
  return -1;
}

/// Those that clusters and components are of.
std::vector<std::uint32_t> CellFeatures::unlabelled_rows() const {
  std::vector<std::uint32_t> rows(std::min(most_unlabelled, spec_.data.unlabelled.count));
  std::iota(rows.begin(), rows.end(), spec_.data.unlabelled.from);
  return rows;
}

void CellFeatures::make() {
  const bool reduced = origin_.features == Mode::Features::components;
  auto network = reduced ? plan_probe(networks_.seen.image, static_cast<int>(components_->variances().size()))
                         : plan_features(spec_, networks_.pretext, networks_.seen.image, layers());
  std::vector<float> weights =
      reduced ? projection(*components_, *network)
              : starting_weights(*network, spec_.seed, networks_.pretext,
                                 origin_.start == nullptr ? std::span<const float>{} : origin_.start->weights);
  // Pixels stay as they are: one that is set in a single image has next to no deviation, and divided by that it would
  // drown all others. So do their components: those along which images hardly differ would.
  std::vector<std::uint32_t> measured(layers() <= 0 ? 0 : spec_.data.unlabelled.count);
  std::iota(measured.begin(), measured.end(), spec_.data.unlabelled.from);
  if (origin_.adapted) {
    measured.resize(train_.rows);
    std::iota(measured.begin(), measured.end(), 0u);
  }
  features_ = std::make_unique<FeatureSet>(std::move(network), std::move(weights), train_.classes, train_, test_,
                                           std::move(measured), unlabelled_rows(), label_order_, origin_.adapted);
}

}  // namespace pretext
