#include "pretext/rows.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "pretext/archive.hpp"

namespace pretext {

namespace {

// A share is made of whole blocks, so that no row's neighbours in a pass depend on the number of shares.
constexpr std::size_t blocks_per_unit = 16;

}  // namespace

RowWork::RowWork(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
                 std::span<const float> weights, std::size_t width, std::optional<std::size_t> kept)
    : network_(network), source_(source), views_(source.form().input.size() / network.in().size()),
      block_(static_cast<std::size_t>(network.max_batch()) / views_), data_(data), examples_(std::move(examples)),
      width_(width), passed_(examples_.size() - kept.value_or(examples_.size())),
      workspace_(network, Workspace::Use::inference), targets_(source.form(), static_cast<int>(block_)),
      kept_((examples_.size() - passed_) * width), part_(blocks_per_unit * block_ * width) {
  assert(block_ > 0);
  workspace_.set_weights(weights);
}

std::pair<std::size_t, std::size_t> RowWork::rows_of(Share share) const {
  const std::size_t left = examples_.size() - next_;
  const int blocks = static_cast<int>(std::min((left + block_ - 1) / block_, blocks_per_unit));
  const auto row = [&](int b) { return next_ + std::min(static_cast<std::size_t>(b) * block_, left); };
  return {row(share.first(blocks)), row(share.last(blocks))};
}

std::size_t RowWork::part_size(Share share) const {
  const auto [first, last] = rows_of(share);
  return (last - first) * width_;
}

std::span<const float> RowWork::compute(Share share) {
  const auto [first, last] = rows_of(share);
  for (std::size_t row = first; row < last; row += block_) {
    const std::size_t n = std::min(block_, last - row);
    const int samples = static_cast<int>(n * views_);
    const Batch batch = targets_.batch(workspace_.inputs(samples), static_cast<int>(n));
    source_.fill(data_, std::span(examples_).subspan(row, n), 0, 0, batch);
    keep(static_cast<int>(n), batch, workspace_.forward(samples),
         std::span(part_).subspan((row - first) * width_, n * width_));
  }
  return std::span(part_).first((last - first) * width_);
}

void RowWork::absorb(Parts parts) {
  for (const std::span<const float> part : parts) {
    for (std::size_t at = 0; at < part.size(); at += width_, ++next_) {
      const std::span<const float> row = part.subspan(at, width_);
      if (next_ < passed_) pass(row);
      else std::ranges::copy(row, kept_.begin() + static_cast<std::ptrdiff_t>((next_ - passed_) * width_));
    }
  }
}

void RowWork::set_weights(std::span<const float> weights) { workspace_.set_weights(weights); }

void RowWork::restart(std::span<const float> weights) {
  set_weights(weights);
  next_ = 0;
}

Work::Cost RowWork::cost() const {
  const double each = static_cast<double>(views_) * network_.plan().multiplications;
  return {static_cast<double>(next_) * each, static_cast<double>(examples_.size()) * each};
}

void RowWork::archive(Archive& archive) {
  std::uint32_t next = static_cast<std::uint32_t>(next_);
  archive.number("next", next, static_cast<std::uint32_t>(examples_.size()));
  archive.values("kept", std::span(kept_));
  next_ = next;
}

Evaluate::Evaluate(const Network& network, const Source& source, const Loss& loss, Dataset data,
                   std::vector<std::uint32_t> examples, std::span<const float> weights)
    : RowWork(network, source, data, std::move(examples), weights, 3), loss_(loss), losses_(block()),
      predicted_(block()), correct_(block()),
      scratch_(scratch_bytes(loss, static_cast<int>(block()),
                             network.out().size() * (source.form().input.size() / network.in().size()))) {}

void Evaluate::keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) {
  const auto count = static_cast<std::size_t>(n);
  evaluate(loss_, n, asked, outputs, 1.0f,
           {.doutputs = {},
            .losses = std::span(losses_).first(count),
            .predicted = std::span(predicted_).first(count),
            .correct = std::span(correct_).first(count)},
           scratch_.bytes());
  for (std::size_t i = 0; i < count; ++i) {
    out[3 * i] = losses_[i];
    out[3 * i + 1] = static_cast<float>(predicted_[i]);
    out[3 * i + 2] = correct_[i];
  }
}

Evaluate::Score Evaluate::score(std::size_t first, std::size_t n) const {
  assert(first + n <= examples().size());
  Score score;
  for (std::size_t i = first; i < first + n; ++i) {
    score.loss += static_cast<double>(kept()[3 * i]);
    score.correct += kept()[3 * i + 2] == 1.0f ? 1 : 0;
  }
  score.n = static_cast<std::uint32_t>(n);
  if (n > 0) score.loss /= static_cast<double>(n);
  return score;
}

std::vector<std::uint8_t> Evaluate::predictions() const {
  std::vector<std::uint8_t> classes(examples().size());
  if (classes.empty() || kept()[1] < 0) return {};
  for (std::size_t i = 0; i < classes.size(); ++i) classes[i] = static_cast<std::uint8_t>(kept()[3 * i + 1]);
  return classes;
}

Encode::Encode(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
               std::span<const float> weights)
    : RowWork(network, source, data, std::move(examples), weights,
              network.out().size() * (source.form().input.size() / network.in().size())) {}

void Encode::keep(int /*n*/, const Batch& /*asked*/, std::span<const float> outputs, std::span<float> out) {
  std::ranges::copy(outputs, out.begin());
}

}  // namespace pretext
