#pragma once

#include <nlohmann/json.hpp>

namespace pretext {

/// The one kind of JSON value in the library: keys keep their order. A second kind would be a second copy of the code.
using Json = nlohmann::ordered_json;

}  // namespace pretext
