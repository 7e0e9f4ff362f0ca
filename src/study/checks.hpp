#pragma once

#include <cstddef>

#include "planning/networks.hpp"
#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/spec.hpp"
#include "pretext/study.hpp"
#include "study/modes.hpp"

namespace pretext {

/// Whether a cell of that mode can be worked out with the networks of a spec and so many labelled rows of `train`, or
/// why not, in one sentence.
Failure check_cell(const Spec& spec, const Networks& networks, const Dataset& train, std::size_t labelled,
                   const Mode& mode, const Cell& cell);

}  // namespace pretext
