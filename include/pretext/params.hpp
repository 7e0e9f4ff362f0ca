#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pretext {

/// How a tensor starts: zeros, ones, uniform in +-sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio, AISTATS 2010), or
/// normal around 0 with a standard deviation.
struct Init {
  enum class Kind { zeros, glorot_uniform, ones, normal } kind = Kind::zeros;
  int fan_in = 0;
  int fan_out = 0;
  float deviation = 0;  ///< of `normal`
};

/// One trainable tensor: where it lies in the model's flat buffer and what shape it has there (row-major, Keras
/// layouts: convolution kernels H x W x in x out, dense kernels in x out).
struct Param {
  std::string name;
  std::vector<int> shape;
  std::size_t offset;  ///< in floats, a multiple of 4
  std::size_t size;    ///< in floats
  Init init;
};

/// The table of a model's tensors. Weights, gradients and optimiser moments are flat buffers of `floats()` elements
/// that this table describes; the few floats between tensors are padding, always zero.
class Params {
 public:
  /// Appends a tensor and returns its offset.
  std::size_t add(std::string name, std::vector<int> shape, Init init);

  /// Appends all of another model's tensors, in their order.
  void append(const Params& other);

  [[nodiscard]] const std::vector<Param>& table() const { return table_; }
  /// Length of a flat buffer, padding included.
  [[nodiscard]] std::size_t floats() const { return floats_; }
  /// Number of trainable values, padding not counted.
  [[nodiscard]] std::size_t count() const;

  /// The tensor of that name, or null.
  [[nodiscard]] const Param* find(std::string_view name) const;

  /// Overwrites `weights` (floats() long) with the initial values for `seed`; tensor i uses row i of Stream::init.
  void initialise(std::uint64_t seed, std::span<float> weights) const;

 private:
  std::vector<Param> table_;
  std::size_t floats_ = 0;
};

/// Copies the tensors that both models have under the same name and shape from `source` to `target`, such as an encoder
/// from one network to another.
void copy_shared(const Params& from, std::span<const float> source, const Params& to, std::span<float> target);

}  // namespace pretext
