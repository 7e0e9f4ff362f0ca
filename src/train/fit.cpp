#include "pretext/fit.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "kernels/update.hpp"
#include "pretext/archive.hpp"
#include "pretext/rng.hpp"
#include "train/tree.hpp"

namespace pretext {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Leaves share_of(Share share, int leaves) { return {share.first(leaves), share.last(leaves)}; }

/// Levels below the root of a tree with so many leaves.
int tree_levels(int leaves) { return static_cast<int>(std::bit_width(static_cast<unsigned>(leaves - 1))); }

/// A training pass costs three forward passes: forward, gradient by the input, gradient by the weights.
double epoch_cost(double multiplications, std::size_t training, std::size_t held_out) {
  return multiplications * (3.0 * static_cast<double>(training) + static_cast<double>(held_out));
}

}  // namespace

double fit_cost(double multiplications, const FitSettings& settings, std::size_t training, std::size_t held_out,
                std::uint32_t best_epoch) {
  double epochs = settings.epochs;
  // A rule that may stop early is expected to wait out its patience, and not to stop before a few of them.
  if (settings.stop != Stop::never) {
    epochs =
        std::min(epochs, std::max(4.0 * settings.patience, static_cast<double>(best_epoch) + settings.patience + 1));
  }
  if (settings.most_steps != 0) {
    const double rows = static_cast<double>(settings.most_steps) * settings.batch;
    epochs = std::min(epochs, rows / static_cast<double>(training));
  }
  return epochs * epoch_cost(multiplications, training, held_out);
}

Fit::Fit(std::string name, std::unique_ptr<Objective> objective, Examples examples, const FitSettings& settings,
         std::uint64_t seed, std::vector<float> weights)
    : name_(std::move(name)), objective_(std::move(objective)), examples_(std::move(examples)), settings_(settings),
      seed_(seed), weights_(std::move(weights)), epoch_start_(weights_),
      best_(settings.stop == Stop::validation_loss ? weights_ : std::vector<float>{}),
      optimizer_(settings.rule, weights_.size(), matrices_of(objective_->params())), order_(examples_.training),
      related_(static_cast<std::size_t>(settings.batch) * objective_->related_floats()) {
  assert(settings.micro_batch <= objective_->network().max_batch() && !examples_.training.empty());
  assert(weights_.size() == objective_->params().floats());
  const int most_leaves = (settings.batch + settings.micro_batch - 1) / settings.micro_batch;
  const std::size_t levels = static_cast<std::size_t>(tree_levels(most_leaves));
  // A share is covered by at most two nodes per level below the root.
  part_.resize(std::max(std::max(std::size_t{1}, 2 * levels) * node_floats(), related_.size()));
  // One sum under way per level; gathering one takes one more.
  tree_.resize((levels + 1) * node_floats());
  history_.reserve(static_cast<std::size_t>(settings.epochs));
  if (!examples_.held_out.empty()) {
    validation_.emplace(objective_->network(), objective_->source(), objective_->loss(), examples_.data,
                        examples_.held_out, network_weights());
  }
  objective_->set_weights(weights_);
  done_ = settings.epochs == 0;
  if (!done_) begin_epoch();
}

std::uint32_t Fit::steps() const {
  const std::uint32_t batch = static_cast<std::uint32_t>(settings_.batch);
  return (static_cast<std::uint32_t>(order_.size()) + batch - 1) / batch;
}

std::uint32_t Fit::batch_rows() const {
  const std::uint32_t batch = static_cast<std::uint32_t>(settings_.batch);
  return std::min(batch, static_cast<std::uint32_t>(order_.size()) - step_ * batch);
}

int Fit::leaf_count() const {
  const std::uint32_t micro = static_cast<std::uint32_t>(settings_.micro_batch);
  return static_cast<int>((batch_rows() + micro - 1) / micro);
}

std::span<float> Fit::tree(int depth) {
  return std::span(tree_).subspan(static_cast<std::size_t>(depth) * node_floats(), node_floats());
}

Leaf Fit::leaf_at(int index) const {
  const std::uint32_t rows = batch_rows();
  const std::uint32_t micro = static_cast<std::uint32_t>(settings_.micro_batch);
  const std::uint32_t first = static_cast<std::uint32_t>(index) * micro;
  const std::uint32_t at = step_ * static_cast<std::uint32_t>(settings_.batch) + first;
  return {.data = examples_.data,
          .examples = std::span(order_).subspan(at, std::min(micro, rows - first)),
          .seed = seed_,
          .step = updates_,
          .index = index,
          .first = first,
          .batch = rows,
          .whole = std::span(order_).subspan(at - first, rows)};
}

/// Floats of the outputs of a share's leaves.
std::size_t Fit::related_size(Share share) const {
  const Leaves leaves = share_of(share, leaf_count());
  std::size_t examples = 0;
  for (int leaf = leaves.first; leaf < leaves.last; ++leaf) examples += leaf_at(leaf).examples.size();
  return examples * objective_->related_floats();
}

std::span<const float> Fit::compute_outputs(Share share) {
  const Leaves leaves = leaf_count() == 1 ? Leaves{0, 1} : share_of(share, leaf_count());
  std::size_t used = 0;
  for (int index = leaves.first; index < leaves.last; ++index) {
    const Leaf leaf = leaf_at(index);
    const std::size_t size = leaf.examples.size() * objective_->related_floats();
    objective_->outputs(leaf, std::span(part_).subspan(used, size));
    used += size;
  }
  return std::span(part_).first(used);
}

void Fit::relate(Parts parts) {
  const std::span<float> all = std::span(related_).first(std::size_t{batch_rows()} * objective_->related_floats());
  if (parts.empty()) std::copy_n(part_.begin(), all.size(), all.begin());
  std::size_t at = 0;
  for (const std::span<const float> part : parts) {
    std::ranges::copy(part, all.begin() + static_cast<std::ptrdiff_t>(at));
    at += part.size();
  }
  objective_->relate(all);
  relating_ = false;
}

std::size_t Fit::part_size(Share share) const {
  if (validating_) return validation_->part_size(share);
  if (relating_) return leaf_count() == 1 ? 0 : related_size(share);
  const int leaves = leaf_count();
  // One pass is not worth a message: everybody computes it.
  if (leaves == 1) return 0;
  std::size_t nodes = 0;
  visit_nodes({0, leaves}, share_of(share, leaves), [&](Leaves) { ++nodes; });
  return nodes * node_floats();
}

std::span<const float> Fit::compute(Share share) {
  if (validating_) return validation_->compute(share);
  if (relating_) return compute_outputs(share);
  const int leaves = leaf_count();
  std::size_t used = 0;
  visit_nodes({0, leaves}, leaves == 1 ? Leaves{0, 1} : share_of(share, leaves), [&](Leaves node) {
    sum(node, std::span(part_).subspan(used, node_floats()), 0);
    used += node_floats();
  });
  return std::span(part_).first(used);
}

void Fit::sum(Leaves node, std::span<float> out, int depth) {
  if (node.count() == 1) return leaf(node.first, out);
  sum(node.left(), out, depth);
  sum(node.right(), tree(depth), depth + 1);
  kernels::add(out.data(), tree(depth).data(), node_floats());
}

void Fit::leaf(int index, std::span<float> out) {
  const LossSums sums = objective_->leaf(leaf_at(index), out.first(weights_.size()));
  out[weights_.size()] = sums.loss;
  out[weights_.size() + 1] = sums.correct;
  out[weights_.size() + 2] = sums.critic;
}

std::span<const float> Fit::gather(Leaves node, Parts parts, int depth) {
  const int leaves = leaf_count();
  for (int s = 0; s < static_cast<int>(parts.size()); ++s) {
    const Leaves share = share_of({s, static_cast<int>(parts.size())}, leaves);
    if (!node.within(share)) continue;
    std::size_t at = 0;
    visit_nodes({0, leaves}, share, [&](Leaves sent) { at += sent.first < node.first ? node_floats() : 0; });
    return parts[static_cast<std::size_t>(s)].subspan(at, node_floats());
  }
  const std::span<float> total = tree(depth);
  std::ranges::copy(gather(node.left(), parts, depth + 1), total.begin());
  kernels::add(total.data(), gather(node.right(), parts, depth + 1).data(), node_floats());
  return total;
}

void Fit::absorb(Parts parts) {
  if (validating_) {
    validation_->absorb(parts);
    if (validation_->done()) end_epoch();
    return;
  }
  if (relating_) return relate(parts);
  update(parts.empty() ? std::span<const float>(part_).first(node_floats()) : gather({0, leaf_count()}, parts, 0));
}

void Fit::update(std::span<const float> total) {
  const float loss = total[weights_.size()];
  if (!std::isfinite(loss)) return diverge();
  loss_sum_ += static_cast<double>(loss);
  correct_sum_ += static_cast<double>(total[weights_.size() + 1]);
  rows_seen_ += batch_rows();
  optimizer_.set_rate(rate());
  optimizer_.step(weights_, total.first(weights_.size()), objective_->network().first_trainable());
  objective_->set_weights(weights_);
  ++step_;
  ++updates_;
  if (step_ < steps() && updates_ != settings_.most_steps) return begin_step();
  if (!validation_) return end_epoch();
  validation_->restart(network_weights());
  validating_ = true;
}

/// Of the next update.
float Fit::rate() const {
  const double highest = std::visit([](const auto& rule) { return static_cast<double>(rule.rate); }, settings_.rule);
  const std::uint32_t planned = steps() * static_cast<std::uint32_t>(settings_.epochs);
  const std::uint32_t last = settings_.most_steps == 0 ? planned : std::min(planned, settings_.most_steps);
  return static_cast<float>(rate_at(settings_.schedule, highest, updates_, last));
}

void Fit::begin_epoch() {
  step_ = 0;
  rows_seen_ = 0;
  loss_sum_ = correct_sum_ = 0;
  validating_ = false;
  std::ranges::copy(weights_, epoch_start_.begin());
  shuffle_epoch();
  begin_step();
}

void Fit::begin_step() { relating_ = objective_->related_floats() > 0; }

void Fit::shuffle_epoch() {
  if (!settings_.shuffle) return;
  std::ranges::copy(examples_.training, order_.begin());
  shuffle(order_, Rng(seed_, Stream::shuffle, static_cast<std::uint32_t>(history_.size())));
}

void Fit::end_epoch() {
  EpochStats stats = running();
  if (validation_) {
    const Evaluate::Score score = validation_->score();
    stats.validation_loss = score.loss;
    stats.validation_accuracy = std::isnan(stats.accuracy) ? nan : score.accuracy();
    if (!std::isfinite(score.loss)) return diverge();
  }
  if (!std::ranges::all_of(weights_, [](float w) { return std::isfinite(w); })) return diverge();
  history_.push_back(stats);
  const bool stop = should_stop();
  done_ = stop || static_cast<int>(history_.size()) == settings_.epochs ||
          (settings_.most_steps != 0 && updates_ >= settings_.most_steps);
  if (!done_) return begin_epoch();
  if (settings_.stop == Stop::validation_loss) {
    std::ranges::copy(best_, weights_.begin());
    objective_->set_weights(weights_);
  }
}

bool Fit::should_stop() {
  const std::uint32_t epoch = static_cast<std::uint32_t>(history_.size() - 1);
  const EpochStats& now = history_[epoch];
  const EpochStats& best = history_[best_epoch_];
  switch (settings_.stop) {
    case Stop::never: return false;
    case Stop::training_accuracy:
      if (now.accuracy > best.accuracy) best_epoch_ = epoch;
      break;
    case Stop::validation_loss:
      if (epoch != 0 && now.validation_loss >= best.validation_loss) break;
      best_epoch_ = epoch;
      std::ranges::copy(weights_, best_.begin());
      break;
  }
  return epoch - best_epoch_ >= static_cast<std::uint32_t>(settings_.patience);
}

void Fit::diverge() {
  std::ranges::copy(epoch_start_, weights_.begin());
  objective_->set_weights(weights_);
  done_ = diverged_ = true;
}

Failure Fit::failure() const {
  if (!diverged_) return {};
  return Error{ErrorCode::diverged, name_ + ": the loss is no longer a finite number in epoch " +
                                        std::to_string(history_.size() + 1) + ", step " +
                                        std::to_string(std::min(step_ + 1, steps())) + "; a smaller " + name_ +
                                        ".learning_rate may help."};
}

EpochStats Fit::running() const {
  if (rows_seen_ == 0) return history_.empty() ? EpochStats{nan, nan, nan, nan} : history_.back();
  const double rows = static_cast<double>(rows_seen_);
  const bool accuracy = measure_of(objective_->loss()) == Measure::accuracy;
  return {loss_sum_ / rows, accuracy ? correct_sum_ / rows : nan, nan, nan};
}

Work::Cost Fit::cost() const {
  const double total =
      fit_cost(objective_->multiplications(), settings_, order_.size(), examples_.held_out.size(), best_epoch_);
  if (done_) return {total, total};
  const double per_row = 3 * objective_->multiplications();
  const double in_epoch = per_row * static_cast<double>(rows_seen_);
  const double epoch = epoch_cost(objective_->multiplications(), order_.size(), examples_.held_out.size());
  return {std::min(total, static_cast<double>(history_.size()) * epoch + in_epoch), total};
}

void archive_history(Archive& archive, std::vector<EpochStats>& history, std::size_t most_epochs) {
  std::vector<double> values;
  for (const EpochStats& e : history) {
    values.insert(values.end(), {e.loss, e.accuracy, e.validation_loss, e.validation_accuracy});
  }
  archive.list("history", values, 4 * most_epochs);
  if (!archive.restoring()) return;
  history.clear();
  for (std::size_t i = 0; i + 3 < values.size(); i += 4) {
    history.push_back({values[i], values[i + 1], values[i + 2], values[i + 3]});
  }
}

void Fit::archive(Archive& archive) {
  archive.values("weights", std::span(weights_));
  archive.values("epoch_start", std::span(epoch_start_));
  archive.values("best", std::span(best_));
  archive.values("moments", optimizer_.moments());
  archive_history(archive, history_, static_cast<std::size_t>(settings_.epochs));
  double sums[] = {loss_sum_, correct_sum_};
  archive.values("sums", std::span<double>(sums));
  std::uint32_t updates = updates_;
  archive.number("updates", updates, steps() * static_cast<std::uint32_t>(settings_.epochs));
  archive.number("step", step_, steps());
  archive.number("rows_seen", rows_seen_, static_cast<std::uint32_t>(order_.size()));
  archive.number("best_epoch", best_epoch_, static_cast<std::uint32_t>(settings_.epochs));
  std::uint32_t validating = validating_ ? 1 : 0;
  std::uint32_t done = done_ ? 1 : 0;
  std::uint32_t diverged = diverged_ ? 1 : 0;
  archive.number("validating", validating, validation_ ? 1 : 0);
  archive.number("done", done, 1);
  // Outputs that have been exchanged already: the second half of a step goes on from them.
  std::uint32_t related = relating_ || done_ || validating_ ? 0 : 1;
  if (!related_.empty()) {
    archive.number("related", related, 1);
    archive.values("outputs", std::span(related_));
  }
  archive.number("diverged", diverged, done);
  if (validation_) archive.scope("validation", [&] { validation_->archive(archive); });
  if (!archive.restoring()) return;

  if (done == 0 && step_ >= steps() && validating == 0) archive.refuse("the position lies behind the end of an epoch.");
  if (done == 0 && history_.size() >= static_cast<std::size_t>(settings_.epochs)) {
    archive.refuse("the position lies behind the last epoch.");
  }
  best_epoch_ = history_.empty() ? 0 : std::min(best_epoch_, static_cast<std::uint32_t>(history_.size() - 1));
  loss_sum_ = sums[0];
  correct_sum_ = sums[1];
  updates_ = updates;
  optimizer_.set_steps(updates);
  validating_ = validating != 0;
  done_ = done != 0;
  diverged_ = diverged != 0;
  shuffle_epoch();
  objective_->set_weights(weights_);
  if (validating_) return validation_->set_weights(network_weights());
  begin_step();
  if (done_ || related_.empty() || related == 0) return;
  objective_->relate(std::span(related_).first(std::size_t{batch_rows()} * objective_->related_floats()));
  relating_ = false;
}

}  // namespace pretext
