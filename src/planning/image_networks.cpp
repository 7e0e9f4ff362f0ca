#include <memory>
#include <string>
#include <utility>

#include "planning/networks.hpp"
#include "pretext/layers.hpp"
#include "sources/views.hpp"

namespace pretext {

std::unique_ptr<Sequence> encoder_layers(const Spec& spec) {
  const bool raw = spec.data.pixels == "raw";
  auto layers = std::make_unique<Sequence>();
  for (const Spec::Block& block : spec.encoder) {
    layers->add("conv" + std::to_string(layers->length() + 1), conv_block({.filters = block.filters,
                                                                           .kernel = block.kernel,
                                                                           .stride = block.stride,
                                                                           .pool = block.pool,
                                                                           .exact = raw}));
  }
  return layers;
}

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

Result<Downstream> plan_downstream(Spec spec, DataForm seen) {
  spec.task = *named_task(spec.downstream);
  Result<PretextPlan> plan = plan_pretext(spec, seen);
  if (!plan) return plan.error();
  return Downstream{std::move(spec), std::move(*plan)};
}

std::unique_ptr<Network> plan_downstream_network(const Downstream& downstream, int frozen) {
  auto layers = encoder_layers(downstream.spec);
  const int blocks = layers->length();
  layers->freeze(frozen);
  const ExampleForm form = downstream.plan.source->form();
  add_head(*layers, downstream.spec, form, blocks);
  return planned(std::move(layers), form.input, 1);
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

Result<Networks> plan_networks(const Spec& spec, DataForm data) {
  if (const Failure failure = check_encoder(spec, data.image, "the image")) return *failure;
  Result<PretextPlan> pretext = plan_pretext(spec, data);
  if (!pretext) return pretext.error();
  const DataForm seen{{data.image.h, data.image.w, pretext->source->form().input.c}, data.classes};
  return networks_around(spec, std::move(*pretext), seen, [&] { return encoder_layers(spec); });
}

}  // namespace pretext
