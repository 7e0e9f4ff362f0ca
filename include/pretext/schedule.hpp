#pragma once

#include <cstdint>

namespace pretext {

/// How the learning rate changes from step to step. It rises in a line over the first steps (Goyal et al., "Accurate,
/// large minibatch SGD", 2017); then it stays, or falls to 0 along half a wave of the cosine (Loshchilov and Hutter,
/// "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without the restarts), or in a line that begins
/// with the first step, while it rises.
struct Schedule {
  enum class Kind { constant, cosine, linear };
  Kind kind = Kind::constant;
  double warm_up = 0.0;  ///< share of the steps, 0 to 1, rounded to the nearest number of steps
};

/// The rate of a step, counted from 0, out of `steps`, where `rate` is the highest. With w steps of warm-up, step s < w
/// has rate (s + 1) / w, and a cosine's later one rate (1 + cos(pi (s - w) / (steps - w))) / 2; a line multiplies each
/// step's by 1 - s / steps. Steps from `steps` on
/// have the rate that it ends at. The same bits on every target.
double rate_at(const Schedule& schedule, double rate, std::uint32_t step, std::uint32_t steps);

}  // namespace pretext
