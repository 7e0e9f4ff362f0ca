#include "planning/networks.hpp"

#include <algorithm>
#include <utility>

#include "planning/text_layers.hpp"
#include "pretext/layers.hpp"
#include "sources/views.hpp"

namespace pretext {

namespace {

std::unique_ptr<Network> planned(std::unique_ptr<Sequence> layers, Shape in, int micro_batch) {
  return std::make_unique<Network>(std::move(layers), in, std::max(micro_batch, rows_per_pass));
}

/// A pretext task's plan and what is trained after it: `encoder` makes the layers that both have, for inputs as they
/// are seen.
template <class Encoder>
Networks networks_around(const Spec& spec, PretextPlan pretext, DataForm seen, Encoder encoder) {
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

}  // namespace

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

std::unique_ptr<Network> plan_features(const Spec& spec, const PretextPlan& pretext, Shape image, int layers) {
  auto sequence = encoder_layers(spec);
  if (layers > sequence->length()) add_head(*sequence, spec, pretext.source->form(), sequence->length());
  sequence->truncate(layers);
  return planned(std::move(sequence), image, 1);
}

std::unique_ptr<Network> plan_classifier(const Spec& spec, DataForm seen, int frozen) {
  auto layers = encoder_layers(spec);
  layers->freeze(frozen);
  add_classifier(*layers, seen.classes);
  return planned(std::move(layers), seen.image, 1);
}

std::unique_ptr<Network> plan_probe(Shape features, int units) {
  auto layers = std::make_unique<Sequence>();
  add_classifier(*layers, units);
  return planned(std::move(layers), features, 1);
}

Viewpoint plan_viewpoint(const Spec& spec, const PretextPlan& pretext, DataForm seen) {
  const Shape image = seen.image;
  const ExampleForm form = pretext.source->form();
  const bool whole = form.input == Shape{form.views * image.h, image.w, image.c} && pretext.image == image;
  if (spec.task.predict != Predict::pair || !whole) return plan_encoder_viewpoint(spec, seen);
  constexpr int views = 8;
  constexpr int images_per_pass = 8;
  const int draws = views / pretext.source->form().views;
  Viewpoint by;
  by.source = std::make_unique<Views>(*pretext.source, image, draws);
  auto layers = encoder_layers(spec);
  add_head(*layers, spec, pretext.source->form(), layers->length());
  layers->truncate(layers->length() - 1);
  by.network = std::make_unique<Network>(std::move(layers), image, images_per_pass * by.source->form().views);
  return by;
}

Viewpoint plan_encoder_viewpoint(const Spec& spec, DataForm seen) {
  Viewpoint by;
  by.source = labelled_rows(seen.image, seen.classes);
  by.network = planned(encoder_layers(spec), seen.image, 1);
  return by;
}

Result<Networks> plan_text_networks(const Spec& spec, const Texts& texts) {
  Result<PretextPlan> pretext = plan_text_pretext(spec, texts);
  if (!pretext) return pretext.error();
  const ExampleForm form = pretext->source->form();
  return networks_around(spec, std::move(*pretext), {form.input, texts.classes}, [&] {
    return text_encoder_layers(spec.transformer, {texts.vocabulary, form.causal, form.parts}, Places::mean);
  });
}

Result<Networks> plan_networks(const Spec& spec, DataForm data) {
  if (const Failure failure = check_encoder(spec, data.image, "the image")) return *failure;
  Result<PretextPlan> pretext = plan_pretext(spec, data);
  if (!pretext) return pretext.error();
  const DataForm seen{{data.image.h, data.image.w, pretext->source->form().input.c}, data.classes};
  return networks_around(spec, std::move(*pretext), seen, [&] { return encoder_layers(spec); });
}

}  // namespace pretext
