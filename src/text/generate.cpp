#include "pretext/generate.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "core/carve.hpp"
#include "kernels/attention.hpp"
#include "kernels/softmax.hpp"
#include "kernels/update.hpp"
#include "pretext/layers.hpp"
#include "pretext/text_layers.hpp"
#include "pretext/texts.hpp"

namespace pretext {

namespace {

std::span<float> first(std::vector<float>& values, int count) {
  return std::span(values).first(static_cast<std::size_t>(count));
}

kernels::AttentionShape head_of(const Spec::Transformer& shape, int length) {
  return {length, shape.width / shape.heads, 3 * shape.width, true, length - 1};
}

}  // namespace

Generator::Generator(const Spec::Transformer& shape, int vocabulary, const Params& params,
                     std::span<const float> weights)
    : shape_(shape) {
  const int width = shape.width;
  const auto size = [](int count) { return static_cast<std::size_t>(count); };
  params_.add("tok", {vocabulary, width}, {});
  params_.add("pos", {shape.context, width}, {});
  if (params.find("seg") != nullptr) params_.add("seg", {2, width}, {});
  for (int i = 0; i < shape.blocks; ++i) {
    const std::string name = "block" + std::to_string(i) + ".";
    blocks_.push_back({part(name + "norm1", width, layer_norm()),
                       part(name + "qkv", width, dense(3 * width, {}, false)), part(name + "out", width, dense(width)),
                       part(name + "norm2", width, layer_norm()), part(name + "up", width, dense(shape.inner)),
                       part("", shape.inner, gelu()), part(name + "down", shape.inner, dense(width)),
                       std::vector<float>(size(3 * width * shape.context))});
  }
  norm_ = part("norm", width, layer_norm());
  output_ = part("vocab", width, tied_output());
  x_.resize(size(width));
  y_.resize(size(width));
  wide_.resize(size(width));
  inner_.resize(size(2 * shape.inner));
  logits_.resize(size(vocabulary));
  const kernels::AttentionShape head = head_of(shape, shape.context);
  attention_.resize(head.scratch_floats() + size(head.weights_pitch()));

  weights_.resize(params_.floats());
  copy_shared(params, weights, params_, weights_);
  prepared_ = std::make_unique<Buffer>(prepared_bytes_);
  scratch_ = std::make_unique<Buffer>(scratch_bytes_);
  const auto prepare = [&](const Part& part) {
    part.layer->prepare(weights_, prepared_->bytes().subspan(part.prepared_at, part.plan.prepared));
  };
  for (const Block& block : blocks_) {
    for (const Part* part : {&block.norm1, &block.qkv, &block.out, &block.norm2, &block.up, &block.down})
      prepare(*part);
  }
  prepare(norm_);
  prepare(output_);
}

Generator::Part Generator::part(const std::string& name, int inputs, std::unique_ptr<Layer> layer) {
  Part made{.layer = std::move(layer), .plan = {}, .prepared_at = prepared_bytes_};
  made.plan = made.layer->plan(name, {1, 1, inputs}, 1, params_);
  prepared_bytes_ += round_up_to_alignment(made.plan.prepared);
  scratch_bytes_ = std::max(scratch_bytes_, made.plan.scratch);
  return made;
}

void Generator::run(const Part& part, std::span<const float> x, std::span<float> y) {
  const Pass pass{.n = 1,
                  .weights = weights_,
                  .grads = {},
                  .prepared = prepared_->bytes().subspan(part.prepared_at, part.plan.prepared),
                  .saved = {},
                  .scratch = scratch_->bytes()};
  part.layer->forward(pass, x, y);
}

void Generator::attend(const Block& block, std::span<float> y) {
  const kernels::AttentionShape head = head_of(shape_, read_ + 1);
  float* weights = attention_.data() + head_of(shape_, shape_.context).scratch_floats();
  for (int at = 0; at < shape_.width; at += head.width) {
    const float* seen = block.seen.data() + at;
    kernels::attention(head, seen + read_ * head.pitch, seen + shape_.width, seen + 2 * shape_.width, weights,
                       y.data() + at, shape_.width, attention_.data());
  }
}

void Generator::embed(std::uint16_t token, int place, std::span<float> x) {
  const std::size_t width = x.size();
  const auto row = [&](const char* table, std::size_t number) {
    return weights_.data() + params_.find(table)->offset + number * width;
  };
  std::copy_n(row("tok", token), width, x.data());
  kernels::add(x.data(), row("pos", static_cast<std::size_t>(place)), width);
  if (params_.find("seg") != nullptr) kernels::add(x.data(), row("seg", 0), width);
}

void Generator::ask(Block& block, int place, std::span<const float> x) {
  const std::size_t each = 3 * x.size();
  run(block.norm1, x, y_);
  run(block.qkv, y_, std::span(block.seen).subspan(each * static_cast<std::size_t>(place), each));
}

void Generator::finish(Block& block, std::span<float> y, std::span<float> x) {
  const std::size_t width = x.size();
  run(block.out, y, wide_);
  kernels::add(wide_.data(), x.data(), width);
  run(block.norm2, wide_, y);
  const std::span<float> up = first(inner_, shape_.inner);
  const std::span<float> passed = std::span(inner_).last(up.size());
  run(block.up, y, up);
  run(block.gelu, up, passed);
  run(block.down, passed, x);
  kernels::add(x.data(), wide_.data(), width);
}

std::span<const float> Generator::next(std::uint16_t token) {
  assert(read_ < shape_.context && token < logits_.size());
  embed(token, read_, x_);
  for (Block& block : blocks_) {
    ask(block, read_, x_);
    attend(block, y_);
    finish(block, y_, x_);
  }
  run(norm_, x_, y_);
  run(output_, y_, logits_);
  ++read_;
  return logits_;
}

Generator::Attended Generator::attend(std::span<const std::uint16_t> text, bool causal) {
  const int length = static_cast<int>(text.size());
  assert(length >= 1 && length <= shape_.context);
  const std::size_t width = x_.size();
  const kernels::AttentionShape head{length, shape_.width / shape_.heads, 3 * shape_.width, causal};
  const auto pitch = static_cast<std::size_t>(head.weights_pitch());
  std::vector<float> weights(text.size() * pitch);
  std::vector<float> scratch(head.scratch_floats());
  std::vector<float> given(text.size() * width);
  Attended found{.weights = {}, .encoded = std::vector<float>(given.size())};
  const auto state = [&](std::size_t place) { return std::span(found.encoded).subspan(place * width, width); };
  for (int place = 0; place < length; ++place)
    embed(text[static_cast<std::size_t>(place)], place, state(static_cast<std::size_t>(place)));
  for (Block& block : blocks_) {
    for (int place = 0; place < length; ++place) ask(block, place, state(static_cast<std::size_t>(place)));
    for (int at = 0; at < shape_.width; at += head.width) {
      const float* seen = block.seen.data() + at;
      kernels::attention(head, seen, seen + shape_.width, seen + 2 * shape_.width, weights.data(), given.data() + at,
                         shape_.width, scratch.data());
      for (std::size_t place = 0; place < text.size(); ++place) {
        const auto row = weights.begin() + static_cast<std::ptrdiff_t>(place * pitch);
        found.weights.insert(found.weights.end(), row, row + length);
      }
    }
    for (std::size_t place = 0; place < text.size(); ++place)
      finish(block, std::span(given).subspan(place * width, width), state(place));
  }
  for (std::size_t place = 0; place < text.size(); ++place) {
    run(norm_, state(place), y_);
    std::ranges::copy(y_, state(place).begin());
  }
  read_ = 0;
  return found;
}

std::uint16_t draw(std::span<const float> logits, const Sampling& sampling, Rng& rng) {
  const auto allowed = [](std::size_t token) {
    return token >= special_tokens || token == static_cast<std::size_t>(SpecialToken::separator);
  };
  std::vector<std::uint16_t> order;
  for (std::size_t token = 0; token < logits.size(); ++token) {
    if (allowed(token)) order.push_back(static_cast<std::uint16_t>(token));
  }
  std::ranges::sort(order, [&](std::uint16_t a, std::uint16_t b) {
    return logits[a] > logits[b] || (logits[a] == logits[b] && a < b);
  });
  if (sampling.temperature <= 0) return order.front();
  if (sampling.top_k > 0) order.resize(std::min(order.size(), static_cast<std::size_t>(sampling.top_k)));
  const float most = logits[order.front()];
  std::ranges::sort(order);
  std::vector<float> terms(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) terms[i] = (logits[order[i]] - most) / sampling.temperature;
  kernels::exp(terms.data(), terms.data(), static_cast<int>(terms.size()));
  float total = 0;
  for (const float term : terms) total += term;
  const float wanted = rng.uniform() * total;
  float sum = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    sum += terms[i];
    if (sum > wanted) return order[i];
  }
  return order.back();
}

std::vector<std::uint16_t> generate(Generator& generator, std::span<const std::uint16_t> prompt, int most,
                                    const Sampling& sampling, std::uint64_t seed) {
  generator.begin();
  std::span<const float> logits = generator.next(static_cast<std::uint16_t>(SpecialToken::start));
  for (const std::uint16_t token : prompt) {
    if (generator.read() == generator.most()) return {};
    logits = generator.next(token);
  }
  std::vector<std::uint16_t> text;
  while (static_cast<int>(text.size()) < most) {
    Rng rng(seed, Stream::sample, static_cast<std::uint32_t>(text.size()));
    text.push_back(draw(logits, sampling, rng));
    if (text.back() == static_cast<std::uint16_t>(SpecialToken::separator) || generator.read() == generator.most())
      break;
    logits = generator.next(text.back());
  }
  return text;
}

}  // namespace pretext
