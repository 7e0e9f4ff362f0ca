#include <utility>

#include "pretext/archive.hpp"
#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

constexpr const char* file_name = "checkpoint";
constexpr std::size_t most_checkpoints = 16;
constexpr const char* format = "pretext checkpoint 1";

void archive_score(Archive& archive, const std::string& name, Evaluate::Score& score) {
  constexpr std::uint32_t most = 1u << 24;
  archive.scope(name, [&] {
    archive.number("n", score.n, most);
    archive.number("correct", score.correct, most);
    archive.values("loss", std::span<double>(&score.loss, 1));
  });
}

}  // namespace

void Session::Run::archive(Archive& archive) {
  std::uint32_t stage = static_cast<std::uint32_t>(stage_);
  archive.number("stage", stage, static_cast<std::uint32_t>(stages_.size()));
  for (const Model model : all_models) {
    Finished& done = finished_[static_cast<std::size_t>(model)];
    archive.scope(name(model), [&] {
      archive.list("weights", done.weights, params(model).floats());
      archive_history(archive, done.history, 1000);
      archive.number("updates", done.updates, 1u << 30);
      archive_score(archive, "test", done.test);
      archive_score(archive, "full", done.full);
      if (networks_.pretext.heads) archive_score(archive, "head", done.head);
      archive.list("predictions", done.predictions,
                   std::size_t{test_.rows} * source(Model::pretext).examples_per_row());
    });
  }
  archive_checkpoints(archive, stage > (networks_.pretext.teacher ? 1u : 0u));
  if (networks_.pretext.teacher) {
    archive.list("content", content_weights_, networks_.pretext.content->params().floats());
  }
  if (located_) archive_located(archive, stage);
  archive.list("features", features_, spec_.data.labelled.count * networks_.encoder->out().size());
  archive.list("feature_mean", standardisation_.mean, networks_.encoder->out().size());
  archive.list("feature_deviation", standardisation_.deviation, networks_.encoder->out().size());
  if (archive.restoring()) {
    if (!archive.failure()) check_restored(archive, stage);
    if (archive.failure()) return;
    stage_ = stage;
    if (!done()) begin();
  }
  if (done()) return;
  archive.values("encoder", std::span(stage_weights_));
  archive.scope("work", [&] { work_->archive(archive); });
  if (archive.restoring() && work_->done() && !work_->failure()) {
    archive.refuse("the work under way has nothing left to do.");
  }
}

void Session::Run::archive_checkpoints(Archive& archive, bool trained) {
  const std::size_t floats = params(Model::pretext).floats();
  std::vector<std::uint32_t> epochs;
  std::vector<float> weights;
  for (const Checkpoint& checkpoint : checkpoints_) {
    epochs.push_back(checkpoint.epoch);
    weights.insert(weights.end(), checkpoint.weights.begin(), checkpoint.weights.end());
  }
  archive.list("kept_epochs", epochs, most_checkpoints);
  archive.list("kept_weights", weights, most_checkpoints * floats);
  if (!archive.restoring() || archive.failure()) return;
  if (weights.size() != epochs.size() * floats) return archive.refuse("the kept weights do not match their epochs.");
  checkpoints_.clear();
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    const std::span<const float> kept = std::span(weights).subspan(i * floats, floats);
    checkpoints_.push_back({epochs[i], {kept.begin(), kept.end()}, trained && i + 1 == epochs.size()});
  }
}

void Session::Run::archive_located(Archive& archive, std::uint32_t stage) {
  const std::uint32_t images = spec_.data.unlabelled.count;
  const auto end = static_cast<std::uint32_t>(stages_.size());
  const std::size_t width = viewpoint_.network->out().size();
  archive.list("located", located_->features, std::size_t{images} * width);
  archive_neighbours(archive, "points", located_->points, images * graph_neighbours, images);
  archive_neighbours(archive, "tests", located_->tests, std::size_t{test_.rows} * graph_neighbours, images);
  if (!archive.restoring() || archive.failure()) return;
  const std::size_t points = stage + 1 >= end ? images : 0u;
  const std::size_t tests = stage == end ? test_.rows : 0u;
  if (located_->features.size() != points * width || located_->points.size() != points * graph_neighbours ||
      located_->tests.size() != tests * graph_neighbours) {
    archive.refuse("what has been located does not fit the stage.");
  }
}

/// What the stages before `stage` should have left behind is there, and nothing else.
void Session::Run::check_restored(Archive& archive, std::uint32_t stage) {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    const auto [model, activity] = stages_[i];
    const std::size_t floats = i < stage ? params(model).floats() : 0;
    if (activity == Activity::train && finished(model).weights.size() != floats) {
      archive.refuse(std::string("the weights of '") + name(model) + "' do not fit the stage.");
    }
    if (activity == Activity::prepare &&
        content_weights_.size() != (i < stage ? networks_.pretext.content->params().floats() : 0)) {
      archive.refuse("the weights of the content network do not fit the stage.");
    }
    if (activity == Activity::encode && stage == i + 1) {
      const std::size_t columns = networks_.encoder->out().size();
      if (features_.size() != spec_.data.labelled.count * columns) archive.refuse("the features are missing.");
      if (standardisation_.mean.size() != (spec_.transfer.standardise ? columns : 0) ||
          standardisation_.deviation.size() != standardisation_.mean.size()) {
        archive.refuse("the features' mean and deviation are missing.");
      }
    }
  }
}

std::vector<std::uint8_t> Session::save() {
  Safetensors file;
  file.metadata = {{"format", format}, {"version", version()}, {"spec", write_spec(run_->spec())}};
  if (run_->extent() != Extent::all) file.metadata.insert_or_assign("extent", name(run_->extent()));
  Archive archive(file);
  run_->archive(archive);
  return write_safetensors(file);
}

Result<std::unique_ptr<Session>> Session::resume(std::span<const std::uint8_t> bytes, Dataset train, Dataset test) {
  const Result<Safetensors> file = read_safetensors(file_name, bytes);
  if (!file) return file.error();
  const auto found = file->metadata.find("format");
  if (found == file->metadata.end() || found->second != format || !file->metadata.contains("spec")) {
    return Error{ErrorCode::bad_file, std::string(file_name) + ": expected a '" + format + "' file."};
  }
  const auto named = file->metadata.find("extent");
  const auto extent = named == file->metadata.end() ? Extent::all : extent_named(named->second);
  if (!extent) return Error{ErrorCode::bad_file, std::string(file_name) + ": it says an unknown extent of the run."};
  const Result<Spec> spec = read_spec(file->metadata.at("spec"));
  if (!spec) return spec.error();
  Result<std::unique_ptr<Session>> session = open(*spec, train, test, *extent);
  if (!session) return session.error();
  Archive archive(*file, file_name);
  (*session)->run_->archive(archive);
  if (archive.failure()) return *archive.failure();
  return session;
}

}  // namespace pretext
