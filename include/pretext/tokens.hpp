#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "pretext/network.hpp"
#include "pretext/objective.hpp"
#include "pretext/rows.hpp"
#include "pretext/source.hpp"

namespace pretext {

class EvaluateTokens;

/// What is asked of an encoder of texts: tokens at some places, by an output that is tied to the embedding, and, with
/// `classes`, a class of the whole text, by a dense layer on its first place. Planned; holds no values. Runs of images
/// know it by its virtual functions alone, so that a module without texts has none of their code.
class TokenHeads {
 public:
  /// `encoder`: texts of t x 1 x 1 to t x 1 x d, with an embedding's tensor "tok"; it must outlive the heads.
  TokenHeads(const Network& encoder, int classes);
  virtual ~TokenHeads();

  [[nodiscard]] const Network& encoder() const { return encoder_; }
  /// The encoder's tensors, where it has them, then "vocab.bias" and, with classes, "head.kernel" and "head.bias".
  [[nodiscard]] const Params& params() const { return params_; }
  [[nodiscard]] int classes() const { return classes_; }
  /// Of one text whose every place is asked.
  [[nodiscard]] virtual double multiplications() const;

  /// Lowers the mean loss over all places that are asked in a batch, plus, with classes, that over its texts. Source
  /// and heads must outlive it.
  [[nodiscard]] virtual std::unique_ptr<Objective> objective(const Source& source) const;

  /// How well they do with `weights`, of all heads' tensors; all that is given must outlive it.
  [[nodiscard]] virtual std::unique_ptr<EvaluateTokens> evaluation(const Source& source, Dataset data,
                                                                   std::vector<std::uint32_t> examples,
                                                                   std::span<const float> weights) const;

  /// Logits of all tokens at a place of one text (as many tokens as the encoder takes, 0 behind its end); for a look:
  /// it allocates.
  [[nodiscard]] virtual std::vector<float> logits(std::span<const float> weights, std::span<const float> text,
                                                  int place) const;

 private:
  friend class TokenWork;
  const Network& encoder_;
  int classes_;
  Params params_;
  std::unique_ptr<Layer> tokens_;
  std::unique_ptr<Layer> head_;  ///< null without classes
  Plan tokens_plan_;
  Plan head_plan_;
};

/// What some texts' answers add up to.
struct TokenSums {
  float loss = 0;     ///< over the places that are asked
  float correct = 0;  ///< of those
  float asked = 0;
  float head_loss = 0;  ///< over the texts whose class is asked
  float head_correct = 0;
  float head_asked = 0;
};

/// How much each answer counts in the gradient; 0 for no gradient.
struct TokenScales {
  float token = 0;
  float head = 0;
};

/// Buffers for answers of up to the encoder's max_batch texts.
class TokenWork {
 public:
  explicit TokenWork(const TokenHeads& heads);

  /// Takes the weights, laid out as TokenHeads::params(); they must stay where they are.
  void set_weights(std::span<const float> weights);

  /// Evaluates the heads on what the encoder gives of n texts (n x t x d), of which targets and classes are asked. With
  /// scales, adds to `grads` (laid out as the weights), and overwrites dencoded (as `encoded`) with the gradient by it.
  TokenSums evaluate(int n, const Batch& asked, std::span<const float> encoded, TokenScales scales,
                     std::span<float> grads, std::span<float> dencoded);

  /// Logits of all tokens at one place, of which the encoder's output is given (d), valid until the next call.
  std::span<const float> logits(std::span<const float> encoded);

 private:
  TokenSums some_places(std::span<const std::uint32_t> places, std::span<const float> encoded, float scale,
                        std::span<float> grads, std::span<float> dencoded);
  void first_places(int n, const Batch& asked, std::span<const float> encoded, float scale, std::span<float> grads,
                    std::span<float> dencoded, TokenSums& sums);
  [[nodiscard]] Pass pass(int n, const Plan& plan, std::span<float> grads) const;

  const TokenHeads& heads_;
  std::size_t width_;
  std::span<const float> weights_;
  Buffer prepared_, head_prepared_, scratch_, inputs_, dinputs_, outputs_, exponentials_;
  std::vector<std::int32_t> targets_;
  std::vector<std::uint32_t> places_;
};

/// How well heads do on texts.
class EvaluateTokens : public RowWork {
 public:
  /// `weights`: of all heads' tensors.
  EvaluateTokens(const TokenHeads& heads, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
                 std::span<const float> weights);

  /// Of the tokens that are asked; losses in nats.
  [[nodiscard]] virtual Evaluate::Score tokens() const { return sum(0); }
  /// Of the texts whose class is asked.
  [[nodiscard]] virtual Evaluate::Score head() const { return sum(3); }

 private:
  [[nodiscard]] Evaluate::Score sum(std::size_t first) const;
  void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) override;

  TokenWork work_;
};

}  // namespace pretext
