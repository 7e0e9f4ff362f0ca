#include <cmath>

#include "core/json.hpp"
#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

void write_history(JsonWriter& json, const std::vector<EpochStats>& history) {
  json.begin_array();
  for (const EpochStats& epoch : history) {
    json.begin_object().field("loss", epoch.loss).field("accuracy", epoch.accuracy);
    if (!std::isnan(epoch.validation_loss)) {
      json.field("validation_loss", epoch.validation_loss).field("validation_accuracy", epoch.validation_accuracy);
    }
    json.end_object();
  }
  json.end_array();
}

/// The fields of a score, into an object that has been begun.
JsonWriter& write_score(JsonWriter& json, const Evaluate::Score& score) {
  json.field("accuracy", score.accuracy()).field("loss", score.loss);
  return json.field("correct", score.correct).field("n", score.n);
}

/// How well the pretext task is solved on test images: by accuracy where there are classes, else by what it lowers.
void write_test(JsonWriter& json, const Evaluate::Score& score, Measure measure, PixelScale scale) {
  if (measure == Measure::accuracy) json.field("test_accuracy", score.accuracy());
  else json.key("test_accuracy").null().field("test_psnr", psnr(score.loss, scale == PixelScale::raw ? 255 : 1));
  json.field("test_loss", score.loss).field("test_n", score.n);
}

const char* stage_name(Model model) {
  switch (model) {
    case Model::pretext: return "pretrain";
    case Model::self_supervised: return "transfer";
    default: return "compare";
  }
}

const char* activity_name(Activity activity) {
  switch (activity) {
    case Activity::train: return "train";
    case Activity::encode: return "encode";
    case Activity::test: return "test";
    case Activity::prepare: return "prepare";
    case Activity::locate:
    case Activity::locate_tests: return "locate";
  }
  return "";
}

}  // namespace

std::string Session::progress() const {
  const Stage stage = run_->stage();
  const Fit* fit = run_->fit();
  const Work::Cost cost = run_->cost();
  const auto history = [&](Model model) -> const std::vector<EpochStats>& {
    return fit != nullptr && stage.model == model ? fit->history() : run_->finished(model).history;
  };

  JsonWriter json;
  json.begin_object()
      .field("stage", run_->done() ? "compare" : stage_name(stage.model))
      .field("fit", name(stage.model));
  json.field("activity", activity_name(stage.activity)).field("epoch", history(stage.model).size());
  if (fit != nullptr) {
    const EpochStats running = fit->running();
    json.field("epochs", fit->settings().epochs).field("step", fit->step()).field("steps", fit->steps());
    json.field("loss", running.loss).field("accuracy", running.accuracy);
  }
  json.field("updates", fit != nullptr ? fit->updates() : run_->finished(stage.model).updates);
  json.field("fraction", cost.total > 0 ? cost.done / cost.total : 1.0).field("done", run_->done());
  json.key("history").begin_object();
  for (const Model model : all_models) write_history(json.key(name(model)), history(model));
  return json.end_object().end_object().text();
}

std::string Session::result() const {
  const Run::Finished& pretext = run_->finished(Model::pretext);
  JsonWriter json;
  json.begin_object()
      .key("spec")
      .raw(write_spec(run_->spec()))
      .field("seed", run_->spec().seed)
      .field("build", version());
  json.key("pretext").begin_object().field("steps", pretext.updates);
  write_history(json.key("epochs"), pretext.history);
  write_test(json, pretext.full, measure_of(run_->loss(Model::pretext)), run_->test().scale);
  if (pretext.head.n > 0)
    json.field("test_head_accuracy", pretext.head.accuracy()).field("test_head_n", pretext.head.n);
  json.end_object();
  json.key("results").begin_object();
  for (const Model model : all_models) {
    if (model == Model::pretext || run_->extent() != Extent::all) continue;
    const Run::Finished& finished = run_->finished(model);
    write_score(json.key(name(model)).begin_object(), finished.test);
    write_score(json.key("full").begin_object(), finished.full).end_object();
    json.field("epochs", finished.history.size()).field("trainable", run_->trained(model).trainable());
    json.field("params", run_->network(model).params().count()).end_object();
  }
  return json.end_object().end_object().text();
}

}  // namespace pretext
