#include "pretext/generate.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kernels/softmax.hpp"
#include "pretext/session.hpp"
#include "run/run.hpp"

namespace pretext {

namespace {

Failure unknown_tokens(const char* what, std::span<const std::uint16_t> text, int vocabulary) {
  if (std::ranges::all_of(text, [&](std::uint16_t token) { return token < vocabulary; })) return {};
  return Error{ErrorCode::bad_data, std::string(what) + ": expected tokens below " + std::to_string(vocabulary) + "."};
}

}  // namespace

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

Result<std::vector<LikelyToken>> Session::fill(std::span<const std::uint16_t> text, std::size_t place,
                                               std::size_t most) const {
  const std::vector<float> seen = weights(Model::pretext);
  const TokenHeads* heads = run_->networks().pretext.heads.get();
  if (seen.empty() || heads == nullptr || run_->source(Model::pretext).form().causal) {
    return Error{ErrorCode::bad_spec, "fill: expected a model that has learned to tell hidden tokens."};
  }
  const std::size_t room = heads->encoder().in().size() - 2;
  if (place >= text.size() || text.size() > room) {
    return Error{ErrorCode::bad_data, "fill: expected a text of 1 to " + std::to_string(room) +
                                          " tokens and a place in it; found " + std::to_string(text.size()) +
                                          " tokens and place " + std::to_string(place) + "."};
  }
  const int vocabulary = run_->test().texts.vocabulary;
  if (const Failure unknown = unknown_tokens("fill", text, vocabulary)) return *unknown;
  std::vector<float> row(heads->encoder().in().size());
  row[0] = static_cast<float>(SpecialToken::start);
  std::ranges::copy(text, row.begin() + 1);
  row[1 + text.size()] = static_cast<float>(SpecialToken::separator);
  row[1 + place] = static_cast<float>(SpecialToken::mask);
  const std::vector<float> logits = heads->logits(seen, row, static_cast<int>(place) + 1);
  std::vector<float> probabilities(logits.size());
  kernels::softmax(logits.data(), 1, vocabulary, probabilities.data());
  std::vector<LikelyToken> likely;
  for (std::size_t token = special_tokens; token < probabilities.size(); ++token) {
    likely.push_back({static_cast<std::uint16_t>(token), probabilities[token]});
  }
  std::ranges::sort(likely, [](const LikelyToken& a, const LikelyToken& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.token < b.token;
  });
  likely.resize(std::min(most, likely.size()));
  return likely;
}

Result<Generator::Attended> Session::attend(std::span<const std::uint16_t> text) const {
  const std::vector<float> seen = weights(Model::pretext);
  const int vocabulary = run_->test().texts.vocabulary;
  if (seen.empty() || vocabulary == 0) return Error{ErrorCode::bad_spec, "attend: expected a model of texts."};
  const auto room = static_cast<std::size_t>(run_->spec().transformer.context - 2);
  if (text.empty() || text.size() > room) {
    return Error{ErrorCode::bad_data, "attend: expected a text of 1 to " + std::to_string(room) + " tokens, found " +
                                          std::to_string(text.size()) + "."};
  }
  if (const Failure unknown = unknown_tokens("attend", text, vocabulary)) return *unknown;
  std::vector<std::uint16_t> row{static_cast<std::uint16_t>(SpecialToken::start)};
  row.insert(row.end(), text.begin(), text.end());
  row.push_back(static_cast<std::uint16_t>(SpecialToken::separator));
  Generator generator(run_->spec().transformer, vocabulary, run_->params(Model::pretext), seen);
  return generator.attend(row, run_->source(Model::pretext).form().causal);
}

}  // namespace pretext
