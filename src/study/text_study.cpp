#include "pretext/text_study.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/json.hpp"
#include "planning/networks.hpp"
#include "planning/text_layers.hpp"
#include "pretext/fit.hpp"
#include "pretext/layers.hpp"
#include "run/labels.hpp"
#include "run/probe.hpp"
#include "study/counting.hpp"
#include "study/logistic.hpp"
#include "study/modes.hpp"

namespace pretext {

namespace {

constexpr std::uint32_t standardised_by = 2000;  ///< unlabelled texts
constexpr std::uint32_t fewest_labelled = 8;

/// Updates of training for so many labels, up to the first number.
struct Updates {
  std::uint32_t labels;
  std::uint32_t updates;
};
constexpr Updates updates_for[] = {{16, 60}, {40, 80}, {80, 100}, {160, 150}, {400, 250}};
constexpr std::uint32_t most_updates = 400;

std::vector<std::uint32_t> range(std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

}  // namespace

class TextStudy::State {
 public:
  State(const Spec& spec, Dataset train, Dataset test, PretextPlan pretext, std::vector<float> pretrained)
      : spec_(spec), train_(train), test_(test), pretext_(std::move(pretext)), pretrained_(std::move(pretrained)),
        form_(pretext_.source->form()), texts_(labelled_rows(train.shape, train.texts.classes)),
        encoder_(std::make_unique<Network>(encoder(), train.shape, rows_per_pass)),
        order_(label_order(train, spec.data.unlabelled, train.texts.classes, spec.seed)) {}

  Failure begin(const std::string& mode, std::uint32_t labels) {
    if (std::ranges::find(text_modes, mode) == text_modes.end()) {
      return refused_cell("'mode' must be one that texts have, such as 'probe', found '" + mode.substr(0, 40) + "'.");
    }
    if (labels < fewest_labelled || labels > order_.size()) {
      return refused_cell("'labels' must be a whole number from " + std::to_string(fewest_labelled) + " to " +
                          std::to_string(order_.size()) + ", found " + std::to_string(labels) + ".");
    }
    const bool untrained = mode == "supervised" || mode == "probe_random";
    const bool counted = Counting::has(mode);
    if (!untrained && !counted && pretrained_.empty()) {
      return refused_cell("'" + mode + "' needs pretraining that has ended.");
    }
    mode_ = mode;
    labels_ = labels;
    fit_ = mode == "fine_tune" || mode == "lp_ft" || mode == "supervised";
    probed_ = mode == "probe" || mode == "lp_ft" || mode == "probe_random";
    failure_ = {};
    trainable_ = updates_ = 0;
    predictions_.clear();
    logistic_.reset();
    counting_.reset();
    work_.reset();
    if (counted) return begin_counting(), Failure{};
    encoder_weights_ =
        starting_weights(*encoder_, spec_.seed, pretext_, untrained ? std::span<const float>{} : pretrained_);
    std::vector<std::uint32_t> rows = unlabelled();
    standardised_ = rows.size();
    rows.insert(rows.end(), chosen().begin(), chosen().end());
    work_ = std::make_unique<Encode>(*encoder_, *texts_, train_, std::move(rows), encoder_weights_);
    phase_ = Phase::encode;
    return {};
  }

  void advance() {
    if (done()) return;
    if (counting_) {
      counting_->advance();
      if (counting_->done()) end_counting();
      return;
    }
    if (logistic_ && !logistic_->done()) {
      logistic_->advance();
      if (logistic_->done()) end_probe();
      return;
    }
    pretext::advance(*work_);
    if (!work_->done()) return;
    failure_ = work_->failure();
    if (failure_) return void(phase_ = Phase::done);
    switch (phase_) {
      case Phase::encode: end_encoding(); break;
      case Phase::train: end_training(); break;
      case Phase::test: end_test(); break;
      case Phase::done: break;
    }
  }

  [[nodiscard]] bool done() const { return phase_ == Phase::done; }
  [[nodiscard]] const Failure& failure() const { return failure_; }
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const { return predictions_; }

  [[nodiscard]] std::string result() const {
    JsonWriter json;
    json.begin_object().field("mode", mode_).field("labels", labels_);
    const bool pretrained = mode_ == "probe" || mode_ == "fine_tune" || mode_ == "lp_ft";
    if (pretrained) json.field("epoch", spec_.pretext.epochs);
    json.field("accuracy", score_.accuracy()).field("loss", score_.loss).field("correct", score_.correct);
    json.field("n", score_.n).field("trainable", trainable_).field("updates", updates_);
    return json.end_object().text();
  }

 private:
  enum class Phase { encode, train, test, done };

  [[nodiscard]] std::unique_ptr<Sequence> encoder() const {
    return text_encoder_layers(spec_.transformer, {train_.texts.vocabulary, form_.causal, form_.parts}, Places::mean);
  }

  /// The texts whose labels are learned from.
  [[nodiscard]] std::span<const std::uint32_t> chosen() const { return std::span(order_).first(labels_); }

  /// Texts that features are standardised by. Sets may be sorted by class: these are from all over.
  [[nodiscard]] std::vector<std::uint32_t> unlabelled() const {
    const Spec::Rows all = spec_.data.unlabelled;
    std::vector<std::uint32_t> rows = range(0, std::min(standardised_by, all.count));
    for (std::uint32_t& row : rows)
      row = all.from + static_cast<std::uint32_t>(std::uint64_t{row} * all.count / rows.size());
    return rows;
  }

  void begin_counting() {
    const auto known = range(spec_.data.unlabelled.from, spec_.data.unlabelled.count);
    const auto tested = range(spec_.data.test.from, spec_.data.test.count);
    counting_.emplace(mode_, train_, test_, Counting::Rows{chosen(), known, unlabelled(), tested}, spec_.seed);
    phase_ = Phase::test;
    if (counting_->done()) end_counting();
  }

  void end_counting() {
    predictions_ = counting_->predictions();
    trainable_ = counting_->trainable();
    score_ = {.n = static_cast<std::uint32_t>(predictions_.size())};
    for (std::uint32_t i = 0; i < score_.n; ++i)
      score_.correct += predictions_[i] == test_.labels[spec_.data.test.from + i] ? 1 : 0;
    phase_ = Phase::done;
  }

  void end_encoding() {
    std::vector<float> features = static_cast<Encode&>(*work_).features();
    const std::size_t width = encoder_->out().size();
    const Standardisation by = standardisation_of(features, standardised_, width);
    standardise(features, by);
    auto layers = encoder();
    layers->add("", fixed_scale({by.mean.begin(), by.mean.end()}, {by.deviation.begin(), by.deviation.end()}));
    layers->add("dense", dense(train_.texts.classes));
    classifier_ = std::make_unique<Network>(std::move(layers), train_.shape, rows_per_pass);
    weights_.assign(classifier_->params().floats(), 0.0f);
    classifier_->params().initialise(spec_.seed, weights_);
    copy_shared(encoder_->params(), encoder_weights_, classifier_->params(), weights_);
    if (!probed_) return begin_training();
    std::vector<std::int32_t> classes;
    for (const std::uint32_t row : chosen()) classes.push_back(train_.labels[row]);
    logistic_.emplace(dense_rows(std::span(features).subspan(standardised_ * width), width, classes),
                      static_cast<int>(width), train_.texts.classes, probe_penalty);
  }

  void end_probe() {
    const Param& kernel = *classifier_->params().find("dense.kernel");
    const Param& bias = *classifier_->params().find("dense.bias");
    const std::vector<double>& found = logistic_->weights();
    for (std::size_t i = 0; i < kernel.size; ++i) weights_[kernel.offset + i] = static_cast<float>(found[i]);
    for (std::size_t i = 0; i < bias.size; ++i) weights_[bias.offset + i] = static_cast<float>(found[kernel.size + i]);
    trainable_ = kernel.size + bias.size;
    fit_ ? begin_training() : begin_test();
  }

  void begin_training() {
    const auto found = std::ranges::find_if(updates_for, [&](const Updates& u) { return labels_ <= u.labels; });
    FitSettings settings;
    settings.rule = AdamW{.rate = mode_ == "supervised" ? 3e-3f : 3e-4f};
    settings.schedule = {Schedule::Kind::linear, 0.1};
    settings.batch = static_cast<int>(std::min(32u, labels_));
    settings.micro_batch = rows_per_pass;
    settings.most_steps = found == std::end(updates_for) ? most_updates : found->updates;
    settings.epochs = static_cast<int>(settings.most_steps);
    Examples examples{train_, {chosen().begin(), chosen().end()}, {}};
    work_ = std::make_unique<Fit>(mode_, prediction(*classifier_, *texts_, CrossEntropy{}), std::move(examples),
                                  settings, spec_.seed, weights_);
    trainable_ = classifier_->trainable();
    phase_ = Phase::train;
  }

  void end_training() {
    weights_ = static_cast<Fit&>(*work_).weights();
    updates_ = static_cast<Fit&>(*work_).updates();
    begin_test();
  }

  void begin_test() {
    work_ = std::make_unique<Evaluate>(*classifier_, *texts_, CrossEntropy{}, test_,
                                       range(spec_.data.test.from, spec_.data.test.count), weights_);
    phase_ = Phase::test;
  }

  void end_test() {
    score_ = static_cast<Evaluate&>(*work_).score();
    predictions_ = static_cast<Evaluate&>(*work_).predictions();
    phase_ = Phase::done;
  }

  Spec spec_;
  Dataset train_;
  Dataset test_;
  PretextPlan pretext_;
  std::vector<float> pretrained_;
  ExampleForm form_;
  std::unique_ptr<Source> texts_;
  std::unique_ptr<Network> encoder_;
  std::unique_ptr<Network> classifier_;
  std::vector<std::uint32_t> order_;
  std::vector<float> encoder_weights_;
  std::vector<float> weights_;
  std::string mode_;
  std::uint32_t labels_ = 0;
  std::size_t standardised_ = 0;
  bool probed_ = false;
  bool fit_ = false;
  Phase phase_ = Phase::done;
  std::unique_ptr<Work> work_;
  std::optional<Logistic> logistic_;
  std::optional<Counting> counting_;
  Evaluate::Score score_;
  std::size_t trainable_ = 0;
  std::uint32_t updates_ = 0;
  std::vector<std::uint8_t> predictions_;
  Failure failure_;
};

TextStudy::TextStudy(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextStudy::~TextStudy() = default;

Result<std::unique_ptr<TextStudy>> TextStudy::open(const Spec& spec, Dataset train, Dataset test,
                                                   std::vector<float> pretrained) {
  if (train.texts.classes < 2) {
    return Error{ErrorCode::bad_data, "data: a study of transfer needs texts of two classes or more, found " +
                                          std::to_string(train.texts.classes) + "."};
  }
  train.shape = test.shape = {spec.transformer.context, 1, 1};
  Result<PretextPlan> pretext = plan_text_pretext(spec, train.texts);
  if (!pretext) return pretext.error();
  return std::unique_ptr<TextStudy>(
      new TextStudy(std::make_unique<State>(spec, train, test, std::move(*pretext), std::move(pretrained))));
}

Failure TextStudy::begin(const std::string& mode, std::uint32_t labels) { return state_->begin(mode, labels); }
bool TextStudy::done() const { return state_->done(); }
Failure TextStudy::failure() const { return state_->failure(); }
void TextStudy::advance() { state_->advance(); }
std::string TextStudy::result() const { return state_->result(); }
const std::vector<std::uint8_t>& TextStudy::predictions() const { return state_->predictions(); }

}  // namespace pretext
