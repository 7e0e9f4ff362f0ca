#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

#include "pretext/source.hpp"

namespace pretext {

/// Cross-entropy of the softmax of the outputs with a class, in nats.
struct CrossEntropy {};

/// Squared error: sum over an example's values of weight (output - target)^2, where its weights add up to 1.
struct SquaredError {};

/// A box by its edges, as shares of an image's sides, or in any other unit.
struct Box {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

/// Intersection over union of two boxes, from 0 to 1; 0 for two that are empty, or turned inside out.
float overlap(const Box& a, const Box& b);

/// Squared error of the edges of a box (left, top, right, bottom, as shares of the canvas's sides), the mean of the
/// four; right if intersection over union with the box is at least a half (Everingham et al., "The PASCAL visual object
/// classes challenge", IJCV 2010).
struct BoxError {};

/// Cross-entropy of the sigmoid of each output with a pixel that is (1) or is not (0) asked for, the mean over all;
/// right if those above a half and those asked for have an intersection over union of at least a half.
struct MaskError {};

/// Which of all other rows is the other view of the same image; see kernels/contrast.hpp.
struct Contrast {
  bool decoupled = false;
  float temperature = 0.5f;
};

/// What each class of colours counts; 0 for those that a set hardly has. See kernels/chroma.hpp.
using ColourWeights = std::array<float, 81>;

/// Which colour each place has, by classes (Zhang, Isola and Efros, "Colorful image colorization", ECCV 2016): the
/// outputs are 81 logits for each of the places, the targets their chroma. An example's loss is the mean over its
/// places; it is right if at least half of those that have a colour get their own.
struct ColourClasses {
  const ColourWeights* weights = nullptr;
  float white = 1;  ///< what the brightest pixel is: 1 or 255
};

/// Votes of nearest neighbours: the outputs are similarities to labelled rows. There is nothing to lower: losses are 0,
/// and no gradient may be asked for.
struct Votes {
  std::span<const std::int32_t> labels;  ///< of the rows that the outputs stand for
  int classes = 0;
};

/// What says how wrong outputs are: pure functions of outputs and targets. An example's loss depends on that example
/// alone, but for `Contrast`, whose examples see all others of the call.
using Loss = std::variant<CrossEntropy, SquaredError, Contrast, Votes, ColourClasses, BoxError, MaskError>;

/// What a loss is read by: the share of examples that are right, or the peak signal-to-noise ratio in decibels.
enum class Measure { accuracy, psnr };
Measure measure_of(const Loss& loss);
const char* name(Measure measure);

/// Peak signal-to-noise ratio of a mean squared error, in decibels; `white` is the largest value that there is.
double psnr(double squared_error, double white);

/// What the losses of some examples add up to. Sums are floats because they travel with the gradients.
struct LossSums {
  float loss = 0;
  float correct = 0;  ///< examples that are right; 0 where `measure_of` is not accuracy
  float critic = 0;   ///< of a network that is trained against the one whose loss this is
};

/// Where an evaluation goes. Each may be empty, else it is overwritten.
struct LossResults {
  std::span<float> doutputs;          ///< n x outputs: `scale` times the gradient of the sum of losses
  std::span<float> losses;            ///< n
  std::span<std::int32_t> predicted;  ///< n: the class, or -1 where none is told
  std::span<float> correct;           ///< n: 1 where the example is right, else 0
};

/// Bytes of scratch that evaluate() needs for n examples of `outputs` values.
std::size_t scratch_bytes(const Loss& loss, int n, std::size_t outputs);

/// The loss of n examples. asked: what a source has filled (its inputs are not looked at). outputs: n x whatever the
/// network gives for an example, all its views.
LossSums evaluate(const Loss& loss, int n, const Batch& asked, std::span<const float> outputs, float scale,
                  const LossResults& results, std::span<std::byte> scratch);

}  // namespace pretext
