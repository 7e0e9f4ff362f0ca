#include "pretext/network.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace pretext {

namespace {

constexpr std::size_t alignment = 64;

std::size_t batch_bytes(const Network& network, Shape shape) {
  return static_cast<std::size_t>(network.max_batch()) * shape.size() * sizeof(float);
}

}  // namespace

Buffer::Buffer(std::size_t bytes)
    : data_(static_cast<std::byte*>(::operator new[](bytes, std::align_val_t{alignment}))), size_(bytes) {
  std::memset(data_.get(), 0, bytes);  // std::fill goes byte by byte where code is to be small
}

Network::Network(std::unique_ptr<Sequence> layers, Shape in, int max_batch)
    : layers_(std::move(layers)), in_(in), max_batch_(max_batch), plan_(layers_->plan("", in, max_batch, params_)) {}

std::size_t Network::first_trainable() const {
  const int frozen = layers_->frozen();
  if (frozen >= layers_->length()) return params_.floats();
  const std::size_t first = layers_->step(frozen).first_param;
  return first < params_.table().size() ? params_.table()[first].offset : params_.floats();
}

std::size_t Network::trainable() const {
  std::size_t total = 0;
  for (const Param& param : params_.table()) total += param.offset >= first_trainable() ? param.size : 0;
  return total;
}

Workspace::Workspace(const Network& network, Use use)
    : network_(network), inputs_(batch_bytes(network, network.in())), outputs_(batch_bytes(network, network.out())),
      doutputs_(use == Use::training ? batch_bytes(network, network.out()) : 0), prepared_(network.plan().prepared),
      saved_(use == Use::training ? network.plan().saved : 0), scratch_(network.plan().scratch) {}

void Workspace::set_weights(std::span<const float> weights) {
  assert(weights.size() == network_.params().floats());
  weights_ = weights;
  network_.layers().prepare(weights, prepared_.bytes());
}

std::span<float> Workspace::inputs(int n) const {
  return inputs_.floats().first(static_cast<std::size_t>(n) * network_.in().size());
}

std::span<float> Workspace::doutputs(int n) const {
  return doutputs_.floats().first(static_cast<std::size_t>(n) * network_.out().size());
}

Pass Workspace::pass(int n) const {
  assert(n > 0 && n <= network_.max_batch());
  return {.n = n,
          .weights = weights_,
          .grads = {},
          .prepared = prepared_.bytes(),
          .saved = {},
          .scratch = scratch_.bytes()};
}

std::span<const float> Workspace::forward(int n, bool for_backward) {
  Pass p = pass(n);
  if (for_backward) p.saved = saved_.bytes();
  const std::span<float> outputs = outputs_.floats().first(static_cast<std::size_t>(n) * network_.out().size());
  network_.layers().forward(p, inputs(n), outputs);
  return outputs;
}

std::span<const float> Workspace::output(int layer, int n) const {
  const Sequence::Step& step = network_.layers().step(layer);
  const std::size_t count = static_cast<std::size_t>(n) * step.plan.out.size();
  if (layer + 1 == network_.layers().length()) return outputs_.floats().first(count);
  assert(layer + 1 >= network_.layers().frozen());
  return {reinterpret_cast<const float*>(saved_.bytes().data() + step.output_at), count};
}

void Workspace::backward(int n, std::span<float> grads) {
  Pass p = pass(n);
  p.saved = saved_.bytes();
  p.grads = grads;
  const std::span<const float> outputs = outputs_.floats().first(static_cast<std::size_t>(n) * network_.out().size());
  network_.layers().backward(p, inputs(n), outputs, doutputs(n), {});
}

}  // namespace pretext
