#include "pretext/tokens.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/carve.hpp"
#include "kernels/softmax.hpp"
#include "kernels/token_loss.hpp"
#include "kernels/update.hpp"
#include "pretext/layers.hpp"
#include "pretext/text_layers.hpp"

namespace pretext {

namespace {

/// Places whose logits are computed together, so that these stay in the second-level cache.
constexpr int places_at_once = 96;

constexpr std::size_t sums_per_text = 6;

std::size_t floats(int n, std::size_t each) { return static_cast<std::size_t>(n) * each * sizeof(float); }

}  // namespace

TokenHeads::TokenHeads(const Network& encoder, int classes)
    : encoder_(encoder), classes_(classes), params_(encoder.params()), tokens_(tied_output()) {
  const Shape place{1, 1, encoder.out().c};
  tokens_plan_ = tokens_->plan("vocab", place, places_at_once, params_);
  if (classes == 0) return;
  const float deviation = 1.0f / std::sqrt(static_cast<float>(place.c));
  head_ = dense(classes, {.kind = Init::Kind::normal, .deviation = deviation}, true);
  head_plan_ = head_->plan("head", place, encoder.max_batch(), params_);
}

TokenHeads::~TokenHeads() = default;

double TokenHeads::multiplications() const {
  return encoder_.plan().multiplications + encoder_.out().h * tokens_plan_.multiplications;
}

std::vector<float> TokenHeads::logits(std::span<const float> weights, std::span<const float> text, int place) const {
  Workspace workspace(encoder_, Workspace::Use::inference);
  workspace.set_weights(weights.first(encoder_.params().floats()));
  std::ranges::copy(text, workspace.inputs(1).begin());
  const auto width = static_cast<std::size_t>(encoder_.out().c);
  const std::span<const float> encoded = workspace.forward(1).subspan(static_cast<std::size_t>(place) * width, width);
  TokenWork work(*this);
  work.set_weights(weights);
  const std::span<const float> told = work.logits(encoded);
  return {told.begin(), told.end()};
}

TokenWork::TokenWork(const TokenHeads& heads)
    : heads_(heads), width_(static_cast<std::size_t>(heads.encoder().out().c)), prepared_(heads.tokens_plan_.prepared),
      head_prepared_(heads.head_plan_.prepared),
      scratch_(std::max(heads.tokens_plan_.scratch, heads.head_plan_.scratch)),
      inputs_(floats(std::max(places_at_once, heads.encoder().max_batch()), width_)),
      dinputs_(floats(std::max(places_at_once, heads.encoder().max_batch()), width_)),
      outputs_(floats(places_at_once, heads.tokens_plan_.out.size())),
      exponentials_(floats(1, heads.tokens_plan_.out.size())), targets_(places_at_once),
      places_(static_cast<std::size_t>(heads.encoder().max_batch() * heads.encoder().out().h)) {
  assert(heads.encoder().max_batch() * heads.classes() * 2 <= places_at_once * heads.tokens_plan_.out.c);
}

void TokenWork::set_weights(std::span<const float> weights) {
  assert(weights.size() == heads_.params().floats());
  weights_ = weights;
  heads_.tokens_->prepare(weights, prepared_.bytes());
  if (heads_.head_) heads_.head_->prepare(weights, head_prepared_.bytes());
}

Pass TokenWork::pass(int n, const Plan& plan, std::span<float> grads) const {
  const bool tokens = &plan == &heads_.tokens_plan_;
  return {.n = n,
          .weights = weights_,
          .grads = grads,
          .prepared = tokens ? prepared_.bytes() : head_prepared_.bytes(),
          .saved = {},
          .scratch = scratch_.bytes()};
}

TokenSums TokenWork::evaluate(int n, const Batch& asked, std::span<const float> encoded, TokenScales scales,
                              std::span<float> grads, std::span<float> dencoded) {
  std::ranges::fill(dencoded, 0.0f);
  std::size_t count = 0;
  const std::size_t all = static_cast<std::size_t>(n * heads_.encoder().out().h);
  for (std::size_t place = 0; place < all; ++place) {
    if (asked.targets[place] >= 0.0f) places_[count++] = static_cast<std::uint32_t>(place);
  }
  TokenSums sums;
  sums.asked = static_cast<float>(count);
  for (std::size_t first = 0; first < count; first += places_at_once) {
    const auto places = std::span(places_).subspan(first, std::min(std::size_t{places_at_once}, count - first));
    for (std::size_t i = 0; i < places.size(); ++i) targets_[i] = static_cast<std::int32_t>(asked.targets[places[i]]);
    const TokenSums some = some_places(places, encoded, scales.token, grads, dencoded);
    sums.loss += some.loss;
    sums.correct += some.correct;
  }
  if (heads_.head_) first_places(n, asked, encoded, scales.head, grads, dencoded, sums);
  return sums;
}

TokenSums TokenWork::some_places(std::span<const std::uint32_t> places, std::span<const float> encoded, float scale,
                                 std::span<float> grads, std::span<float> dencoded) {
  const int n = static_cast<int>(places.size());
  const std::span<float> x = inputs_.floats().first(places.size() * width_);
  const std::span<float> y = outputs_.floats().first(places.size() * heads_.tokens_plan_.out.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::copy_n(encoded.data() + places[i] * width_, width_, x.data() + i * width_);
  }
  const Pass through = pass(n, heads_.tokens_plan_, grads);
  heads_.tokens_->forward(through, x, y);
  const kernels::TokenLoss loss = kernels::token_loss(y.data(), targets_.data(), n, heads_.tokens_plan_.out.c, scale,
                                                      exponentials_.floats().data());
  if (!dencoded.empty()) {
    const std::span<float> dx = dinputs_.floats().first(x.size());
    heads_.tokens_->backward(through, x, y, y, dx);
    for (std::size_t i = 0; i < places.size(); ++i) {
      kernels::add(dencoded.data() + places[i] * width_, dx.data() + i * width_, width_);
    }
  }
  return {.loss = loss.loss, .correct = loss.correct};
}

std::span<const float> TokenWork::logits(std::span<const float> encoded) {
  const std::span<float> x = inputs_.floats().first(width_);
  const std::span<float> y = outputs_.floats().first(heads_.tokens_plan_.out.size());
  std::ranges::copy(encoded, x.begin());
  heads_.tokens_->forward(pass(1, heads_.tokens_plan_, {}), x, y);
  return y;
}

void TokenWork::first_places(int n, const Batch& asked, std::span<const float> encoded, float scale,
                             std::span<float> grads, std::span<float> dencoded, TokenSums& sums) {
  const auto texts = static_cast<std::size_t>(n);
  const std::size_t text = width_ * static_cast<std::size_t>(heads_.encoder().out().h);
  const auto classes = static_cast<std::size_t>(heads_.classes());
  const std::span<float> x = inputs_.floats().first(texts * width_);
  for (std::size_t i = 0; i < texts; ++i) std::copy_n(encoded.data() + i * text, width_, x.data() + i * width_);
  // The logits of all tokens are done with: their buffer is free for those of the classes and their gradients.
  const std::span<float> y = outputs_.floats().first(texts * classes);
  const std::span<float> dy = outputs_.floats().subspan(y.size(), y.size());
  const Pass through = pass(n, heads_.head_plan_, grads);
  heads_.head_->forward(through, x, y);
  std::int32_t predicted = 0;
  for (std::size_t i = 0; i < texts; ++i) {
    sums.head_loss += kernels::softmax_cross_entropy(y.data() + i * classes, &asked.classes[i], 1, heads_.classes(),
                                                     scale, dy.data() + i * classes, nullptr, &predicted);
    sums.head_asked += asked.classes[i] >= 0 ? 1.0f : 0.0f;
    sums.head_correct += predicted == asked.classes[i] ? 1.0f : 0.0f;
  }
  if (dencoded.empty()) return;
  const std::span<float> dx = dinputs_.floats().first(x.size());
  heads_.head_->backward(through, x, y, dy, dx);
  for (std::size_t i = 0; i < texts; ++i) kernels::add(dencoded.data() + i * text, dx.data() + i * width_, width_);
}

namespace {

class TokenPrediction final : public Objective {
 public:
  TokenPrediction(const TokenHeads& heads, const Source& source)
      : heads_(heads), source_(source), workspace_(heads.encoder(), Workspace::Use::training), work_(heads),
        targets_(source.form(), heads.encoder().max_batch()) {}

  [[nodiscard]] const Network& network() const override { return heads_.encoder(); }
  [[nodiscard]] const Source& source() const override { return source_; }
  [[nodiscard]] const Loss& loss() const override { return loss_; }
  [[nodiscard]] const Params& params() const override { return heads_.params(); }
  [[nodiscard]] double multiplications() const override { return heads_.multiplications(); }

  void set_weights(std::span<const float> weights) override {
    workspace_.set_weights(weights.first(network().params().floats()));
    work_.set_weights(weights);
    counted_ = false;
  }

  /// Losses come as parts of the batch's mean, times its texts, so that their sum over texts is that mean.
  LossSums leaf(const Leaf& leaf, std::span<float> grads) override {
    if (!counted_) count(leaf);
    const int n = static_cast<int>(leaf.examples.size());
    const Batch batch = fill(leaf, leaf.examples);
    const std::span<const float> encoded = workspace_.forward(n, true);
    std::ranges::fill(grads, 0.0f);
    const TokenScales scales{asked_ > 0 ? 1.0f / asked_ : 0.0f, head_asked_ > 0 ? 1.0f / head_asked_ : 0.0f};
    const TokenSums sums = work_.evaluate(n, batch, encoded, scales, grads, workspace_.doutputs(n));
    workspace_.backward(n, grads.first(network().params().floats()));
    const auto texts = static_cast<float>(leaf.batch);
    return {(sums.loss * scales.token + sums.head_loss * scales.head) * texts, sums.correct * scales.token * texts, 0};
  }

 private:
  Batch fill(const Leaf& leaf, std::span<const std::uint32_t> examples) {
    const int n = static_cast<int>(examples.size());
    const Batch batch = targets_.batch(workspace_.inputs(n), n);
    source_.fill(leaf.data, examples, leaf.seed, leaf.step, batch);
    return batch;
  }

  /// How much is asked of the whole batch, which no leaf sees: its texts are drawn for that once a step.
  void count(const Leaf& leaf) {
    asked_ = head_asked_ = 0;
    const std::size_t most = static_cast<std::size_t>(network().max_batch());
    for (std::size_t first = 0; first < leaf.whole.size(); first += most) {
      const Batch batch = fill(leaf, leaf.whole.subspan(first, std::min(most, leaf.whole.size() - first)));
      for (const float target : batch.targets) asked_ += target >= 0.0f ? 1.0f : 0.0f;
      for (const std::int32_t label : batch.classes) head_asked_ += label >= 0 ? 1.0f : 0.0f;
    }
    counted_ = true;
  }

  const TokenHeads& heads_;
  const Source& source_;
  Loss loss_ = CrossEntropy{};
  Workspace workspace_;
  TokenWork work_;
  TargetBuffers targets_;
  float asked_ = 0;
  float head_asked_ = 0;
  bool counted_ = false;
};

}  // namespace

std::unique_ptr<Objective> TokenHeads::objective(const Source& source) const {
  return std::make_unique<TokenPrediction>(*this, source);
}

std::unique_ptr<EvaluateTokens> TokenHeads::evaluation(const Source& source, Dataset data,
                                                       std::vector<std::uint32_t> examples,
                                                       std::span<const float> weights) const {
  return std::make_unique<EvaluateTokens>(*this, source, data, std::move(examples), weights);
}

EvaluateTokens::EvaluateTokens(const TokenHeads& heads, const Source& source, Dataset data,
                               std::vector<std::uint32_t> examples, std::span<const float> weights)
    : RowWork(heads.encoder(), source, data, std::move(examples), weights.first(heads.encoder().params().floats()),
              sums_per_text),
      work_(heads) {
  work_.set_weights(weights);
}

void EvaluateTokens::keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) {
  const std::size_t text = outputs.size() / static_cast<std::size_t>(n);
  const std::size_t places = asked.targets.size() / static_cast<std::size_t>(n);
  for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
    const Batch one{.inputs = {},
                    .classes = asked.classes.empty() ? asked.classes : asked.classes.subspan(i, 1),
                    .targets = asked.targets.subspan(i * places, places),
                    .weights = {}};
    const TokenSums sums = work_.evaluate(1, one, outputs.subspan(i * text, text), {}, {}, {});
    const float kept[sums_per_text] = {sums.loss,      sums.correct,      sums.asked,
                                       sums.head_loss, sums.head_correct, sums.head_asked};
    std::ranges::copy(kept, out.begin() + static_cast<std::ptrdiff_t>(i * sums_per_text));
  }
}

Evaluate::Score EvaluateTokens::sum(std::size_t first) const {
  Evaluate::Score score;
  double n = 0;
  double correct = 0;
  for (std::size_t i = first; i < kept().size(); i += sums_per_text) {
    score.loss += static_cast<double>(kept()[i]);
    correct += static_cast<double>(kept()[i + 1]);
    n += static_cast<double>(kept()[i + 2]);
  }
  score.n = static_cast<std::uint32_t>(n);
  score.correct = static_cast<std::uint32_t>(correct);
  if (n > 0) score.loss /= n;
  return score;
}

}  // namespace pretext
