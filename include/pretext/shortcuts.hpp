#pragma once

#include <cstdint>
#include <vector>

#include "pretext/neighbours.hpp"
#include "pretext/source.hpp"

namespace pretext {

/// How well the answers to a task that asks for a choice are told without learning anything, by the nearest of some
/// examples whose answers are known: by all that is shown, and by nothing but which values at the edges of the views
/// are blank, the shortcut that Noroozi and Favaro (2016) and Doersch et al. (2015) warn of.
struct Shortcuts {
  struct Told {
    std::uint32_t asked = 0;
    std::uint32_t right = 0;
  };
  int answers = 0;          ///< that there are to choose from; 0 where the task asks for none
  std::uint32_t known = 0;  ///< examples whose answers are known
  Told pixels;
  Told edges;
  std::vector<Told> classes;  ///< `pixels`, for the images of each class that labels tell apart
};

/// Takes one example of each row, of its variants one after another.
Shortcuts shortcuts_of(const Source& source, const Points& known, const Points& asked);

}  // namespace pretext
