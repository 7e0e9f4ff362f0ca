#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "planning/networks.hpp"
#include "planning/text_layers.hpp"

namespace pretext {

Result<PretextPlan> plan_text_pretext(const Spec& spec, const Texts& texts) {
  if (!of_texts(spec.task)) {
    return refused("task",
                   "the data are texts; expected one of 'masked_tokens', 'next_token', 'next_sentence' or a "
                   "description that predicts 'token'.");
  }
  if (!spec.task.head.empty()) return refused("task.head", "texts have none of their own; expected nothing.");
  if (spec.pretext.held_out > 0) return refused("pretext.held_out", "of texts nothing can be held out; expected 0.");
  if (spec.pretext.stop != "never") return refused("pretext.stop", "expected 'never' where tokens are predicted.");
  const Spec::Transformer& shape = spec.transformer;
  if (shape.width % shape.heads != 0) {
    return refused("transformer.heads", "expected a number that divides the width, " + std::to_string(shape.width) +
                                            ", found " + std::to_string(shape.heads) + ".");
  }
  const DataForm data{{shape.context, 1, 1}, texts.classes};
  Result<std::unique_ptr<Source>> source = plan_source(spec.task, data, 1, 1, texts.vocabulary);
  if (!source) return source.error();
  const ExampleForm form = (*source)->form();
  const Result<Loss> loss = loss_of(spec.task, form, 1);
  if (!loss) return loss.error();
  PretextPlan plan;
  plan.image = data.image;
  plan.source = std::move(*source);
  plan.loss = *loss;
  plan.network =
      std::make_unique<Network>(text_encoder_layers(shape, {texts.vocabulary, form.causal, form.parts}, Places::all),
                                form.input, std::max(spec.pretext.micro_batch, rows_per_pass));
  plan.heads = std::make_unique<TokenHeads>(*plan.network, form.classes);
  plan.params = plan.heads->params();
  return plan;
}

Result<Networks> plan_text_networks(const Spec& spec, const Texts& texts) {
  Result<PretextPlan> pretext = plan_text_pretext(spec, texts);
  if (!pretext) return pretext.error();
  const ExampleForm form = pretext->source->form();
  return networks_around(spec, std::move(*pretext), {form.input, texts.classes}, [&] {
    return text_encoder_layers(spec.transformer, {texts.vocabulary, form.causal, form.parts}, Places::mean);
  });
}

}  // namespace pretext
