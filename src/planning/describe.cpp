#include "planning/describe.hpp"

#include <algorithm>
#include <string>

#include "core/json.hpp"
#include "planning/networks.hpp"

namespace pretext {

namespace {

JsonWriter& write_shape(JsonWriter& json, const char* key, Shape shape) {
  return json.key(key).begin_array().value(shape.h).value(shape.w).value(shape.c).end_array();
}

/// Layers from `first` on: name, output shape and number of weights.
void write_layers(JsonWriter& json, const char* key, const Network& network, int first) {
  json.key(key).begin_array();
  const std::vector<Param>& table = network.params().table();
  for (int i = first; i < network.layers().length(); ++i) {
    const Sequence::Step& step = network.layers().step(i);
    const std::size_t last =
        i + 1 < network.layers().length() ? network.layers().step(i + 1).first_param : table.size();
    std::size_t weights = 0;
    for (std::size_t p = step.first_param; p < last; ++p) weights += table[p].size;
    write_shape(json.begin_object().field("name", step.name), "shape", step.plan.out).field("weights", weights);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

Result<std::string> describe(const Spec& spec, DataForm data) {
  // Texts of the set that the build packs; those of another one have another vocabulary.
  Texts texts;
  texts.vocabulary = 2048;
  texts.classes = 8;
  const Result<Networks> networks = of_texts(spec.task) ? plan_text_networks(spec, texts) : plan_networks(spec, data);
  if (!networks) return networks.error();
  const PretextPlan& pretext = networks->pretext;
  const ExampleForm form = pretext.source->form();
  // Views that are encoded one by one stand as one layer before the head.
  const bool together = form.views > 1 && pretext.network->in() == form.input;
  JsonWriter json;
  write_shape(json.begin_object(), "input", form.input).field("views", form.views).field("choices", form.classes);
  write_shape(json, "target", form.target).field("examples_per_row", pretext.source->examples_per_row());
  json.field("predict", name(spec.task.predict)).field("measure", name(measure_of(pretext.loss)));
  const Shape view{form.input.h / form.views, form.input.w, form.input.c};
  const int blocks = static_cast<int>(spec.encoder.size());
  if (pretext.heads) write_layers(json, "encoder", *pretext.network, 0);
  else write_layers(json, "encoder", Network(encoder_layers(spec), view, 1), 0);
  write_layers(json, "head", *pretext.network, pretext.heads || together ? 1 : blocks);
  write_layers(json, "image_encoder", *networks->encoder, 0);
  write_layers(json, "classifier", *networks->probe, 0);
  json.field("weights", pretext.params.count()).field("features", networks->encoder->out().size());
  return json.end_object().text();
}

}  // namespace pretext
