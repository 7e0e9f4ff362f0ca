#include "pretext/schedule.hpp"

#include <algorithm>

#include "kernels/cosine.hpp"

namespace pretext {

double rate_at(const Schedule& schedule, double rate, std::uint32_t step, std::uint32_t steps) {
  step = std::min(step, steps);
  const auto warm_up = static_cast<std::uint32_t>(schedule.warm_up * steps + 0.5);
  if (schedule.kind == Schedule::Kind::linear) {
    const double risen = step < warm_up ? (step + 1.0) / warm_up : 1.0;
    return steps == 0 ? rate : rate * risen * (1.0 - static_cast<double>(step) / steps);
  }
  if (step < warm_up) return rate * (step + 1.0) / warm_up;
  if (schedule.kind == Schedule::Kind::constant) return rate;
  if (step == steps) return 0.0;
  return rate * (1.0 + kernels::cos_pi(static_cast<double>(step - warm_up) / (steps - warm_up))) / 2.0;
}

}  // namespace pretext
