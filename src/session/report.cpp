#include <cmath>

#include "core/json.hpp"
#include "pretext/session.hpp"
#include "session/run.hpp"

namespace pretext {

namespace {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json history_json(const std::vector<EpochStats>& history) {
  Json list = Json::array();
  for (const EpochStats& epoch : history) {
    Json& item = list.emplace_back(Json{{"loss", number(epoch.loss)}, {"accuracy", number(epoch.accuracy)}});
    if (std::isnan(epoch.validation_loss)) continue;
    item["validation_loss"] = number(epoch.validation_loss);
    item["validation_accuracy"] = number(epoch.validation_accuracy);
  }
  return list;
}

Json score_json(const Evaluate::Score& score) {
  return {{"accuracy", score.accuracy()}, {"loss", score.loss}, {"correct", score.correct}, {"n", score.n}};
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

  Json json = {{"stage", run_->done() ? "compare" : stage_name(stage.model)},
               {"fit", name(stage.model)},
               {"activity", activity_name(stage.activity)},
               {"epoch", history(stage.model).size()}};
  if (fit != nullptr) {
    const EpochStats running = fit->running();
    json["epochs"] = fit->settings().epochs;
    json["step"] = fit->step();
    json["steps"] = fit->steps();
    json["updates"] = fit->updates();
    json["loss"] = number(running.loss);
    json["accuracy"] = number(running.accuracy);
  }
  json["fraction"] = cost.total > 0 ? cost.done / cost.total : 1;
  json["done"] = run_->done();
  for (const Model model : all_models) json["history"][name(model)] = history_json(history(model));
  return json.dump();
}

std::string Session::result() const {
  const Run::Finished& pretext = run_->finished(Model::pretext);
  Json json = {{"spec", Json::parse(write_spec(run_->spec()))}, {"seed", run_->spec().seed}, {"build", version()}};
  json["pretext"] = {{"steps", pretext.updates},
                     {"epochs", history_json(pretext.history)},
                     {"test_accuracy", pretext.full.accuracy()},
                     {"test_loss", pretext.full.loss},
                     {"test_n", pretext.full.n}};
  for (const Model model : all_models) {
    if (model == Model::pretext) continue;
    const Run::Finished& finished = run_->finished(model);
    Json arm = score_json(finished.test);
    arm["full"] = score_json(finished.full);
    arm["epochs"] = finished.history.size();
    arm["trainable"] = run_->trained(model).trainable();
    arm["params"] = run_->network(model).params().count();
    json["results"][name(model)] = arm;
  }
  return json.dump();
}

}  // namespace pretext
