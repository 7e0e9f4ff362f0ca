#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"

namespace pretext {

/// A set of texts: three splits, their tokens and labels, and the vocabulary. Owns what its datasets show.
class TextSet {
 public:
  enum Split { pretext, validation, test };

  /// Reads the file that web/api/text/text-file.js writes: a safetensors file with the metadata `format`, `name`,
  /// `classes` and `vocabulary` (lists of texts as JSON), `splits` (three numbers of texts), and the tensors `tokens`
  /// and `merges` (numbers of two bytes, lower one first), `lengths` and `labels` (bytes).
  static Result<TextSet> read(const std::string& name, std::span<const std::uint8_t> bytes);

  /// A view; the set must outlive it, where it is.
  [[nodiscard]] Dataset split(Split split) const;
  [[nodiscard]] const std::vector<std::string>& vocabulary() const { return vocabulary_; }
  [[nodiscard]] const std::vector<std::string>& classes() const { return classes_; }

 private:
  struct Rows {
    std::vector<std::uint16_t> tokens;
    std::vector<std::uint32_t> starts, cuts, by_length;
    std::vector<std::uint8_t> labels;
  };
  void cut(Rows& rows) const;

  std::vector<std::string> vocabulary_;
  std::vector<std::string> classes_;
  std::array<Rows, 3> splits_;
};

}  // namespace pretext
