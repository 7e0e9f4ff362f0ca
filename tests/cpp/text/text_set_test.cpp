#include "pretext/text_set.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "texts.hpp"

namespace pretext {
namespace {

using testing::TextFile;
using testing::toy_texts;

TEST_CASE("a text is cut at the start of a word nearest its middle") {
  TextFile file;
  for (const char* word : {" a", "b", " c", "d"}) file.vocabulary.emplace_back(word);
  file.add({4, 5, 6, 7, 6, 5}, 0);  // a b | c d c b: starts of words at 2 and 4
  file.add({4, 5, 5, 5}, 1);        // one word
  file.add({4, 6}, 0);
  file.add({4}, 0);
  file.add({4, 5, 5, 5, 5, 6}, 0);
  file.splits[0] = 5;
  const Result<TextSet> set = testing::read(file);
  REQUIRE(set);
  const Dataset data = set->split(TextSet::pretext);
  CHECK(data.rows == 5);
  CHECK(data.texts.vocabulary == 8);
  CHECK(std::vector(data.texts.cuts.begin(), data.texts.cuts.end()) == std::vector<std::uint32_t>{2, 0, 1, 0, 5});
  // Second halves of 1, 1 and 4 tokens.
  CHECK(std::vector(data.texts.by_length.begin(), data.texts.by_length.end()) == std::vector<std::uint32_t>{2, 4, 0});
  CHECK(data.texts.second_half(0).size() == 4);
}

TEST_CASE("a row is start, tokens, separator and nothing, cut to the places that there are") {
  TextFile file = toy_texts();
  file.splits[0] = 149;
  file.splits[2] = 1;
  const Result<TextSet> set = testing::read(file);
  REQUIRE(set);
  Dataset data = set->split(TextSet::pretext);
  for (const int places : {4, 20}) {
    data.shape = {places, 1, 1};
    for (std::uint32_t row = 0; row < data.rows; ++row) {
      std::vector<float> read(static_cast<std::size_t>(places), -1.0f);
      data.read(row, read);
      const auto text = data.texts.text(row);
      const std::size_t length = std::min(text.size(), read.size() - 2);
      CHECK(read[0] == 1.0f);
      CHECK(std::equal(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), read.begin() + 1));
      CHECK(read[length + 1] == 2.0f);
      CHECK(std::all_of(read.begin() + static_cast<std::ptrdiff_t>(length) + 2, read.end(),
                        [](float x) { return x == 0; }));
    }
  }
}

TEST_CASE("a file of texts that is damaged is refused with a sentence") {
  const auto refusal = [](auto damage) {
    Safetensors file = toy_texts().content();
    damage(file);
    const Result<TextSet> set = TextSet::read("texts", write_safetensors(file));
    REQUIRE_FALSE(set);
    return set.error().message;
  };
  CHECK(refusal([](Safetensors& f) { f.metadata["format"] = "other"; }) == "texts: it is no file of texts.");
  CHECK(refusal([](Safetensors& f) { f.metadata["vocabulary"] = "[\"a\"]"; }) ==
        "texts: metadata 'vocabulary' must be a list of 5 to 65536 texts.");
  CHECK(refusal([](Safetensors& f) { f.metadata["classes"] = "{}"; }) ==
        "texts: metadata 'classes' must be a list of at most 256 texts.");
  CHECK(refusal([](Safetensors& f) { f.metadata["splits"] = "[1, 2]"; }) ==
        "texts: metadata 'splits' must be three numbers of texts.");
  CHECK(refusal([](Safetensors& f) { f.metadata["splits"] = "[1, 2, 3]"; }) ==
        "texts: tensors 'lengths' and 'labels' must hold a byte for each of 6 texts.");
  CHECK(refusal([](Safetensors& f) {
          f.tensors["lengths"].bytes[0] = 0;
        }).starts_with("texts: tensor 'tokens' must hold"));
  CHECK(refusal([](Safetensors& f) { f.tensors["tokens"].bytes[0] = 3; }) ==
        "texts: a token is 3, expected one from 4 to below 28.");
  CHECK(
      refusal([](Safetensors& f) { f.tensors["tokens"].bytes[1] = 1; }).ends_with("expected one from 4 to below 28."));
  CHECK(refusal([](Safetensors& f) { f.tensors["labels"].bytes[0] = 2; }) ==
        "texts: a label is 2, expected one below 2.");
}

}  // namespace
}  // namespace pretext
