#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "pretext/dataset.hpp"
#include "pretext/loss.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// Some examples of a step's batch, which one pass takes.
struct Leaf {
  const Dataset& data;
  std::span<const std::uint32_t> examples;
  std::uint64_t seed = 0;
  std::uint32_t step = 0;
  int index = 0;            ///< of the leaf within its batch
  std::uint32_t first = 0;  ///< of its examples within the batch
  std::uint32_t batch = 0;  ///< examples of the whole batch
  /// All of them: a mean over what is asked of the batch takes how much that is.
  std::span<const std::uint32_t> whole = {};
};

/// What a fit lowers: it knows how an example's loss and its gradient come about, and owns the workspaces that this
/// takes. All weights lie in one flat buffer, those of encoder and head first. A leaf's result depends on the weights
/// and the leaf alone, so that any worker can compute any leaf.
class Objective {
 public:
  virtual ~Objective() = default;

  /// Encoder and head, and what is asked of them: what an evaluation needs.
  [[nodiscard]] virtual const Network& network() const = 0;
  [[nodiscard]] virtual const Source& source() const = 0;
  [[nodiscard]] virtual const Loss& loss() const = 0;

  /// The table of all tensors; those of network() come first and lie where it has them.
  [[nodiscard]] virtual const Params& params() const { return network().params(); }
  /// Cost of one example's way forward, in multiplications.
  [[nodiscard]] virtual double multiplications() const = 0;

  /// Takes the weights for the leaves that follow. They must stay where they are.
  virtual void set_weights(std::span<const float> weights) = 0;

  /// Overwrites `grads` (params().floats() long) with the leaf's part of the gradient of the batch's mean loss, and
  /// returns the sums over its examples.
  virtual LossSums leaf(const Leaf& leaf, std::span<float> grads) = 0;

  /// Where the examples of a batch see each other, a step has two halves: first each leaf's outputs are computed, and
  /// exchanged; then everybody relates all of them, and leaf() goes on from there. Floats of an example's outputs, 0
  /// where a step has but one half.
  [[nodiscard]] virtual std::size_t related_floats() const { return 0; }
  /// Overwrites `out` with the outputs of the leaf's examples.
  virtual void outputs(const Leaf& /*leaf*/, std::span<float> /*out*/) {}
  /// Takes the outputs of all examples of a batch, in their order.
  virtual void relate(std::span<const float> /*outputs*/) {}
};

/// One network that predicts what is asked. Network and source must outlive it, what `loss` refers to as well.
std::unique_ptr<Objective> prediction(const Network& network, const Source& source, const Loss& loss);

/// One network that looks at each view by itself; the loss, a `Contrast`, relates all views of a batch. The gradient is
/// that of the whole batch: outputs first, then each leaf with its part of the gradient by them (gradient caching: Gao,
/// Zhang, Han and Callan, "Scaling deep contrastive learning batch size under memory limited setup", RepL4NLP 2021).
/// Leaves of which this worker has made the outputs keep what backward needs, the others run forward again.
/// `batch`, `micro_batch`: most examples of a batch and of a leaf.
std::unique_ptr<Objective> contrast(const Network& network, const Source& source, const Contrast& loss, int batch,
                                    int micro_batch);

/// What a reconstruction is judged by, and how much each counts. What the pointers and spans show must outlive the
/// objective.
struct Reconstruction {
  float pixels = 1;  ///< weighted squared error of the values that are asked
  /// Mean squared difference of what a frozen network makes of the outputs and of the targets (Johnson, Alahi and
  /// Fei-Fei, "Perceptual losses for real-time style transfer and super-resolution", ECCV 2016).
  float content = 0;
  const Network* content_network = nullptr;  ///< null for no such term
  std::span<const float> content_weights;
  /// A critic that is trained at the same time to tell targets from outputs (Pathak et al., "Context encoders: feature
  /// learning by inpainting", CVPR 2016).
  float adversarial = 0;
  const Network* critic = nullptr;  ///< one output; its tensors come behind the network's; null for no such term
};

/// One network whose outputs are an image, judged by several terms.
std::unique_ptr<Objective> reconstruction(const Network& network, const Source& source, const Reconstruction& terms);

/// A variational autoencoder (Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014) as two networks: what
/// the objective's network does, with the code drawn in between. What the pointers show must outlive the objective.
struct Variational {
  const Network* coder = nullptr;    ///< gives 2 x latents values, the means and the logarithms of variances
  const Network* decoder = nullptr;  ///< takes the latents; its tensors lie behind the coder's, both as the network's
  /// Whether the decoder's outputs are logits of values in [0, 1]. If not, they are the values, normal around the
  /// outputs with a variance of 1/2, so that the negative logarithm is the squared error.
  bool bernoulli = true;
  float kl = 1;  ///< how much the divergence counts (beta: Higgins et al., "beta-VAE", ICLR 2017)
};

/// One network whose outputs are an image made of a short code. The loss of an example is the negative of the evidence
/// lower bound, in nats per value, with one draw of the code: by seed, step and example, whoever computes it.
std::unique_ptr<Objective> variational(const Network& network, const Source& source, const Variational& parts);

/// One network that tells a source's images, class 0, from those that a generator makes, class 1, and the generator,
/// whose tensors come behind the network's: it is trained at the same time to have the network tell what it makes as
/// class 0 (Goodfellow et al., "Generative adversarial nets", NeurIPS 2014, with the generator's loss that does not
/// saturate). `generator` takes codes, drawn from the standard normal distribution by seed, step and example, and gives
/// the network's inputs. All must outlive the objective.
std::unique_ptr<Objective> adversary(const Network& network, const Source& source, const Network& generator);

/// The source with a generator's images in the place of those of class 1, as such an objective sees them. All must
/// outlive it, `weights` (the generator's) too, unchanged.
std::unique_ptr<Source> imitations(const Source& source, const Network& generator, std::span<const float> weights);

}  // namespace pretext
