#include "pretext/network.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "core/carve.hpp"

namespace pretext {

namespace {

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

Workspace::Workspace(const Network& network, Use use, int slots)
    : network_(network), prepared_(network.plan().prepared), scratch_(network.plan().scratch) {
  const bool training = use == Use::training;
  const std::size_t outputs = batch_bytes(network, network.out());
  for (int i = 0; i < slots; ++i) {
    slots_.push_back({Buffer(batch_bytes(network, network.in())), Buffer(outputs), Buffer(training ? outputs : 0),
                      Buffer(training ? network.plan().saved : 0)});
  }
}

void Workspace::set_weights(std::span<const float> weights) {
  assert(weights.size() == network_.params().floats());
  weights_ = weights;
  network_.layers().prepare(weights, prepared_.bytes());
}

std::span<float> Workspace::inputs(int n, int slot) const {
  return at(slot).inputs.floats().first(static_cast<std::size_t>(n) * network_.in().size());
}

std::span<float> Workspace::outputs(int n, int slot) const {
  return at(slot).outputs.floats().first(static_cast<std::size_t>(n) * network_.out().size());
}

std::span<float> Workspace::doutputs(int n, int slot) const {
  return at(slot).doutputs.floats().first(static_cast<std::size_t>(n) * network_.out().size());
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

std::span<const float> Workspace::forward(int n, bool for_backward, int slot) {
  Pass p = pass(n);
  if (for_backward) p.saved = at(slot).saved.bytes();
  network_.layers().forward(p, inputs(n, slot), outputs(n, slot));
  return outputs(n, slot);
}

std::span<const float> Workspace::output(int layer, int n, int slot) const {
  if (layer + 1 == network_.layers().length()) return outputs(n, slot);
  assert(layer + 1 >= network_.layers().frozen());
  const Sequence::Step& step = network_.layers().step(layer);
  return {reinterpret_cast<const float*>(at(slot).saved.bytes().data() + step.output_at),
          static_cast<std::size_t>(n) * step.plan.out.size()};
}

void Workspace::backward(int n, std::span<float> grads, std::span<float> dinputs, int slot) {
  Pass p = pass(n);
  p.saved = at(slot).saved.bytes();
  p.grads = grads;
  network_.layers().backward(p, inputs(n, slot), outputs(n, slot), doutputs(n, slot), dinputs);
}

}  // namespace pretext
