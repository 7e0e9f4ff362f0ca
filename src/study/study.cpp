#include "pretext/study.hpp"

#include <algorithm>
#include <utility>

#include "core/json.hpp"
#include "planning/networks.hpp"
#include "pretext/consistency.hpp"
#include "run/colours.hpp"
#include "run/labels.hpp"
#include "study/augmentation.hpp"
#include "study/cell_features.hpp"
#include "study/checks.hpp"
#include "study/clusters.hpp"
#include "study/modes.hpp"
#include "study/neighbours.hpp"
#include "study/self_training.hpp"
#include "study/settings.hpp"
#include "study/spread.hpp"
#include "study/strengths.hpp"

namespace pretext {

namespace {

constexpr std::uint32_t fixmatch_updates = 3000;
constexpr float rate_after_probe = 1e-4f;

}  // namespace

/// What a study knows, the cell under way and the features that cells may share.
class Study::State {
 public:
  State(const Spec& spec, Dataset train, Dataset test, std::vector<Checkpoint> checkpoints,
        std::shared_ptr<const Located> located, Networks networks, std::unique_ptr<Downstream> downstream)
      : spec_(spec), train_(scaled(train, spec)), test_(scaled(test, spec)), checkpoints_(std::move(checkpoints)),
        located_(std::move(located)), networks_(std::move(networks)), seen_train_(seen_by(networks_, train_)),
        seen_test_(seen_by(networks_, test_)),
        order_(label_order(train_, spec_.data.labelled, train_.classes, spec_.seed)),
        features_(spec_, networks_, seen_train_, seen_test_, order_),
        spread_(spec_, networks_, seen_train_, seen_test_), downstream_(std::move(downstream)) {
    weigh_colours(networks_.pretext, spec_, train_);
  }

  Failure begin(const Cell& cell);
  void advance();
  [[nodiscard]] std::string result() const;

  [[nodiscard]] bool done() const { return phase_ == Phase::done || failure_; }
  [[nodiscard]] const Failure& failure() const { return failure_; }
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const { return predictions_; }
  [[nodiscard]] const std::vector<float>& weights() const { return weights_; }
  [[nodiscard]] Flow flow() const { return mode_ != nullptr && mode_->propagates() ? spread_.flow() : Flow{}; }
  [[nodiscard]] const Spread& spread() const { return spread_; }

 private:
  enum class Phase { encode, cluster, self_train, probe, train, test, spread, done };

  [[nodiscard]] const Checkpoint* checkpoint(std::optional<std::uint32_t> epoch) const;
  [[nodiscard]] bool located_downstream() const { return downstream_ && mode_->method != Mode::Method::pretext_test; }
  void begin_spread();
  Failure plan_augmentation();
  [[nodiscard]] double white() const { return train_.scale == PixelScale::raw ? 255 : 1; }
  /// What the cell's test is read by.
  [[nodiscard]] Measure measure() const {
    return mode_->method == Mode::Method::pretext_test ? measure_of(networks_.pretext.loss) : Measure::accuracy;
  }
  [[nodiscard]] std::vector<float> starting_weights(const Network& network) const;
  [[nodiscard]] std::vector<float> new_weights(const Network& network) const;
  [[nodiscard]] std::vector<float> classifier_weights(const Network& network) const;
  [[nodiscard]] static Phase entry(const Mode& mode);
  [[nodiscard]] Phase after_encoding() const;
  void enter(Phase phase);
  void finish_clusters();
  void begin_probe();
  void begin_training();
  void begin_downstream();
  void begin_self_trained_probe();
  void begin_self_trained();
  void begin_fixmatch();
  void finish_self_training();
  [[nodiscard]] bool wants_unlabelled() const { return mode_->clusters() || mode_->self_trains(); }
  /// Labelled rows of the cell.
  [[nodiscard]] std::vector<std::uint32_t> known_rows() const {
    return {order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(cell_.labels)};
  }
  [[nodiscard]] std::vector<std::uint32_t> unlabelled_rows() const;
  void begin_test();
  void begin_neighbours();
  void finish_fit();
  void write_table(JsonWriter& json) const;
  void write_rounds(JsonWriter& json) const;

  Spec spec_;
  Dataset train_;
  Dataset test_;
  std::vector<Checkpoint> checkpoints_;
  std::shared_ptr<const Located> located_;
  Networks networks_;
  Dataset seen_train_;  ///< as the encoder takes them
  Dataset seen_test_;
  std::vector<std::uint32_t> order_;  ///< of labelled rows
  CellFeatures features_;
  Spread spread_;
  std::unique_ptr<Downstream> downstream_;  ///< null for labels of images as they are
  std::unique_ptr<Source> augmented_;       ///< transformed images and their labels; null until a mode wants it

  // The cell under way. What works on the others stands behind them.
  Cell cell_;
  const Mode* mode_ = nullptr;
  const Checkpoint* start_ = nullptr;  ///< null where nothing pretrained is used
  Phase phase_ = Phase::done;
  Failure failure_;
  std::size_t trainable_ = 0;
  std::uint32_t updates_ = 0;
  std::vector<float> weights_;
  Evaluate::Score score_;
  std::vector<std::uint8_t> predictions_;
  std::unique_ptr<NamedClusters> clusters_;
  std::unique_ptr<Source> pool_source_;  ///< of what a probe trains itself on: features, labelled ones first
  std::vector<float> pool_;
  std::vector<std::uint8_t> pool_labels_;
  std::unique_ptr<SelfTraining> self_training_;
  std::vector<PseudoLabels> pseudo_labels_;
  std::unique_ptr<Strengths> strengths_;
  ClusterTable table_;  ///< of test images; of the last cell that had clusters
  std::unique_ptr<UnitLength> neighbours_;
  std::vector<std::int32_t> neighbour_labels_;
  std::unique_ptr<Network> network_;  ///< that is trained and tested; the tested one is the pretext task's own there
  std::unique_ptr<Work> work_;
};

const Checkpoint* Study::State::checkpoint(std::optional<std::uint32_t> epoch) const {
  if (checkpoints_.empty()) return nullptr;
  if (!epoch) return checkpoints_.back().final ? &checkpoints_.back() : nullptr;
  const auto found = std::ranges::find(checkpoints_, *epoch, &Checkpoint::epoch);
  return found == checkpoints_.end() ? nullptr : &*found;
}

Failure Study::State::begin(const Cell& cell) {
  const Mode* mode = mode_named(cell.mode);
  if (mode == nullptr) return refused_cell("'" + cell.mode.substr(0, 40) + "' is no mode of transfer.");
  const bool pretrained = mode->encoder == Mode::Encoder::pretrained;
  const Checkpoint* start = pretrained ? checkpoint(cell.epoch) : nullptr;
  if (pretrained && start == nullptr) {
    return refused_cell(
        "the weights " +
        (cell.epoch ? "after epoch " + std::to_string(*cell.epoch) : std::string("of pretext training")) +
        " have not been kept.");
  }
  if (const Failure failure = check_cell(spec_, networks_, train_, order_.size(), *mode, cell)) return failure;
  if (const Failure failure = mode->augmented ? plan_augmentation() : Failure{}) return failure;

  cell_ = cell;
  mode_ = mode;
  start_ = start;
  failure_ = {};
  trainable_ = updates_ = 0;
  weights_.clear();
  predictions_.clear();
  work_.reset();
  clusters_.reset();
  self_training_.reset();
  pseudo_labels_.clear();
  if (mode->propagates()) {
    begin_spread();
    enter(Phase::spread);
  } else if (located_downstream()) {
    enter(Phase::train);
  } else if (mode->learns_from_features()) {
    features_.choose(*mode, start);
    enter(Phase::encode);
  } else {
    enter(entry(*mode));
  }
  return {};
}

void Study::State::begin_spread() {
  std::vector<GivenLabel> labels = cell_.given;
  if (labels.empty()) {
    for (const std::uint32_t row : known_rows()) labels.push_back({row, train_.labels[row]});
  }
  cell_.labels = static_cast<std::uint32_t>(labels.size());
  const bool last = start_ != nullptr && start_->final;
  spread_.begin(mode_->encoder, start_, last ? located_ : nullptr, std::move(labels),
                mode_->method == Mode::Method::propagation);
}

Failure Study::State::plan_augmentation() {
  if (augmented_) return {};
  const Task task = strong_augmentation(train_.shape, networks_.seen.image);
  Result<std::unique_ptr<Source>> source = plan_source(task, networks_.seen, static_cast<float>(white()), 1);
  if (!source) return source.error();
  augmented_ = std::move(*source);
  return {};
}

std::vector<float> Study::State::starting_weights(const Network& network) const {
  return pretext::starting_weights(network, spec_.seed, networks_.pretext,
                                   start_ == nullptr ? std::span<const float>{} : start_->weights);
}

std::vector<float> Study::State::new_weights(const Network& network) const {
  std::vector<float> weights(network.params().floats());
  network.params().initialise(spec_.seed, weights);
  return weights;
}

/// Of what is pretrained, a classifier starts from the encoder alone.
std::vector<float> Study::State::classifier_weights(const Network& network) const {
  std::vector<float> weights = new_weights(network);
  copy_shared(networks_.encoder->params(), starting_weights(*networks_.encoder), network.params(), weights);
  return weights;
}

/// Where a cell begins that learns from no features.
Study::State::Phase Study::State::entry(const Mode& mode) {
  if (mode.self_trains()) return Phase::self_train;
  return mode.trains_network() ? Phase::train : Phase::test;
}

Study::State::Phase Study::State::after_encoding() const {
  if (mode_->clusters()) return Phase::cluster;
  if (mode_->self_trains()) return Phase::self_train;
  return mode_->method == Mode::Method::neighbours ? Phase::test : Phase::probe;
}

void Study::State::enter(Phase phase) {
  phase_ = phase;
  switch (phase) {
    case Phase::encode:
      if (features_.ready(cell_.labels, wants_unlabelled())) enter(after_encoding());
      break;
    case Phase::cluster:
      clusters_ = std::make_unique<NamedClusters>(features_->unlabelled(), features_->labelled(cell_.labels),
                                                  train_.classes, mode_->method == Mode::Method::mixture, spec_.seed);
      break;
    case Phase::self_train:
      if (mode_->probes()) begin_self_trained_probe();
      else begin_self_trained();
      break;
    case Phase::probe: begin_probe(); break;
    case Phase::train:
      if (mode_->method == Mode::Method::fixmatch) begin_fixmatch();
      else if (located_downstream()) begin_downstream();
      else begin_training();
      break;
    case Phase::test: begin_test(); break;
    case Phase::spread:
    case Phase::done: break;
  }
}

void Study::State::begin_probe() {
  FeatureSet::Rows rows = features_->labelled(cell_.labels);
  network_ = plan_probe(features_->shape(), train_.classes);
  std::vector<float> weights = new_weights(*network_);
  work_ = std::make_unique<Fit>(
      "probe", prediction(*network_, rows.source, CrossEntropy{}), Examples{rows.data, std::move(rows.examples), {}},
      settings_for(cell_.labels, probe_updates(cell_.labels), learning_rate), spec_.seed, std::move(weights));
}

/// The network starts from the probe where there has been one, else from the encoder and a new linear classifier.
void Study::State::begin_training() {
  const bool after_probe = mode_->method == Mode::Method::probe_then_train;
  std::unique_ptr<Network> network = plan_classifier(spec_, networks_.seen, mode_->frozen);
  std::vector<float> weights = after_probe
                                   ? join(features_->features().layers(), features_->features().weights(), *network_,
                                          weights_, features_->features().standardisation(), *network)
                                   : classifier_weights(*network);
  network_ = std::move(network);
  const Source& source = mode_->augmented ? *augmented_ : *networks_.digits;
  // Images that are changed anew each time are not learned by heart, and take as long as a probe.
  const std::uint32_t updates = mode_->augmented ? probe_updates(cell_.labels) : network_updates(cell_.labels);
  work_ = std::make_unique<Fit>(cell_.mode, prediction(*network_, source, CrossEntropy{}),
                                Examples{seen_train_, known_rows(), {}},
                                settings_for(cell_.labels, updates, after_probe ? rate_after_probe : learning_rate),
                                spec_.seed, std::move(weights));
}

/// A head for boxes or masks, on blocks that stay as they are in a probe.
void Study::State::begin_downstream() {
  const bool probe = mode_->probes();
  network_ = plan_downstream_network(*downstream_, probe ? networks_.encoder->layers().length() : mode_->frozen);
  // Canvases are drawn anew each time, and so are not learned by heart.
  std::vector<std::uint32_t> examples = known_rows();
  for (std::uint32_t& example : examples) example *= downstream_->plan.source->examples_per_row();
  work_ = std::make_unique<Fit>(cell_.mode, prediction(*network_, *downstream_->plan.source, downstream_->plan.loss),
                                Examples{seen_train_, std::move(examples), {}},
                                settings_for(cell_.labels, network_updates(cell_.labels), learning_rate), spec_.seed,
                                classifier_weights(*network_));
}

/// Unlabelled ones that are not labelled too.
std::vector<std::uint32_t> Study::State::unlabelled_rows() const {
  std::vector<std::uint32_t> known = known_rows();
  std::ranges::sort(known);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < std::min(most_unlabelled, spec_.data.unlabelled.count); ++i) {
    const std::uint32_t row = spec_.data.unlabelled.from + i;
    if (!std::ranges::binary_search(known, row)) rows.push_back(row);
  }
  return rows;
}

void Study::State::begin_self_trained_probe() {
  const FeatureSet::Rows known = features_->labelled(cell_.labels);
  const FeatureSet::Rows unknown = features_->unlabelled();
  const std::size_t width = known.width();
  const std::size_t behind = known.examples.size() * width;
  pool_.resize(behind + unknown.examples.size() * width);
  known.read(0, known.examples.size(), std::span(pool_).first(behind));
  unknown.read(0, unknown.examples.size(), std::span(pool_).subspan(behind));
  pool_labels_.clear();
  for (const FeatureSet::Rows* rows : {&known, &unknown}) {
    for (const std::uint32_t example : rows->examples) pool_labels_.push_back(rows->data.labels[example]);
  }
  pool_source_ = labelled_rows(features_->shape(), train_.classes);
  network_ = plan_probe(features_->shape(), train_.classes);
  std::vector<float> weights = new_weights(*network_);
  Points pool = points_of(pool_, width);
  pool.data.labels = pool_labels_;
  pool.data.classes = train_.classes;
  const auto middle = pool.rows.begin() + static_cast<std::ptrdiff_t>(known.examples.size());
  self_training_ = std::make_unique<SelfTraining>(
      cell_.mode,
      SelfTraining::Given{*network_, *pool_source_, pool.data, std::vector(pool.rows.begin(), middle),
                          std::vector(middle, pool.rows.end()), std::move(weights),
                          settings_for(cell_.labels, probe_updates(cell_.labels), learning_rate), spec_.seed});
}

void Study::State::begin_self_trained() {
  network_ = plan_classifier(spec_, networks_.seen, 0);
  self_training_ = std::make_unique<SelfTraining>(
      cell_.mode,
      SelfTraining::Given{*network_, *networks_.digits, seen_train_, known_rows(), unlabelled_rows(),
                          classifier_weights(*network_),
                          settings_for(cell_.labels, network_updates(cell_.labels), learning_rate), spec_.seed});
}

/// The weak view is shifted, as in the paper; the strong one is what the supervised control with augmentation sees.
void Study::State::begin_fixmatch() {
  const Shape images = train_.shape, seen = networks_.seen.image;
  const auto made = [&](const Task& task) {
    return std::move(*plan_source(task, networks_.seen, static_cast<float>(white()), 1));
  };
  strengths_ = std::make_unique<Strengths>(made(weak_augmentation(images, seen)),
                                           made(strong_augmentation(images, seen)), known_rows(), unlabelled_rows());
  network_ = plan_classifier(spec_, networks_.seen, 0);
  FitSettings settings = settings_for(batch_rows, fixmatch_updates, learning_rate);
  settings.micro_batch = batch_rows / 2;  // of two views each
  work_ = std::make_unique<Fit>(cell_.mode, consistency(*network_, *strengths_, {}),
                                Examples{seen_train_, strengths_->training(), {}}, settings, spec_.seed,
                                classifier_weights(*network_));
}

void Study::State::finish_self_training() {
  failure_ = self_training_->failure();
  weights_ = self_training_->weights();
  updates_ = self_training_->updates();
  pseudo_labels_ = self_training_->taken();
  trainable_ = network_->trainable();
  self_training_.reset();
}

void Study::State::begin_test() {
  if (mode_->method == Mode::Method::neighbours) return begin_neighbours();
  if (located_downstream()) {
    work_ = std::make_unique<Evaluate>(*network_, *downstream_->plan.source, downstream_->plan.loss, seen_test_,
                                       tested_examples(*downstream_->plan.source, test_.rows), weights_);
    return;
  }
  if (mode_->probes()) {
    FeatureSet::Rows rows = features_->test();
    work_ = std::make_unique<Evaluate>(*network_, rows.source, CrossEntropy{}, rows.data, std::move(rows.examples),
                                       weights_);
    return;
  }
  const bool pretext = mode_->method == Mode::Method::pretext_test;
  if (pretext) weights_ = start_->weights;
  const Source& source = pretext ? *networks_.pretext.source : *networks_.digits;
  const Network& network = pretext ? *networks_.pretext.network : *network_;
  work_ = std::make_unique<Evaluate>(network, source, pretext ? networks_.pretext.loss : Loss(CrossEntropy{}),
                                     pretext ? test_ : seen_test_, tested_examples(source, test_.rows),
                                     std::span(weights_).first(network.params().floats()));
}

void Study::State::begin_neighbours() {
  const FeatureSet::Rows labelled = features_->labelled(cell_.labels);
  neighbour_labels_.clear();
  for (const std::uint32_t example : labelled.examples) neighbour_labels_.push_back(labelled.data.labels[example]);
  neighbours_ = std::make_unique<UnitLength>(labelled.source);
  network_ = plan_probe(features_->shape(), static_cast<int>(neighbour_labels_.size()));
  weights_ = neighbours_->weights(*network_, labelled.data, labelled.examples);
  FeatureSet::Rows rows = features_->test();
  work_ = std::make_unique<Evaluate>(*network_, *neighbours_, Votes{neighbour_labels_, train_.classes}, rows.data,
                                     std::move(rows.examples), weights_);
}

void Study::State::finish_clusters() {
  const FeatureSet::Rows rows = features_->test();
  const std::vector<std::uint8_t> lie_in = clusters_->clusters_of(rows);
  predictions_ = clusters_->named(lie_in);
  table_ = table_of(lie_in, test_.labels, train_.classes, train_.classes);
  score_ = score_of(predictions_, test_.labels);
  clusters_.reset();
}

void Study::State::finish_fit() {
  const Fit& fit = static_cast<const Fit&>(*work_);
  failure_ = fit.failure();
  weights_ = fit.weights();
  updates_ += fit.updates();
  trainable_ = network_->trainable();
  work_.reset();
}

void Study::State::advance() {
  if (phase_ == Phase::spread) {
    spread_.advance();
    if (!spread_.done()) return;
    predictions_ = spread_.predictions();
    score_ = score_of(predictions_, test_.labels);
    return enter(Phase::done);
  }
  if (phase_ == Phase::cluster) {
    clusters_->advance();
    if (!clusters_->done()) return;
    finish_clusters();
    return enter(Phase::done);
  }
  if (phase_ == Phase::self_train) {
    self_training_->advance();
    if (!self_training_->done()) return;
    finish_self_training();
    if (!failure_) enter(Phase::test);
    return;
  }
  if (phase_ == Phase::encode) {
    features_.advance(cell_.labels);
    return enter(Phase::encode);
  }
  pretext::advance(*work_);
  if (!work_->done()) return;
  if (phase_ != Phase::test) {
    finish_fit();
    if (failure_) return;
    return enter(phase_ == Phase::probe && mode_->method == Mode::Method::probe_then_train ? Phase::train
                                                                                           : Phase::test);
  }
  const Evaluate& test = static_cast<const Evaluate&>(*work_);
  score_ = test.score();
  predictions_ = test.predictions();
  work_.reset();
  if (mode_->method == Mode::Method::neighbours) weights_.clear();
  enter(Phase::done);
}

void Study::State::write_table(JsonWriter& json) const {
  json.field("purity", table_.purity()).field("nmi", table_.nmi()).key("clusters").begin_array();
  for (std::size_t i = 0; i < table_.counts.size(); ++i) {
    if (i % table_.classes == 0) json.begin_array();
    json.value(table_.counts[i]);
    if ((i + 1) % table_.classes == 0) json.end_array();
  }
  json.end_array();
}

void Study::State::write_rounds(JsonWriter& json) const {
  json.key("pseudo_labels").begin_array();
  for (const auto [taken, wrong] : pseudo_labels_) {
    json.begin_object().field("taken", taken).field("wrong", wrong).end_object();
  }
  json.end_array();
}

std::string Study::State::result() const {
  JsonWriter json;
  json.begin_object().field("mode", cell_.mode).field("labels", cell_.labels);
  if (start_ != nullptr) json.field("epoch", start_->epoch);
  if (measure() == Measure::accuracy) json.field("accuracy", score_.accuracy());
  else json.key("accuracy").null().field("psnr", psnr(score_.loss, white()));
  if (mode_->has_loss()) json.field("loss", score_.loss);
  json.field("correct", score_.correct).field("n", score_.n);
  json.field("trainable", trainable_).field("updates", updates_);
  if (mode_->clusters()) write_table(json);
  if (mode_->self_trains()) write_rounds(json);
  return json.end_object().text();
}

Study::Study(std::unique_ptr<State> state) : state_(std::move(state)) {}
Study::~Study() = default;

Result<std::unique_ptr<Study>> Study::open(const Spec& spec, Dataset train, Dataset test,
                                           std::vector<Checkpoint> checkpoints,
                                           std::shared_ptr<const Located> located) {
  Result<Networks> networks = plan_networks(spec, train.form());
  if (!networks) return networks.error();
  std::unique_ptr<Downstream> downstream;
  if (spec.downstream != "label") {
    Result<Downstream> planned = plan_downstream(spec, networks->seen);
    if (!planned) return planned.error();
    downstream = std::make_unique<Downstream>(std::move(*planned));
  }
  for (const Checkpoint& checkpoint : checkpoints) {
    if (checkpoint.weights.size() == networks->pretext.params.floats()) continue;
    return Error{ErrorCode::bad_data, "checkpoint: its weights are not those of the spec's networks."};
  }
  return std::unique_ptr<Study>(new Study(std::make_unique<State>(
      spec, train, test, std::move(checkpoints), std::move(located), std::move(*networks), std::move(downstream))));
}

Failure Study::begin(const Cell& cell) { return state_->begin(cell); }
bool Study::done() const { return state_->done(); }
Failure Study::failure() const { return state_->failure(); }
void Study::advance() { state_->advance(); }
std::string Study::result() const { return state_->result(); }
const std::vector<std::uint8_t>& Study::predictions() const { return state_->predictions(); }
Flow Study::flow() const { return state_->flow(); }
std::vector<Voter> Study::voters(std::span<const std::uint8_t> image) const { return state_->spread().voters(image); }
const std::vector<float>& Study::weights() const { return state_->weights(); }

}  // namespace pretext
