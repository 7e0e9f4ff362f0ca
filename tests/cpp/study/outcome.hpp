#pragma once

#include <doctest/doctest.h>

#include "json.hpp"
#include "pretext/study.hpp"

namespace pretext::testing {

/// Works a cell out to its end.
inline Json result_of(Study& study, const Cell& cell) {
  const Failure failure = study.begin(cell);
  REQUIRE_MESSAGE(!failure, (failure ? failure->message : ""));
  while (!study.done()) study.advance();
  REQUIRE(!study.failure());
  return Json::parse(study.result());
}

}  // namespace pretext::testing
