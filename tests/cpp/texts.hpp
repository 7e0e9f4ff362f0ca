#pragma once

#include <string>
#include <vector>

#include "pretext/rng.hpp"
#include "pretext/safetensors.hpp"
#include "pretext/text_set.hpp"

namespace pretext::testing {

/// A file of texts over a small vocabulary: words of classes that begin with different letters.
struct TextFile {
  std::vector<std::string> vocabulary{"[pad]", "[start]", "[end]", "[mask]"};
  std::vector<std::uint8_t> tokens, lengths, labels, merges;
  std::uint32_t splits[3] = {};

  void add(const std::vector<int>& text, int label) {
    for (const int token : text) {
      tokens.push_back(static_cast<std::uint8_t>(token));
      tokens.push_back(0);
    }
    lengths.push_back(static_cast<std::uint8_t>(text.size()));
    labels.push_back(static_cast<std::uint8_t>(label));
  }

  [[nodiscard]] Safetensors content() const {
    std::string words;
    for (const std::string& word : vocabulary) words += (words.empty() ? "[\"" : ", \"") + word + "\"";
    Safetensors file;
    file.metadata = {{"format", "pretext texts 1"},
                     {"name", "toy"},
                     {"classes", R"(["a", "b"])"},
                     {"vocabulary", words + "]"},
                     {"splits", "[" + std::to_string(splits[0]) + ", " + std::to_string(splits[1]) + ", " +
                                    std::to_string(splits[2]) + "]"}};
    const auto put = [&](const char* name, const std::vector<std::uint8_t>& bytes) {
      file.add(name, {bytes.size()}, std::span<const std::uint8_t>(bytes));
    };
    put("tokens", tokens);
    put("lengths", lengths);
    put("labels", labels);
    put("merges", merges);
    return file;
  }
};

/// 24 words; a text's next word is one of two, which depend on the word and the text's class: there is something to
/// learn. 120 texts to pretrain on, none to validate, 30 to test.
inline TextFile toy_texts() {
  TextFile file;
  for (int word = 0; word < 24; ++word)
    file.vocabulary.push_back((word % 4 == 3 ? "" : " ") + std::string(1, static_cast<char>('a' + word)));
  Rng rng(7, Stream::task);
  for (int row = 0; row < 150; ++row) {
    const int label = row % 2;
    std::vector<int> text{4 + static_cast<int>(rng.below(24))};
    const int length = 1 + static_cast<int>(rng.below(14));
    while (static_cast<int>(text.size()) < length) {
      text.push_back(4 + (text.back() - 4 + (label == 0 ? 1 : 5) + static_cast<int>(rng.below(2))) % 24);
    }
    file.add(text, label);
  }
  file.splits[0] = 120;
  file.splits[2] = 30;
  return file;
}

inline Result<TextSet> read(const TextFile& file) { return TextSet::read("texts", write_safetensors(file.content())); }

}  // namespace pretext::testing
