#pragma once

#include <memory>
#include <string>

#include "pretext/error.hpp"
#include "pretext/network.hpp"
#include "pretext/objective.hpp"
#include "pretext/source.hpp"
#include "pretext/spec.hpp"
#include "pretext/tokens.hpp"

namespace pretext {

/// What a description of a pretext task comes to for images of one shape.
struct PretextPlan {
  Shape image;  ///< that the source reads
  std::unique_ptr<Source> source;
  std::unique_ptr<Network>
      network;  ///< encoder and head; of a pair it takes one view at a time, of texts it has no head
  std::unique_ptr<TokenHeads> heads;  ///< of texts; null for images
  Loss loss;
  Params params;  ///< of all that is trained: the network, then a critic or a generator where there is one
  std::unique_ptr<ColourWeights> colours;  ///< that the loss refers to; null where it tells no colours apart

  /// The terms of a reconstruction; what they need stands below.
  Reconstruction terms;
  std::unique_ptr<Network> critic;
  std::unique_ptr<Network> content;      ///< the encoder's first block
  Variational variational;               ///< of a variational autoencoder; what it needs:
  std::unique_ptr<Network> coder;        ///< null for any other task
  std::unique_ptr<Network> decoder;      ///< without the sigmoid at its end; where there is no coder, a generator
  std::unique_ptr<PretextPlan> teacher;  ///< whose training, with the same settings, gives the first block its weights

  /// What is lowered by training in such batches. The plan must outlive it, and so must the content network's weights.
  [[nodiscard]] std::unique_ptr<Objective> objective(const Spec::Training& training,
                                                     std::span<const float> content_weights = {}) const;
  /// Whether images are made of codes for the network to tell from others.
  [[nodiscard]] bool adversarial() const { return decoder && !coder; }
  /// What the network is asked, given the weights of all that is trained: the source, or, where there is a generator,
  /// one with its images, which `made` owns from then on; plan and weights must outlive that.
  [[nodiscard]] const Source& asked(std::span<const float> weights, std::unique_ptr<Source>& made) const;
  /// Cost of an example's way forward, in multiplications.
  [[nodiscard]] double multiplications() const {
    if (heads) return heads->multiplications();
    const std::size_t views = source->form().input.size() / network->in().size();
    if (adversarial()) return network->plan().multiplications * 4 / 3 + decoder->plan().multiplications / 2;
    return static_cast<double>(views) * network->plan().multiplications;
  }
};

/// The spec's encoder, its blocks named conv1, conv2 and so on, not planned yet.
std::unique_ptr<Sequence> encoder_layers(const Spec& spec);

/// Says which block of the encoder leaves nothing of an image, if one does. `what`: the image in that sentence.
Failure check_encoder(const Spec& spec, Shape image, const char* what);

/// A spec's field that does not fit, and why.
Error refused(const std::string& field, const std::string& sentence);

/// How wrong answers to such examples are, as a task says it or as it goes with what is predicted.
Result<Loss> loss_of(const Task& task, const ExampleForm& form, float white);

/// Plans a spec's task, or says which of its fields does not fit.
Result<PretextPlan> plan_pretext(const Spec& spec, DataForm data);

/// The same for texts.
Result<PretextPlan> plan_text_pretext(const Spec& spec, const Texts& texts);

/// Appends the head of the spec's task for so many blocks of encoder, without asking whether it fits.
void add_head(Sequence& layers, const Spec& spec, const ExampleForm& form, int blocks);

/// The task with a head and a loss that it leaves to `predict` written out, for inputs of that form.
Task written_out(const Task& task, const ExampleForm& form);

/// What examples of a task's transform are like, of such images: the ops of the plan's source, planned.
/// `vocabulary`: of texts; 0 for images.
Result<std::unique_ptr<Source>> plan_source(const Task& task, DataForm data, float white,
                                            std::uint32_t examples_per_row, int vocabulary = 0);

}  // namespace pretext
