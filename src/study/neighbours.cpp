#include "study/neighbours.hpp"

#include <cstddef>

#include "kernels/nearest.hpp"

namespace pretext {

void UnitLength::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t seed,
                      std::uint32_t step, Batch batch) const {
  features_.fill(data, examples, seed, step, batch);
  const std::size_t columns = batch.inputs.size() / examples.size();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    kernels::scale_to_unit_length(&batch.inputs[i * columns], static_cast<int>(columns));
  }
}

std::vector<float> UnitLength::weights(const Network& network, const Dataset& data,
                                       std::span<const std::uint32_t> examples) const {
  std::vector<float> weights(network.params().floats());
  const std::span<float> kernel = std::span(weights).subspan(network.params().find("dense.kernel")->offset);
  const std::size_t units = examples.size();
  const std::size_t columns = network.in().size();
  std::vector<float> row(columns);
  for (std::size_t unit = 0; unit < units; ++unit) {
    fill(data, examples.subspan(unit, 1), 0, 0, {.inputs = row, .classes = {}, .targets = {}, .weights = {}});
    for (std::size_t c = 0; c < columns; ++c) kernel[c * units + unit] = row[c];
  }
  return weights;
}

}  // namespace pretext
