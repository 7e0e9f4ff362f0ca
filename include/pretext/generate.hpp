#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/layer.hpp"
#include "pretext/network.hpp"
#include "pretext/rng.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// A causal transformer that reads a text token by token and tells, after each, which one may come next. Keys and
/// values of what it has read are kept, so that each token is computed once. The same bits as a pass over the whole
/// text.
class Generator {
 public:
  /// `params`, `weights`: of a pretext network of that shape, as TokenHeads::params() lays them out; they are copied.
  Generator(const Spec::Transformer& shape, int vocabulary, const Params& params, std::span<const float> weights);

  /// Forgets what has been read.
  void begin() { read_ = 0; }
  /// Tokens read so far, and how many may be.
  [[nodiscard]] int read() const { return read_; }
  [[nodiscard]] int most() const { return shape_.context; }
  /// Reads a token, and returns the logits of the next one, valid until the next call. Precondition: read() < most().
  std::span<const float> next(std::uint16_t token);

  /// What heads look at, and what comes of it.
  struct Attended {
    std::vector<float> weights;  ///< blocks x heads x places x places: how much each place looks at each, 1 in all
    std::vector<float> encoded;  ///< places x width: what the encoder gives
  };
  /// Reads a whole text of one part, start and separator included; causal: each place sees those up to itself. The same
  /// bits as the encoder's. Forgets what has been read. Precondition: 1 to most() tokens.
  Attended attend(std::span<const std::uint16_t> text, bool causal);

 private:
  /// A layer on one place.
  struct Part {
    std::unique_ptr<Layer> layer;
    Plan plan;
    std::size_t prepared_at = 0;
  };
  struct Block {
    Part norm1, qkv, out, norm2, up, gelu, down;
    std::vector<float> seen;  ///< queries, keys and values of what has been read
  };

  Part part(const std::string& name, int inputs, std::unique_ptr<Layer> layer);
  void run(const Part& part, std::span<const float> x, std::span<float> y);
  void embed(std::uint16_t token, int place, std::span<float> x);
  /// Query, key and value of a place, of its state x.
  void ask(Block& block, int place, std::span<const float> x);
  void attend(const Block& block, std::span<float> y);
  /// The state of a place behind a block, where heads have given it y.
  void finish(Block& block, std::span<float> y, std::span<float> x);

  Spec::Transformer shape_;
  Params params_;
  std::vector<Block> blocks_;
  Part norm_, output_;
  std::size_t prepared_bytes_ = 0;
  std::size_t scratch_bytes_ = 0;
  std::vector<float> weights_;
  std::unique_ptr<Buffer> prepared_, scratch_;
  std::vector<float> x_, y_, wide_, inner_, attention_, logits_;
  int read_ = 0;
};

/// How a token is drawn.
struct Sampling {
  float temperature = 1;  ///< that logits are divided by; 0: always the most likely one
  int top_k = 0;          ///< only among so many of the most likely ones; 0: among all
};

/// Draws a token in the fixed order of their numbers: the first one up to which the probabilities add up to more than a
/// uniform number. Special tokens but the separator are never drawn. The same on every target.
std::uint16_t draw(std::span<const float> logits, const Sampling& sampling, Rng& rng);

/// Goes on with a text after `prompt` (without start) until it ends, the context is full, or `most` tokens are there,
/// which it returns, the separator that ends it included.
std::vector<std::uint16_t> generate(Generator& generator, std::span<const std::uint16_t> prompt, int most,
                                    const Sampling& sampling, std::uint64_t seed);

}  // namespace pretext
