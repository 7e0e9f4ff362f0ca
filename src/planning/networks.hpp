#pragma once

#include <functional>
#include <memory>

#include "planning/pretext_plan.hpp"
#include "pretext/neighbours.hpp"
#include "pretext/network.hpp"
#include "pretext/source.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// Rows of one pass without training: enough to fill the kernels, few enough to stay in cache.
inline constexpr int rows_per_pass = 32;

/// The networks of an experiment. Tensors of the same name are the same tensor: encoders can be copied between them.
struct Networks {
  PretextPlan pretext;                  ///< encoder and the pretext head, and what they learn
  DataForm seen;                        ///< what the encoder takes: images, without colour if the task takes it away
  std::unique_ptr<Source> digits;       ///< these and their labels
  std::unique_ptr<Network> encoder;     ///< the encoder alone; its output, flattened, is the features
  std::unique_ptr<Source> features;     ///< features and their labels
  std::unique_ptr<Network> probe;       ///< the linear classifier on features
  std::unique_ptr<Network> classifier;  ///< encoder and the linear classifier
};

/// The data with their pixels on the scale that the spec says.
Dataset scaled(Dataset data, const Spec& spec);

/// The data as the encoder takes them.
Dataset seen_by(const Networks& networks, const Dataset& data);

/// What a network starts from: random weights of the seed, and in place of them those that it shares with the pretext
/// network, of which `pretrained` are the weights; empty for none.
std::vector<float> starting_weights(const Network& network, std::uint64_t seed, const PretextPlan& pretext,
                                    std::span<const float> pretrained);

/// Appends the linear classifier of so many classes.
void add_classifier(Sequence& layers, int classes);

/// A network of such layers for training and for passes of rows.
std::unique_ptr<Network> planned(std::unique_ptr<Sequence> layers, Shape in, int micro_batch);

/// A pretext task's plan and what is trained after it: `encoder` makes the layers that both have, for inputs as they
/// are seen.
Networks networks_around(const Spec& spec, PretextPlan pretext, DataForm seen,
                         const std::function<std::unique_ptr<Sequence>()>& encoder);

/// Plans them for such images, or says which part of the spec does not fit.
Result<Networks> plan_networks(const Spec& spec, DataForm data);

/// The same for texts.
Result<Networks> plan_text_networks(const Spec& spec, const Texts& texts);

/// The first `layers` layers of encoder and pretext head, for images; without layers, the pixels themselves.
std::unique_ptr<Network> plan_features(const Spec& spec, const PretextPlan& pretext, Shape image, int layers);

/// The task of a spec's `downstream`, planned for such images: what examples are made and asked, how wrong answers are,
/// and the spec with that task in place of its own. Precondition: it is not "label".
struct Downstream {
  Spec spec;
  PretextPlan plan;
};
Result<Downstream> plan_downstream(Spec spec, DataForm seen);

/// Encoder and the head of that task, the first `frozen` blocks not to be moved.
std::unique_ptr<Network> plan_downstream_network(const Downstream& downstream, int frozen);

/// Encoder and linear classifier, the first `frozen` blocks not to be moved.
std::unique_ptr<Network> plan_classifier(const Spec& spec, DataForm seen, int frozen);

/// A linear classifier of `units` on features of that shape.
std::unique_ptr<Network> plan_probe(Shape features, int units);

/// What images are compared by in a graph: of a task that tells pairs, what comes before the last layer of its head,
/// seen through the image and eight of its views; of any other, what the encoder makes of the image alone. The weights
/// are left to the caller, and `pretext` must outlive it.
Viewpoint plan_viewpoint(const Spec& spec, const PretextPlan& pretext, DataForm seen);

/// The encoder and the image alone, whatever the task is: for controls.
Viewpoint plan_encoder_viewpoint(const Spec& spec, DataForm seen);

}  // namespace pretext
