#include "study/settings.hpp"

#include <algorithm>

namespace pretext {

std::uint32_t probe_updates(std::uint32_t labels) { return labels <= 1000 ? 3000 : 6000; }

std::uint32_t network_updates(std::uint32_t labels) {
  if (labels <= 200) return 1000;
  if (labels <= 1000) return 2000;
  constexpr std::uint32_t epochs = 20;
  return epochs * ((labels + batch_rows - 1) / batch_rows);
}

FitSettings settings_for(std::uint32_t labels, std::uint32_t updates, float rate) {
  FitSettings settings;
  settings.rule = Adam{.rate = rate};
  settings.batch = std::min(batch_rows, static_cast<int>(labels));
  settings.micro_batch = batch_rows;
  settings.epochs = epochs_for(updates, labels, settings.batch);
  settings.most_steps = updates;
  return settings;
}

}  // namespace pretext
