#pragma once

#include <nlohmann/json.hpp>

/// Tests read JSON with another library than the one that wrote it.
using Json = nlohmann::ordered_json;
