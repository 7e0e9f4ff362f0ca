#pragma once

#include "planning/pretext_plan.hpp"

namespace pretext {

/// Whether a task tells images from those that a generator makes.
bool is_adversarial(const Task& task);

/// Whether such a task is asked for what it can tell: 'imitate' last, nothing else that chooses, and 'choice'.
Failure check_adversary(const Spec& spec, const ExampleForm& form);

/// The generator: a dense layer that gives an image of a quarter of the side, two convolutions 3 x 3, each after
/// doubling that, and a sigmoid; its tensors come behind the network's. Precondition: check_adversary().
void plan_generator(const Task& task, PretextPlan& plan);

}  // namespace pretext
