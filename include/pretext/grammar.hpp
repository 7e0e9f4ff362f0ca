#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pretext {

/// A number that a kind of op, layer or loss term takes, with its bounds and what it is when it is left out.
struct Field {
  const char* name;
  double least;
  double most;
  double fallback;
  bool whole;  ///< whether it has to be a whole number
  const char* what;
};

/// A word of the grammar: a kind of op, layer or loss term.
struct Kind {
  const char* name;
  const char* what;
  std::span<const Field> fields;
};

/// One op, layer or loss term of a description: the name of its kind, and its numbers in the order of the kind's
/// fields.
struct Item {
  std::string kind;
  std::vector<double> values;
  bool operator==(const Item&) const = default;
};

/// The numbers of a kind as they are when left out.
std::vector<double> fallbacks(const Kind& kind);

}  // namespace pretext
