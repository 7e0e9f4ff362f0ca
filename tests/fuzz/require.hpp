#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program, for the fuzzer to see, when something does not hold that should hold for any input.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}
