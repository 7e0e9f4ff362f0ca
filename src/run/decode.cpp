#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kernels/logistic.hpp"
#include "pretext/rng.hpp"
#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

Error no_codes(const char* question) {
  return {ErrorCode::bad_spec,
          std::string(question) + ": expected a model that makes images of codes, such as 'vae' or 'gan'."};
}

}  // namespace

Result<MadeImages> Session::decode(std::span<const float> codes) const {
  const PretextPlan& plan = run_->networks().pretext;
  const std::vector<float> seen = weights(Model::pretext);
  if (seen.empty() || !plan.decoder) return no_codes("decode");
  const Network& network = *plan.decoder;
  const std::size_t latents = network.in().size();
  if (codes.empty() || codes.size() % latents != 0 ||
      !std::ranges::all_of(codes, [](float v) { return std::isfinite(v); })) {
    return Error{ErrorCode::bad_data, "decode: expected codes of " + std::to_string(latents) +
                                          " finite numbers each, found " + std::to_string(codes.size()) + " numbers."};
  }
  Workspace workspace(network, Workspace::Use::inference);
  workspace.set_weights(std::span(seen).last(network.params().floats()));
  MadeImages made{.shape = plan.adversarial() ? plan.network->in() : plan.image, .values = {}};
  const std::size_t most = static_cast<std::size_t>(network.max_batch()) * latents;
  for (std::size_t at = 0; at < codes.size(); at += most) {
    const std::span<const float> some = codes.subspan(at, std::min(most, codes.size() - at));
    const int n = static_cast<int>(some.size() / latents);
    std::ranges::copy(some, workspace.inputs(n).begin());
    const std::span<const float> outputs = workspace.forward(n);
    made.values.insert(made.values.end(), outputs.begin(), outputs.end());
  }
  if (plan.coder && plan.variational.bernoulli) {
    kernels::sigmoid(made.values.data(), made.values.data(), static_cast<int>(made.values.size()));
  }
  return made;
}

Result<MadeImages> Session::sample(std::uint32_t images, std::uint64_t seed) const {
  const PretextPlan& plan = run_->networks().pretext;
  if (!plan.decoder) return no_codes("sample");
  if (images < 1 || images > most_samples) {
    return Error{ErrorCode::bad_data, "sample: expected 1 to " + std::to_string(most_samples) + " images, found " +
                                          std::to_string(images) + "."};
  }
  std::vector<float> codes(images * plan.decoder->in().size());
  for (std::uint32_t i = 0; i < images; ++i) {
    Rng rng(seed, Stream::sample, 0, i);
    for (float& value : std::span(codes).subspan(i * plan.decoder->in().size(), plan.decoder->in().size())) {
      value = rng.normal();
    }
  }
  return decode(codes);
}

}  // namespace pretext
