#pragma once

#include <cstddef>

namespace pretext::testing {

/// Calls of operator new so far, in any form.
std::size_t allocations();

}  // namespace pretext::testing
