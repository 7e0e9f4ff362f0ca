#pragma once

#include <memory>

#include "planning/pretext_plan.hpp"

namespace pretext {

/// Whether a term is one of a variational autoencoder's own.
bool is_variational(const Task& task);

/// Whether the parts of such a task go together: one 'latent' layer that others follow, 'kl' beside one term for the
/// values, and a 'sigmoid' at the end of what 'bernoulli' judges.
Failure check_variational(const Spec& spec, const ExampleForm& form);

/// The same layers as the whole network's, in two: up to the 'latent' layer, which gives distributions there, and what
/// follows it. Precondition: check_variational().
void plan_variational(const Task& task, std::unique_ptr<Sequence> whole, std::unique_ptr<Sequence> again,
                      PretextPlan& plan);

}  // namespace pretext
