#include "pretext/generate.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

Result<std::vector<std::uint16_t>> Session::generate(std::span<const std::uint16_t> prompt, int most,
                                                     const Sampling& sampling, std::uint64_t seed) const {
  const std::vector<float> seen = weights(Model::pretext);
  const Source& source = run_->source(Model::pretext);
  const int vocabulary = run_->test().texts.vocabulary;
  if (seen.empty() || vocabulary == 0 || !source.form().causal) {
    return Error{ErrorCode::bad_spec, "generate: expected a model that has learned to tell the next token."};
  }
  const int room = run_->spec().transformer.context - 1;
  if (std::cmp_greater_equal(prompt.size(), room)) {
    return Error{ErrorCode::bad_data, "generate: the prompt has " + std::to_string(prompt.size()) +
                                          " tokens, expected fewer than " + std::to_string(room) + "."};
  }
  Generator generator(run_->spec().transformer, vocabulary, run_->params(Model::pretext), seen);
  return pretext::generate(generator, prompt, most, sampling, seed);
}

}  // namespace pretext
