#include "run/run.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "pretext/archive.hpp"
#include "run/colours.hpp"
#include "run/labels.hpp"

namespace pretext {

namespace {

constexpr std::size_t pretext_stages = 2;  // training and test

std::vector<std::uint32_t> range(std::uint32_t first, std::uint32_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

std::uint32_t held_out_rows(const Spec::Training& training, std::uint32_t rows) {
  return std::min(rows - 1, static_cast<std::uint32_t>(training.held_out * rows + 0.5));
}

/// Against an adversary the mean of earlier gradients misleads: both fall into cycles, and the generator makes one
/// image of all codes (Radford, Metz and Chintala, "Unsupervised representation learning with deep convolutional
/// generative adversarial networks", ICLR 2016).
constexpr float beta1_against_adversary = 0.5f;

FitSettings settings_of(const Spec::Training& training, bool adversarial = false) {
  FitSettings settings;
  const float rate = static_cast<float>(training.learning_rate);
  if (training.optimiser == "adam") {
    const float beta1 = adversarial ? beta1_against_adversary : Adam{}.beta1;
    settings.rule = Adam{.rate = rate, .beta1 = training.beta1 != 0 ? static_cast<float>(training.beta1) : beta1};
  } else if (training.optimiser == "adamw") {
    settings.rule = AdamW{.rate = rate, .decay = static_cast<float>(training.weight_decay)};
  } else settings.rule = Sgd{.rate = rate, .momentum = static_cast<float>(training.momentum)};
  settings.batch = training.batch;
  settings.micro_batch = training.micro_batch;
  settings.epochs = training.epochs;
  settings.most_steps = training.steps;
  if (training.schedule == "cosine") settings.schedule.kind = Schedule::Kind::cosine;
  if (training.schedule == "linear") settings.schedule.kind = Schedule::Kind::linear;
  settings.schedule.warm_up = training.warm_up;
  settings.shuffle = training.order == "shuffled" || training.order == "dealt";
  if (training.stop == "training_accuracy") settings.stop = Stop::training_accuracy;
  if (training.stop == "validation_loss") settings.stop = Stop::validation_loss;
  settings.patience = training.patience;
  return settings;
}

/// `each` examples of every row, the last part of the rows held out.
Examples split(const Dataset& data, std::vector<std::uint32_t> rows, std::uint32_t each,
               const Spec::Training& training) {
  Examples examples{data, {}, {}};
  const std::size_t kept = rows.size() - held_out_rows(training, static_cast<std::uint32_t>(rows.size()));
  if (training.order == "first_last")
    std::rotate(rows.begin(), rows.begin() + 1, rows.begin() + static_cast<std::ptrdiff_t>(kept));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::uint32_t>& list = i < kept ? examples.training : examples.held_out;
    for (std::uint32_t e = 0; e < each; ++e) list.push_back(rows[i] * each + e);
  }
  return examples;
}

const Spec::Training& training_of(const Spec& spec, Model model) {
  if (model == Model::pretext) return spec.pretext;
  return model == Model::supervised ? spec.supervised : spec.transfer;
}

std::vector<Stage> stages_of(Extent extent, const PretextPlan& pretext) {
  std::vector<Stage> stages(all_stages.begin(), all_stages.end());
  if (extent != Extent::all) stages.resize(pretext_stages);
  if (extent == Extent::graph) {
    stages.push_back({Model::pretext, Activity::locate});
    stages.push_back({Model::pretext, Activity::locate_tests});
  }
  if (pretext.teacher) stages.insert(stages.begin(), {Model::pretext, Activity::prepare});
  return stages;
}

}  // namespace

Session::Run::Run(Spec spec, Dataset train, Dataset test, Networks networks, Extent extent)
    : spec_(std::move(spec)), train_(scaled(train, spec_)), test_(scaled(test, spec_)), networks_(std::move(networks)),
      seen_train_(seen_by(networks_, train_)), seen_test_(seen_by(networks_, test_)), extent_(extent),
      stages_(stages_of(extent, networks_.pretext)) {
  if (extent == Extent::graph) {
    viewpoint_ = plan_viewpoint(spec_, networks_.pretext, networks_.seen);
    located_ = std::make_shared<Located>();
  }
  weigh_colours(networks_.pretext, spec_, train_);
  begin();
  keep_checkpoint();
}

const Network& Session::Run::network(Model model) const {
  return model == Model::pretext ? *networks_.pretext.network : *networks_.classifier;
}

const Source& Session::Run::source(Model model) const {
  return model == Model::pretext ? *networks_.pretext.source : *networks_.digits;
}

Loss Session::Run::loss(Model model) const {
  return model == Model::pretext ? networks_.pretext.loss : Loss(CrossEntropy{});
}

const Network& Session::Run::trained(Model model) const {
  const bool frozen = model == Model::self_supervised || model == Model::random;
  return frozen ? *networks_.probe : network(model);
}

const Fit* Session::Run::fit() const {
  return !done() && stage().activity == Activity::train ? static_cast<const Fit*>(work_.get()) : nullptr;
}

std::vector<float> Session::Run::initial(const Params& params) const {
  std::vector<float> weights(params.floats());
  params.initialise(spec_.seed, weights);
  return weights;
}

std::vector<float> Session::Run::encoder_weights(Model model) const {
  const bool random = model == Model::random;
  return starting_weights(*networks_.encoder, spec_.seed, networks_.pretext,
                          random ? std::span<const float>{} : finished(Model::pretext).weights);
}

std::vector<float> Session::Run::weights(Model model) const {
  const Fit* training = stage().model == model ? fit() : nullptr;
  if (training == nullptr) return finished(model).weights;
  if (&trained(model) == &network(model)) return training->weights();
  return join(*networks_.encoder, stage_weights_, *networks_.probe, training->weights(), standardisation_,
              *networks_.classifier);
}

/// Of what learns digits.
std::vector<std::uint32_t> Session::Run::labelled_rows(const Spec::Training& training) const {
  const Spec::Rows rows = spec_.data.labelled;
  if (training.order != "dealt") return range(rows.from, rows.count);
  const int classes = static_cast<int>(networks_.classifier->out().size());
  std::vector<std::uint32_t> order = label_order(train_, rows, classes, spec_.seed);
  order.resize(rows.count);
  return order;
}

std::unique_ptr<Work> Session::Run::begin_training(Model model) {
  const bool adversarial = model == Model::pretext && networks_.pretext.adversarial();
  const FitSettings settings = settings_of(training_of(spec_, model), adversarial);
  const Network& network = trained(model);
  std::unique_ptr<Objective> objective;
  Examples examples;
  if (model == Model::pretext) {
    const Spec::Rows rows = spec_.data.unlabelled;
    const PretextPlan& plan = stage().activity == Activity::prepare ? *networks_.pretext.teacher : networks_.pretext;
    objective = plan.objective(spec_.pretext, content_weights_);
    examples = split(train_, range(rows.from, rows.count), plan.source->examples_per_row(), spec_.pretext);
  } else if (model == Model::supervised) {
    objective = prediction(network, *networks_.digits, CrossEntropy{});
    examples = split(seen_train_, labelled_rows(spec_.supervised), 1, spec_.supervised);
  } else {
    Dataset features;
    features.shape = network.in();
    features.rows = spec_.data.labelled.count;
    features.values = features_;
    feature_labels_.clear();
    for (const std::uint32_t row : labelled_rows(spec_.transfer)) feature_labels_.push_back(train_.labels[row]);
    features.labels = feature_labels_;
    objective = prediction(network, *networks_.features, CrossEntropy{});
    examples = split(features, range(0, features.rows), 1, spec_.transfer);
  }
  std::vector<float> weights = initial(objective->params());
  return std::make_unique<Fit>(name(model), std::move(objective), std::move(examples), settings, spec_.seed,
                               std::move(weights));
}

std::unique_ptr<Work> Session::Run::begin_locating(Activity activity) {
  viewpoint_.weights =
      starting_weights(*viewpoint_.network, spec_.seed, networks_.pretext, finished(Model::pretext).weights);
  if (activity == Activity::locate) {
    const Spec::Rows unlabelled = spec_.data.unlabelled;
    return std::make_unique<Locate>(viewpoint_, rows_of(seen_train_, unlabelled.from, unlabelled.count));
  }
  return std::make_unique<Locate>(viewpoint_, rows_of(seen_test_, 0, test_.rows),
                                  points_of(located_->features, viewpoint_.network->out().size()));
}

void Session::Run::begin() {
  const auto [model, activity] = stage();
  switch (activity) {
    case Activity::encode: {
      const Spec::Rows unlabelled = spec_.data.unlabelled;
      stage_weights_ = encoder_weights(model);
      work_ =
          std::make_unique<EncodeAndMeasure>(*networks_.encoder, *networks_.digits, seen_train_,
                                             range(unlabelled.from, spec_.transfer.standardise ? unlabelled.count : 0),
                                             labelled_rows(spec_.transfer), stage_weights_);
      break;
    }
    case Activity::prepare:
    case Activity::train:
      // A probe's weights are joined with the encoder that made its features; the others need none.
      stage_weights_.resize(&trained(model) == &network(model) ? 0 : networks_.encoder->params().floats());
      work_ = begin_training(model);
      break;
    case Activity::test: {
      stage_weights_ = finished(model).weights;
      if (model == Model::pretext && networks_.pretext.heads) {
        work_ = networks_.pretext.heads->evaluation(source(model), test_, tested_examples(source(model), test_.rows),
                                                    stage_weights_);
        break;
      }
      const Source& tested = asked(model, stage_weights_, made_);
      work_ = std::make_unique<Evaluate>(network(model), tested, loss(model), test(model),
                                         tested_examples(tested, test_.rows), of_network(model, stage_weights_));
      break;
    }
    case Activity::locate:
    case Activity::locate_tests:
      stage_weights_.clear();
      work_ = begin_locating(activity);
      break;
  }
}

void Session::Run::finish() {
  const auto [model, activity] = stage();
  Finished& done = mine();
  switch (activity) {
    case Activity::encode: {
      const EncodeAndMeasure& encoded = static_cast<const EncodeAndMeasure&>(*work_);
      features_ = encoded.features();
      standardisation_ = encoded.standardisation();
      if (!spec_.transfer.standardise) break;
      const Scaling scaling(standardisation_);
      const std::size_t columns = networks_.encoder->out().size();
      for (std::size_t at = 0; at < features_.size(); at += columns) {
        const std::span<float> row = std::span(features_).subspan(at, columns);
        scaling.apply(row, row);
      }
      break;
    }
    case Activity::prepare: {
      const PretextPlan& plan = networks_.pretext;
      content_weights_.resize(plan.content->params().floats());
      copy_shared(plan.teacher->network->params(), static_cast<Fit&>(*work_).weights(), plan.content->params(),
                  content_weights_);
      break;
    }
    case Activity::train:
      done.weights = weights(model);
      done.history = fit()->history();
      done.updates = fit()->updates();
      break;
    case Activity::test: {
      if (model == Model::pretext && networks_.pretext.heads) {
        const EvaluateTokens& test = static_cast<EvaluateTokens&>(*work_);
        done.test = done.full = test.tokens();
        done.head = test.head();
        break;
      }
      const Evaluate& test = static_cast<Evaluate&>(*work_);
      done.full = test.score();
      done.test = model == Model::pretext ? done.full : test.score(spec_.data.test.from, spec_.data.test.count);
      done.predictions = test.predictions();
      break;
    }
    case Activity::locate:
      located_->features = static_cast<Locate&>(*work_).features();
      located_->points = static_cast<Locate&>(*work_).found();
      break;
    case Activity::locate_tests: located_->tests = static_cast<Locate&>(*work_).found(); break;
  }
}

void Session::Run::keep_checkpoint() {
  const Fit* training = stage().model == Model::pretext ? fit() : nullptr;
  if (training == nullptr || training->failure()) return;
  const std::uint32_t epoch = static_cast<std::uint32_t>(training->history().size());
  if (!checkpoints_.empty() && checkpoints_.back().epoch >= epoch) return;
  if (training->done() || std::ranges::find(kept_epochs, epoch) != kept_epochs.end()) {
    checkpoints_.push_back({epoch, training->weights(), training->done()});
  }
}

void Session::Run::settle() {
  keep_checkpoint();
  if (!work_->done() || work_->failure()) return;
  finish();
  ++stage_;
  if (done()) return;
  begin();
  keep_checkpoint();
}

double Session::Run::expected_cost(Stage stage) const {
  const Spec::Rows labelled = spec_.data.labelled;
  switch (stage.activity) {
    case Activity::encode: {
      const std::uint32_t measured = spec_.transfer.standardise ? spec_.data.unlabelled.count : 0;
      return networks_.encoder->plan().multiplications * (labelled.count + measured);
    }
    case Activity::test: {
      const double rows = static_cast<double>(source(stage.model).tested_per_row()) * test_.rows;
      return rows * multiplications(stage.model, network(stage.model));
    }
    case Activity::locate:
    case Activity::locate_tests: {
      const std::uint32_t points = spec_.data.unlabelled.count;
      const bool first = stage.activity == Activity::locate;
      return locating_cost(viewpoint_, seen_train_.shape.size(), first ? points : test_.rows, points, first);
    }
    case Activity::prepare:
    case Activity::train: break;
  }
  const Spec::Training& training = training_of(spec_, stage.model);
  std::uint32_t rows = labelled.count;
  if (stage.model == Model::pretext) rows = spec_.data.unlabelled.count * source(stage.model).examples_per_row();
  const std::uint32_t held_out = held_out_rows(training, rows);
  const double each = stage.activity == Activity::prepare ? networks_.pretext.teacher->multiplications()
                                                          : multiplications(stage.model, trained(stage.model));
  return fit_cost(each, settings_of(training), rows - held_out, held_out);
}

/// Of one example's way forward through a model's network.
double Session::Run::multiplications(Model model, const Network& network) const {
  return model == Model::pretext ? networks_.pretext.multiplications() : network.plan().multiplications;
}

Work::Cost Session::Run::cost() const {
  Work::Cost cost;
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    const Work::Cost part =
        i == stage_ ? work_->cost() : Work::Cost{i < stage_ ? expected_cost(stages_[i]) : 0, expected_cost(stages_[i])};
    cost.done += part.done;
    cost.total += part.total;
  }
  return cost;
}

}  // namespace pretext
