#pragma once

#include <memory>

#include "pretext/objective.hpp"

namespace pretext {

/// How the answers to two views of an image are made to agree.
struct Consistency {
  float threshold = 0.95f;      ///< of the largest probability, from which on an answer is taken for the truth
  float unlabelled = 1 / 7.0f;  ///< what an image without a label counts, where one with a label counts 1
};

/// One network that looks at two views of each example, a weak one above a strong one (FixMatch: Sohn et al.,
/// "FixMatch: simplifying semi-supervised learning with consistency and confidence", NeurIPS 2020). Where the class is
/// known, the cross-entropy of the weak view with it; where it is -1, that of the strong view with the class that the
/// weak one is taken for, if it is so sure. No gradient goes through what the weak view is taken for. An example is
/// right if its known class is told of the weak view. The network takes single views, two for each example of a
/// micro-batch. Network and source must outlive the objective.
std::unique_ptr<Objective> consistency(const Network& network, const Source& source, const Consistency& settings);

}  // namespace pretext
