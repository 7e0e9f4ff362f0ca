#include "pretext/grammar.hpp"

namespace pretext {

std::vector<double> fallbacks(const Kind& kind) {
  std::vector<double> values;
  values.reserve(kind.fields.size());
  for (const Field& field : kind.fields) values.push_back(field.fallback);
  return values;
}

}  // namespace pretext
