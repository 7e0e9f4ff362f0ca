#pragma once

#include "planning/networks.hpp"
#include "pretext/dataset.hpp"
#include "pretext/inspect.hpp"
#include "pretext/spec.hpp"

namespace pretext {

/// Weighs the classes of colours of a plan that tells them, by how often the unlabelled images have them: those with at
/// most a ten-thousandth of all places count nothing, the others 1 / ((1 - even) p + even / Q), scaled to a mean of 1
/// over places (Zhang, Isola and Efros, 2016). Does nothing to any other plan.
void weigh_colours(PretextPlan& plan, const Spec& spec, const Dataset& train);

/// Makes images of the chroma that has been asked for and told, at the lightness that was shown. Precondition: the
/// plan's source asks for chroma.
void paint(Answered& answered, const PretextPlan& plan, float white);

}  // namespace pretext
