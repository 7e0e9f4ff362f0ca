#include "pretext/params.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "pretext/rng.hpp"

namespace pretext {

std::size_t Params::add(std::string name, std::vector<int> shape, Init init) {
  std::size_t size = 1;
  for (const int side : shape) size *= static_cast<std::size_t>(side);
  const std::size_t offset = floats_;
  floats_ += (size + 3) / 4 * 4;
  table_.push_back({std::move(name), std::move(shape), offset, size, init});
  return offset;
}

void Params::append(const Params& other) {
  for (const Param& param : other.table_) add(param.name, param.shape, param.init);
}

std::size_t Params::count() const {
  std::size_t total = 0;
  for (const Param& param : table_) total += param.size;
  return total;
}

const Param* Params::find(std::string_view name) const {
  const auto found = std::ranges::find(table_, name, &Param::name);
  return found == table_.end() ? nullptr : &*found;
}

void Params::initialise(std::uint64_t seed, std::span<float> weights) const {
  std::ranges::fill(weights, 0.0f);
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const Param& param = table_[i];
    const std::span<float> values = weights.subspan(param.offset, param.size);
    if (param.init.kind == Init::Kind::zeros) continue;
    if (param.init.kind == Init::Kind::ones) {
      std::ranges::fill(values, 1.0f);
      continue;
    }
    Rng rng(seed, Stream::init, 0, static_cast<std::uint32_t>(i));
    if (param.init.kind == Init::Kind::normal) {
      for (float& w : values) w = rng.normal() * param.init.deviation;
      continue;
    }
    const float limit = std::sqrt(6.0f / static_cast<float>(param.init.fan_in + param.init.fan_out));
    for (float& w : values) w = (2.0f * rng.uniform() - 1.0f) * limit;
  }
}

void copy_shared(const Params& from, std::span<const float> source, const Params& to, std::span<float> target) {
  for (const Param& param : to.table()) {
    const Param* twin = from.find(param.name);
    if (twin == nullptr || twin->shape != param.shape) continue;
    std::ranges::copy(source.subspan(twin->offset, twin->size),
                      target.begin() + static_cast<std::ptrdiff_t>(param.offset));
  }
}

}  // namespace pretext
