#include "study/spread.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "pretext/groups.hpp"
#include "run/labels.hpp"

namespace pretext {

namespace {

/// A cut by so much larger than one that no label had a part in shows that labels have torn groups apart.
constexpr double clearly_worse = 1.1;

/// Where a class is kept as a byte and there is none.
constexpr std::uint8_t no_class = 255;

std::span<const Neighbour> neighbours_of(std::span<const Neighbour> found, std::size_t row) {
  return found.subspan(row * graph_neighbours, graph_neighbours);
}

}  // namespace

Spread::Spread(const Spec& spec, const Networks& networks, Dataset train, Dataset test)
    : spec_(spec), networks_(networks), train_(train), test_(test) {}

/// The control sees as the contrastive task does, whatever the study's own is, so that it is the same for all tasks.
Viewpoint Spread::viewpoint(Mode::Encoder encoder, const Checkpoint* start) {
  if (encoder == Mode::Encoder::none) return {};
  Spec spec = spec_;
  if (start == nullptr) {
    spec.task = *named_task("contrastive");
    spec.pretext = Spec{}.pretext;  // a batch of one would not do, and is not asked for
    if (!untrained_) untrained_.emplace(std::move(*plan_pretext(spec, train_.form())));
  }
  Viewpoint by = plan_viewpoint(spec, start == nullptr ? *untrained_ : networks_.pretext, train_.form());
  by.weights = starting_weights(*by.network, spec_.seed, networks_.pretext,
                                start == nullptr ? std::span<const float>{} : start->weights);
  return by;
}

void Spread::begin(Mode::Encoder encoder, const Checkpoint* start, std::shared_ptr<const Located> located,
                   std::vector<GivenLabel> labels, bool balanced) {
  std::optional<Place>& place = places_[static_cast<std::size_t>(encoder)];
  if (place && place->start != start) place.reset();
  if (!place) {
    place.emplace(Place{.by = viewpoint(encoder, start),
                        .start = start,
                        .located = std::move(located),
                        .made = {},
                        .others = {},
                        .of_others = {},
                        .features_of_others = {},
                        .groups = {}});
  }
  place_ = &*place;
  labels_ = std::move(labels);
  balanced_ = balanced;
  locate_.reset();
  propagation_.reset();
  settled_.clear();
  enter();
}

Points Spread::points() const { return rows_of(train_, spec_.data.unlabelled.from, spec_.data.unlabelled.count); }

bool Spread::is_point(std::uint32_t row) const {
  return row >= spec_.data.unlabelled.from && row - spec_.data.unlabelled.from < spec_.data.unlabelled.count;
}

/// Labelled rows whose neighbours are not known yet.
std::vector<std::uint32_t> Spread::missing() const {
  std::vector<std::uint32_t> rows;
  for (const GivenLabel& given : labels_) {
    if (!is_point(given.row) && std::ranges::find(place_->others, given.row) == place_->others.end())
      rows.push_back(given.row);
  }
  return rows;
}

void Spread::enter() {
  Place& place = *place_;
  const auto features = [&](const Located& of) {
    return place.by.network ? points_of(of.features, place.by.network->out().size()) : points();
  };
  if (!place.located && place.made.points.empty()) {
    step_ = Step::points;
    locate_ = std::make_unique<Locate>(place.by, points());
  } else if (!place.located) {
    step_ = Step::tests;
    locate_ = std::make_unique<Locate>(place.by, rows_of(test_, 0, test_.rows), features(place.made));
  } else if (std::vector<std::uint32_t> rows = missing(); !rows.empty()) {
    step_ = Step::others;
    locate_ = std::make_unique<Locate>(place.by, Points{train_, std::move(rows)}, features(*place.located));
  } else {
    locate_.reset();
    compares_groups() && place_->groups.empty() ? begin_groups() : begin_propagation();
  }
}

void Spread::finish_locating() {
  Place& place = *place_;
  if (step_ == Step::points) {
    place.made.features = locate_->features();
    place.made.points = locate_->found();
  } else if (step_ == Step::tests) {
    place.made.tests = locate_->found();
    place.located = std::make_shared<Located>(std::exchange(place.made, {}));
  } else {
    const std::vector<std::uint32_t> rows = missing();
    place.others.insert(place.others.end(), rows.begin(), rows.end());
    place.of_others.insert(place.of_others.end(), locate_->found().begin(), locate_->found().end());
    place.features_of_others.insert(place.features_of_others.end(), locate_->features().begin(),
                                    locate_->features().end());
  }
  enter();
}

/// What labels have made is held against groups without labels where features describe the images and each class has a
/// label to name a group by.
bool Spread::compares_groups() const {
  std::vector<std::uint8_t> present(static_cast<std::size_t>(train_.classes));
  for (const GivenLabel& given : labels_) present[static_cast<std::size_t>(given.label)] = 1;
  return balanced_ && place_->by.network && std::ranges::count(present, 0) == 0 &&
         spec_.data.unlabelled.count >= present.size();
}

void Spread::begin_groups() {
  step_ = Step::groups;
  const Located& located = *place_->located;
  graph_ = join_neighbours(located.points, {});
  propagation_ = std::make_unique<Propagation>(
      graph_, typical_nodes(located.features, place_->by.network->out().size(), train_.classes),
      PropagationSettings{.classes = train_.classes});
}

/// Labelled rows from elsewhere become nodes behind the points, in the order of the labels.
void Spread::begin_propagation() {
  step_ = Step::sweeps;
  std::vector<Neighbour> others;
  std::vector<LabelledNode> nodes;
  const std::uint32_t points = spec_.data.unlabelled.count;
  std::uint32_t behind = points;
  for (const GivenLabel& given : labels_) {
    if (is_point(given.row)) {
      nodes.push_back({given.row - spec_.data.unlabelled.from, given.label});
      continue;
    }
    const auto mine = neighbours_of_labelled(given.row);
    others.insert(others.end(), mine.begin(), mine.end());
    nodes.push_back({behind++, given.label});
  }
  graph_ = join_neighbours(place_->located->points, others);
  PropagationSettings settings{.classes = train_.classes};
  if (!balanced_) settings.roundings = 0;
  propagation_ = std::make_unique<Propagation>(graph_, nodes, settings);
}

void Spread::advance() {
  if (step_ == Step::groups) {
    propagation_->advance();
    if (!propagation_->done()) return;
    place_->groups = propagation_->classes();
    begin_propagation();
    return;
  }
  if (step_ == Step::sweeps) {
    propagation_->advance();
    if (done() && balanced_ && !labels_.empty()) settle();
    return;
  }
  pretext::advance(*locate_);
  if (locate_->done()) finish_locating();
}

/// The labelled images as they are described, in the order of the labels; empty where pixels are compared.
std::vector<float> Spread::features_of_labelled() const {
  std::vector<float> features;
  if (!place_->by.network) return features;
  const auto width = static_cast<std::ptrdiff_t>(place_->by.network->out().size());
  for (const GivenLabel& given : labels_) {
    const bool point = is_point(given.row);
    const auto found = std::ranges::find(place_->others, given.row) - place_->others.begin();
    const auto place = point ? static_cast<std::ptrdiff_t>(given.row - spec_.data.unlabelled.from) : found;
    const std::vector<float>& of = point ? place_->located->features : place_->features_of_others;
    features.insert(features.end(), of.begin() + place * width, of.begin() + (place + 1) * width);
  }
  return features;
}

std::span<const Neighbour> Spread::neighbours_of_labelled(std::uint32_t row) const {
  if (is_point(row)) return neighbours_of(place_->located->points, row - spec_.data.unlabelled.from);
  const auto found = std::ranges::find(place_->others, row);
  return neighbours_of(place_->of_others, static_cast<std::size_t>(found - place_->others.begin()));
}

/// Groups of the points under the classes' names, as the labels name them.
std::vector<std::int32_t> Spread::named(std::vector<std::int32_t> groups) const {
  groups.resize(spec_.data.unlabelled.count);
  std::vector<std::uint32_t> rows;
  std::vector<std::int32_t> labels;
  for (const GivenLabel& given : labels_) {
    rows.push_back(given.row);
    labels.push_back(given.label);
    if (is_point(given.row)) groups[given.row - spec_.data.unlabelled.from] = -1;
  }
  const std::vector<float> features = features_of_labelled();
  const bool described = place_->by.network != nullptr;
  const std::size_t width = described ? place_->by.network->out().size() : 0;
  const std::vector<std::int32_t> names =
      name_groups(described ? points_of(place_->located->features, width) : points(), groups,
                  described ? points_of(features, width) : Points{train_, rows}, labels, train_.classes);
  for (std::int32_t& label : groups) label = label < 0 ? label : names[static_cast<std::size_t>(label)];
  for (const GivenLabel& given : labels_) {
    if (is_point(given.row)) groups[given.row - spec_.data.unlabelled.from] = given.label;
  }
  return groups;
}

/// Whether classes lie across what the groups hold together.
bool Spread::torn(std::span<const std::int32_t> classes) const {
  const Graph graph = join_neighbours(place_->located->points, {});
  return normalised_cut(graph, classes, train_.classes) >
         clearly_worse * normalised_cut(graph, place_->groups, train_.classes);
}

/// Whether nearly all labels are what their neighbours are named: one in five may be astray.
bool Spread::holds_labels(std::span<const std::int32_t> groups) const {
  const auto held = std::ranges::count_if(labels_, [&](const GivenLabel& given) {
    return vote(neighbours_of_labelled(given.row), groups, train_.classes) == given.label;
  });
  return 5 * static_cast<std::size_t>(held) >= 4 * labels_.size();
}

/// Where a label lies astray, classes may have come to each other's names, or one group to two classes.
void Spread::settle() {
  settled_ = named(propagation_->classes());
  if (!compares_groups() || !torn(settled_)) return;
  std::vector<std::int32_t> groups = named(place_->groups);
  if (holds_labels(groups)) settled_ = std::move(groups);
}

/// Of the points; those behind them are left out once all is settled.
std::vector<std::int32_t> Spread::classes() const { return settled_.empty() ? propagation_->classes() : settled_; }

std::vector<std::uint8_t> Spread::predictions() const {
  const std::vector<std::int32_t> classes = this->classes();
  std::vector<std::uint8_t> predictions(test_.rows, no_class);
  for (std::uint32_t row = 0; row < test_.rows; ++row) {
    const std::int32_t label = vote(neighbours_of(place_->located->tests, row), classes, train_.classes);
    if (label >= 0) predictions[row] = static_cast<std::uint8_t>(label);
  }
  return predictions;
}

Flow Spread::flow() const {
  Flow flow;
  if (locate_) {
    const Work::Cost cost = locate_->cost();
    flow.located = cost.total > 0 ? cost.done / cost.total : 0;
    return flow;
  }
  flow.located = 1;
  if (step_ == Step::groups) return flow;
  flow.sweep = propagation_->sweep();
  flow.sweeps = propagation_->sweeps();
  flow.score = score_of(predictions(), test_.labels);
  const std::vector<std::int32_t> classes = this->classes();
  for (std::uint32_t point = 0; point < spec_.data.unlabelled.count; ++point) {
    flow.classes.push_back(classes[point] < 0 ? no_class : static_cast<std::uint8_t>(classes[point]));
  }
  return flow;
}

std::vector<Voter> Spread::voters(std::span<const std::uint8_t> image) const {
  if (place_ == nullptr || !place_->located) return {};
  Dataset one = train_;
  one.rows = 1;
  one.pixels = image;
  const std::uint8_t label = 0;
  one.labels = {&label, 1};
  const std::size_t width = place_->by.network ? place_->by.network->out().size() : 0;
  Locate locate(place_->by, Points{one, {0}}, width > 0 ? points_of(place_->located->features, width) : points());
  while (!locate.done()) pretext::advance(locate);
  std::vector<float> weights(graph_neighbours);
  neighbour_weights(locate.found(), weights);
  const float total = std::accumulate(weights.begin(), weights.end(), 0.0f);
  std::vector<Voter> voters;
  voters.reserve(weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    voters.push_back({locate.found()[i].row, locate.found()[i].similarity, weights[i] / total});
  }
  return voters;
}

}  // namespace pretext
