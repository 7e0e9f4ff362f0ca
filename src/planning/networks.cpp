#include "planning/networks.hpp"

#include <algorithm>
#include <utility>

#include "pretext/layers.hpp"

namespace pretext {

std::unique_ptr<Network> planned(std::unique_ptr<Sequence> layers, Shape in, int micro_batch) {
  return std::make_unique<Network>(std::move(layers), in, std::max(micro_batch, rows_per_pass));
}

Networks networks_around(const Spec& spec, PretextPlan pretext, DataForm seen,
                         const std::function<std::unique_ptr<Sequence>()>& encoder) {
  const auto [in, classes] = seen;
  Networks networks;
  networks.pretext = std::move(pretext);
  networks.seen = seen;
  networks.digits = labelled_rows(in, classes);
  networks.encoder = planned(encoder(), in, 1);
  const Shape features{1, 1, static_cast<int>(networks.encoder->out().size())};
  networks.features = labelled_rows(features, classes);

  auto layers = std::make_unique<Sequence>();
  add_classifier(*layers, classes);
  networks.probe = planned(std::move(layers), features, spec.transfer.micro_batch);

  layers = encoder();
  add_classifier(*layers, classes);
  networks.classifier = planned(std::move(layers), in, spec.supervised.micro_batch);
  return networks;
}

Dataset scaled(Dataset data, const Spec& spec) {
  data.scale = spec.data.pixels == "raw" ? PixelScale::raw : PixelScale::unit;
  return data;
}

Dataset seen_by(const Networks& networks, const Dataset& data) {
  return networks.seen.image == data.shape ? data : without_colour(data);
}

std::vector<float> starting_weights(const Network& network, std::uint64_t seed, const PretextPlan& pretext,
                                    std::span<const float> pretrained) {
  std::vector<float> weights(network.params().floats());
  network.params().initialise(seed, weights);
  if (!pretrained.empty()) copy_shared(pretext.network->params(), pretrained, network.params(), weights);
  return weights;
}

void add_classifier(Sequence& layers, int classes) { layers.add("dense", dense(classes)); }

std::unique_ptr<Network> plan_probe(Shape features, int units) {
  auto layers = std::make_unique<Sequence>();
  add_classifier(*layers, units);
  return planned(std::move(layers), features, 1);
}

}  // namespace pretext
