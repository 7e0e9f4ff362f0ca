#include "pretext/text_set.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/json.hpp"
#include "pretext/safetensors.hpp"

namespace pretext {

namespace {

constexpr std::size_t most_vocabulary = 65536;
constexpr std::size_t most_texts = 1u << 22;

Error refused(const std::string& name, const std::string& what) { return {ErrorCode::bad_file, name + ": " + what}; }

std::string text_in(const Safetensors& file, const char* key) {
  const auto found = file.metadata.find(key);
  return found == file.metadata.end() ? std::string{} : found->second;
}

/// A list of texts.
std::optional<std::vector<std::string>> texts_in(const Safetensors& file, const char* key, std::size_t most) {
  const std::string text = text_in(file, key);
  const JsonDocument json(text);
  if (!json.root().IsArray() || json.root().Size() > most) return {};
  std::vector<std::string> texts;
  for (const JsonValue& item : json.root().GetArray()) {
    if (!item.IsString()) return {};
    texts.emplace_back(text_of(item));
  }
  return texts;
}

/// Three numbers of texts.
std::optional<std::array<std::uint32_t, 3>> splits_in(const Safetensors& file) {
  const std::string text = text_in(file, "splits");
  const JsonDocument json(text);
  if (!json.root().IsArray() || json.root().Size() != 3) return {};
  std::array<std::uint32_t, 3> splits{};
  for (rapidjson::SizeType i = 0; i < 3; ++i) {
    if (!is_size(json.root()[i]) || json.root()[i].GetUint64() > most_texts) return {};
    splits[i] = static_cast<std::uint32_t>(json.root()[i].GetUint64());
  }
  return splits;
}

std::span<const std::uint8_t> bytes_in(const Safetensors& file, const char* key) {
  const auto found = file.tensors.find(key);
  if (found == file.tensors.end() || found->second.type != Safetensors::Type::u8) return {};
  return found->second.bytes;
}

}  // namespace

Result<TextSet> TextSet::read(const std::string& name, std::span<const std::uint8_t> bytes) {
  const Result<Safetensors> read = read_safetensors(name, bytes);
  if (!read) return read.error();
  const Safetensors& file = *read;
  if (text_in(file, "format") != "pretext texts 1") return refused(name, "it is no file of texts.");
  TextSet set;
  auto vocabulary = texts_in(file, "vocabulary", most_vocabulary);
  if (!vocabulary || vocabulary->size() <= special_tokens) {
    return refused(name, "metadata 'vocabulary' must be a list of 5 to " + std::to_string(most_vocabulary) + " texts.");
  }
  auto classes = texts_in(file, "classes", std::size_t{most_classes});
  if (!classes) return refused(name, "metadata 'classes' must be a list of at most 256 texts.");
  const auto splits = splits_in(file);
  if (!splits) return refused(name, "metadata 'splits' must be three numbers of texts.");
  set.vocabulary_ = std::move(*vocabulary);
  set.classes_ = std::move(*classes);

  const std::span<const std::uint8_t> tokens = bytes_in(file, "tokens");
  const std::span<const std::uint8_t> lengths = bytes_in(file, "lengths");
  const std::span<const std::uint8_t> labels = bytes_in(file, "labels");
  const std::size_t texts = std::size_t{(*splits)[0]} + (*splits)[1] + (*splits)[2];
  if (lengths.size() != texts || labels.size() != texts) {
    return refused(name,
                   "tensors 'lengths' and 'labels' must hold a byte for each of " + std::to_string(texts) + " texts.");
  }
  const std::size_t all = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  if (tokens.size() != 2 * all) {
    return refused(name, "tensor 'tokens' must hold " + std::to_string(all) + " numbers of two bytes.");
  }
  std::size_t text = 0;
  std::size_t token = 0;
  for (std::size_t split = 0; split < splits->size(); ++split) {
    Rows& rows = set.splits_[split];
    rows.starts.push_back(0);
    for (std::uint32_t row = 0; row < (*splits)[split]; ++row, ++text) {
      if (lengths[text] == 0) return refused(name, "a text has no token.");
      if (!set.classes_.empty() && labels[text] >= set.classes_.size()) {
        return refused(name, "a label is " + std::to_string(labels[text]) + ", expected one below " +
                                 std::to_string(set.classes_.size()) + ".");
      }
      for (int i = 0; i < lengths[text]; ++i, ++token) {
        const auto number = static_cast<std::uint16_t>(tokens[2 * token] | tokens[2 * token + 1] << 8);
        if (number < special_tokens || number >= set.vocabulary_.size()) {
          return refused(name, "a token is " + std::to_string(number) + ", expected one from 4 to below " +
                                   std::to_string(set.vocabulary_.size()) + ".");
        }
        rows.tokens.push_back(number);
      }
      rows.starts.push_back(static_cast<std::uint32_t>(rows.tokens.size()));
      rows.labels.push_back(set.classes_.empty() ? std::uint8_t{0} : labels[text]);
    }
    set.cut(rows);
  }
  return set;
}

/// A text is cut at the start of a word, which a space begins, nearest its middle: the first one of two.
void TextSet::cut(Rows& rows) const {
  const auto texts = static_cast<std::uint32_t>(rows.starts.size() - 1);
  rows.cuts.assign(texts, 0);
  for (std::uint32_t text = 0; text < texts; ++text) {
    const std::uint32_t length = rows.starts[text + 1] - rows.starts[text];
    std::uint32_t nearest = length;
    for (std::uint32_t at = 1; at < length; ++at) {
      if (!vocabulary_[rows.tokens[rows.starts[text] + at]].starts_with(' ')) continue;
      const auto away = static_cast<std::uint32_t>(std::abs(static_cast<int>(2 * at) - static_cast<int>(length)));
      if (away >= nearest) continue;
      nearest = away;
      rows.cuts[text] = at;
    }
    if (rows.cuts[text] != 0) rows.by_length.push_back(text);
  }
  std::ranges::sort(rows.by_length, {}, [&](std::uint32_t text) {
    return std::pair(rows.starts[text + 1] - rows.starts[text] - rows.cuts[text], text);
  });
}

Dataset TextSet::split(Split split) const {
  const Rows& rows = splits_[split];
  Dataset data;
  data.shape = {1, 1, 1};  // how many places are looked at is the encoder's business
  data.rows = static_cast<std::uint32_t>(rows.labels.size());
  data.labels = rows.labels;
  data.texts.vocabulary = static_cast<int>(vocabulary_.size());
  data.texts.classes = static_cast<int>(classes_.size());
  data.texts.tokens = rows.tokens;
  data.texts.starts = rows.starts;
  data.texts.cuts = rows.cuts;
  data.texts.by_length = rows.by_length;
  return data;
}

}  // namespace pretext
