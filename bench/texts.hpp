#pragma once

#include <vector>

#include "bench/workload.hpp"

namespace pretext::bench {

/// Training steps of small transformers on texts that are made up, and a text that one writes.
void add_text_workloads(std::vector<Workload>& all);

}  // namespace pretext::bench
