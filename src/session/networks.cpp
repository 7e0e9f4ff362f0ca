#include "session/networks.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "pretext/layers.hpp"
#include "pretext/registry.hpp"

namespace pretext {

namespace {

constexpr int digit_classes = 10;

std::unique_ptr<Network> planned(std::unique_ptr<Sequence> layers, Shape in, int micro_batch) {
  return std::make_unique<Network>(std::move(layers), in, std::max(micro_batch, rows_per_pass));
}

Failure check_encoder(const Spec& spec, Shape image) {
  int side = std::min(image.h, image.w);
  for (std::size_t i = 0; i < spec.encoder.size(); ++i) {
    const Spec::Block& block = spec.encoder[i];
    side = (side + block.stride - 1) / block.stride / block.pool;
    if (side == 0) {
      return Error{ErrorCode::bad_spec, "spec: 'encoder." + std::to_string(i) +
                                            "' leaves nothing of the image; expected a smaller stride or pool."};
    }
  }
  return {};
}

}  // namespace

std::unique_ptr<Sequence> encoder_layers(const Spec& spec) {
  auto layers = std::make_unique<Sequence>();
  for (const Spec::Block& block : spec.encoder) {
    layers->add(
        "conv" + std::to_string(layers->length() + 1),
        conv_block({.filters = block.filters, .kernel = block.kernel, .stride = block.stride, .pool = block.pool}));
  }
  return layers;
}

std::unique_ptr<Network> plan_features(const Spec& spec, const Task& pretext, Shape image, int layers) {
  auto sequence = encoder_layers(spec);
  pretext.head(*sequence);
  sequence->truncate(layers);
  return planned(std::move(sequence), image, 1);
}

std::unique_ptr<Network> plan_classifier(const Spec& spec, const Task& digits, Shape image, int frozen) {
  auto layers = encoder_layers(spec);
  layers->freeze(frozen);
  digits.head(*layers);
  return planned(std::move(layers), image, 1);
}

std::unique_ptr<Network> plan_probe(const Task& digits, Shape features) {
  auto layers = std::make_unique<Sequence>();
  digits.head(*layers);
  return planned(std::move(layers), features, 1);
}

Result<Networks> plan_networks(const Spec& spec, Shape image) {
  if (const Failure failure = check_encoder(spec, image)) return *failure;
  Networks networks;
  networks.pretext_task = make_pretext_task(spec.task);
  networks.digits = classification_task(digit_classes);

  auto layers = encoder_layers(spec);
  networks.pretext_task->head(*layers);
  networks.pretext = planned(std::move(layers), networks.pretext_task->encoder_input(image), spec.pretext.micro_batch);

  networks.encoder = planned(encoder_layers(spec), image, 1);

  layers = std::make_unique<Sequence>();
  networks.digits->head(*layers);
  networks.probe =
      planned(std::move(layers), {1, 1, static_cast<int>(networks.encoder->out().size())}, spec.transfer.micro_batch);

  layers = encoder_layers(spec);
  networks.digits->head(*layers);
  networks.classifier = planned(std::move(layers), image, spec.supervised.micro_batch);
  return networks;
}

}  // namespace pretext
