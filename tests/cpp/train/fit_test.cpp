#include "pretext/fit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "naive.hpp"
#include "pretext/archive.hpp"
#include "train/shares.hpp"
#include "train/toy.hpp"

namespace pretext {
namespace {

using testing::advance;
using testing::Toy;

const FitSettings sgd{.rule = Sgd{.rate = 0.1f, .momentum = 0.9f}, .batch = 16, .micro_batch = 3, .epochs = 4};
const FitSettings early{.rule = Adam{.rate = 0.1f},
                        .batch = 16,
                        .micro_batch = 3,
                        .epochs = 200,
                        .stop = Stop::validation_loss,
                        .patience = 3};

/// Runs to the end; returns the number of units.
int run(Fit& fit, int shares = 1) {
  int units = 0;
  for (; !fit.done(); ++units) advance(fit, shares);
  return units;
}

TEST_CASE("a fit is plain batch gradient descent in double precision, with a short last batch") {
  const Toy toy;
  FitSettings settings = sgd;
  settings.shuffle = false;
  Fit fit = toy.fit(settings);
  CHECK(fit.steps() == 4);  // 50 rows: 16, 16, 16, 2
  run(fit);

  const std::vector<float> initial = toy.initial();
  const Param& kernel = *toy.network->params().find("dense.kernel");
  const Param& bias = *toy.network->params().find("dense.bias");
  naive::Values w(initial.begin(), initial.end());
  naive::Values velocity(w.size(), 0.0);
  std::vector<EpochStats> history(4);
  for (EpochStats& epoch : history) {
    for (std::size_t from = 0; from < 50; from += 16) {
      const std::size_t n = std::min<std::size_t>(16, 50 - from);
      naive::Values gradient(w.size(), 0.0);
      for (std::size_t row = from; row < from + n; ++row) {
        naive::Values logits(Toy::classes);
        for (std::size_t c = 0; c < Toy::classes; ++c) {
          logits[c] = w[bias.offset + c];
          for (std::size_t f = 0; f < Toy::columns; ++f) {
            logits[c] +=
                static_cast<double>(toy.features[row * Toy::columns + f]) * w[kernel.offset + f * Toy::classes + c];
          }
        }
        naive::Values d;
        epoch.loss += naive::cross_entropy(logits, toy.labels[row], d) / 50;
        epoch.accuracy +=
            std::max_element(logits.begin(), logits.end()) - logits.begin() == toy.labels[row] ? 0.02 : 0.0;
        for (std::size_t c = 0; c < Toy::classes; ++c) {
          const double share = d[c] / static_cast<double>(n);
          gradient[bias.offset + c] += share;
          for (std::size_t f = 0; f < Toy::columns; ++f) {
            gradient[kernel.offset + f * Toy::classes + c] +=
                share * static_cast<double>(toy.features[row * Toy::columns + f]);
          }
        }
      }
      for (std::size_t i = 0; i < w.size(); ++i) {
        velocity[i] = 0.9 * velocity[i] - 0.1 * gradient[i];
        w[i] += velocity[i];
      }
    }
  }
  CHECK(testing::relative_error(fit.weights(), w) < 1e-5);
  CHECK(fit.updates() == 16);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(fit.history()[i].loss == doctest::Approx(history[i].loss).epsilon(1e-5));
    CHECK(fit.history()[i].accuracy == doctest::Approx(history[i].accuracy));
    CHECK(std::isnan(fit.history()[i].validation_loss));
  }
}

TEST_CASE("any number of shares gives the same bits") {
  const Toy toy;
  Fit alone = toy.fit(early, 10);
  run(alone);
  for (const int shares : {2, 3, 4, 7, 8}) {
    CAPTURE(shares);
    Fit fit = toy.fit(early, 10);
    run(fit, shares);
    CHECK(fit.weights() == alone.weights());
    CHECK(fit.history().size() == alone.history().size());
  }
}

TEST_CASE("a unit that was computed but not absorbed leaves no trace") {
  const Toy toy;
  Fit once = toy.fit(sgd);
  Fit twice = toy.fit(sgd);
  for (; !once.done(); advance(once), advance(twice)) {
    twice.compute({1, 2});
    twice.compute({0, 3});
  }
  CHECK(twice.weights() == once.weights());
}

TEST_CASE("shuffling draws every row once an epoch, in another order each time") {
  const Toy toy;
  FitSettings settings = sgd;
  Fit shuffled = toy.fit(settings);
  run(shuffled);
  settings.shuffle = false;
  Fit stored = toy.fit(settings);
  run(stored);
  CHECK(shuffled.weights() != stored.weights());
  // With a rate too small to move anything, an epoch's loss is the mean over its rows whatever their order.
  settings.rule = Sgd{.rate = 1e-20f};
  for (const bool shuffle : {false, true}) {
    settings.shuffle = shuffle;
    Fit still = toy.fit(settings);
    run(still);
    for (const EpochStats& epoch : still.history())
      CHECK(epoch.loss == doctest::Approx(still.history()[0].loss).epsilon(1e-6));
  }
}

TEST_CASE("stopping on the validation loss waits out its patience and keeps the best weights") {
  const Toy toy;
  Fit fit = toy.fit(early, 10);
  run(fit);
  const std::vector<EpochStats>& history = fit.history();
  const auto best = std::ranges::min_element(history, {}, &EpochStats::validation_loss);
  REQUIRE(history.size() < 200);
  CHECK(history.end() - best == 1 + early.patience);

  FitSettings until_best = early;
  until_best.epochs = static_cast<int>(best - history.begin()) + 1;
  until_best.stop = Stop::never;
  Fit shorter = toy.fit(until_best, 10);
  run(shorter);
  CHECK(fit.weights() == shorter.weights());
}

TEST_CASE("the best weights are kept even when the epochs run out first") {
  const Toy toy;
  Fit whole = toy.fit(early, 10);
  run(whole);
  FitSettings settings = early;
  settings.epochs = static_cast<int>(whole.history().size()) - 1;
  Fit cut = toy.fit(settings, 10);
  run(cut);
  CHECK(cut.weights() == whole.weights());
}

TEST_CASE("stopping on the training accuracy waits for a rise") {
  const Toy toy;
  FitSettings settings = sgd;
  settings.epochs = 200;
  settings.stop = Stop::training_accuracy;
  settings.patience = 5;
  Fit fit = toy.fit(settings);
  run(fit);
  const auto best = std::ranges::max_element(fit.history(), {}, &EpochStats::accuracy);  // the first of them
  CHECK(fit.history().end() - best == 6);
}

TEST_CASE("a limit on the updates ends a fit within an epoch") {
  const Toy toy;
  FitSettings settings = sgd;
  settings.most_steps = 6;
  Fit fit = toy.fit(settings);
  run(fit);
  CHECK(fit.updates() == 6);
  CHECK(fit.history().size() == 2);
}

/// Saves `fit` as a file and restores it into another one with the same settings.
Failure hand_over(Fit& fit, Fit& to) {
  Safetensors file;
  Archive out(file);
  fit.archive(out);
  const Result<Safetensors> read = read_safetensors("checkpoint", write_safetensors(file));
  REQUIRE(read);
  Archive in(*read, "checkpoint");
  to.archive(in);
  return in.failure();
}

TEST_CASE("a fit that is saved and restored before any unit ends with the same bits") {
  const Toy toy;
  Fit whole = toy.fit(early, 10);
  const int units = run(whole);
  for (int at = 0; at <= units; ++at) {
    CAPTURE(at);
    Fit first = toy.fit(early, 10);
    for (int i = 0; i < at; ++i) advance(first);
    Fit second = toy.fit(early, 10);
    REQUIRE_FALSE(hand_over(first, second));
    run(second);
    REQUIRE(second.weights() == whole.weights());
    REQUIRE(second.history().size() == whole.history().size());
    REQUIRE(second.updates() == whole.updates());
  }
}

TEST_CASE("divergence is one sentence that names the field, and the last good weights stay") {
  const Toy toy;
  FitSettings settings = sgd;
  settings.rule = Sgd{.rate = 3e38f, .momentum = 0.9f};
  Fit fit = toy.fit(settings);
  run(fit);
  REQUIRE(fit.failure());
  CHECK(fit.failure()->code == ErrorCode::diverged);
  CHECK(fit.failure()->message.starts_with("toy: the loss is no longer a finite number in epoch 1, step "));
  CHECK(fit.failure()->message.ends_with("; a smaller toy.learning_rate may help."));
  CHECK(fit.weights() == toy.initial());

  Fit restored = toy.fit(settings);
  REQUIRE_FALSE(hand_over(fit, restored));
  CHECK(restored.done());
  REQUIRE(restored.failure());
  CHECK(restored.failure()->message == fit.failure()->message);
}

TEST_CASE("weights that overflow in an epoch's last update are a divergence too") {
  Toy toy;
  for (float& value : toy.features) value *= 10.0f;
  FitSettings settings = sgd;
  settings.rule = Sgd{.rate = 3e38f, .momentum = 0.9f};
  settings.batch = 50;
  settings.micro_batch = 25;
  for (const int epochs : {1, 5}) {
    CAPTURE(epochs);
    settings.epochs = epochs;
    Fit fit = toy.fit(settings);
    run(fit);
    CHECK(fit.failure());
    CHECK(fit.weights() == toy.initial());
  }
}

}  // namespace
}  // namespace pretext
