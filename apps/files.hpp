#pragma once

// What the programs read, files whole and a folder of IDX files, and how they write.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/spec.hpp"
#include "pretext/text_set.hpp"

namespace pretext::apps {

using Bytes = std::vector<std::uint8_t>;

inline Result<Bytes> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::bad_file, path + ": can't be read; expected a file."};
  Bytes bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return Error{ErrorCode::bad_file, path + ": can't be read to its end; expected a file."};
  return bytes;
}

/// A spec's file; a byte order mark, as some editors begin a text with, is passed over.
inline Result<Spec> read_spec_file(const std::string& path) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  const auto file = read_file(path);
  if (!file) return file.error();
  std::string_view text(reinterpret_cast<const char*>(file->data()), file->size());
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return read_spec(text);
}

/// Images and labels, or texts; views of the files.
struct Data {
  std::array<Bytes, 4> files;
  std::unique_ptr<TextSet> texts;
  Dataset train;
  Dataset test;
};

/// Two at least; what a file of labels holds behind its header says how many.
inline int classes_in(const Bytes& labels) {
  constexpr std::size_t header = 8;
  int classes = 2;
  for (std::size_t i = header; i < labels.size(); ++i) classes = std::max(classes, labels[i] + 1);
  return classes;
}

/// Of a folder of four IDX files, or of one file of texts.
inline Result<Data> read_data(const std::string& folder) {
  Data data;
  if (const auto file = read_file(folder + "/definitions.texts")) {
    auto texts = TextSet::read("texts", *file);
    if (!texts) return texts.error();
    data.texts = std::make_unique<TextSet>(std::move(*texts));
    data.train = data.texts->split(TextSet::pretext);
    data.test = data.texts->split(TextSet::test);
    return data;
  }
  for (std::size_t i = 0; const char* name : {"train-images", "train-labels", "test-images", "test-labels"}) {
    auto file = read_file(folder + "/" + name + ".idx");
    if (!file) return file.error();
    data.files[i++] = std::move(*file);
  }
  const int classes = std::max(classes_in(data.files[1]), classes_in(data.files[3]));
  const auto train = read_split("train", data.files[0], data.files[1], classes);
  if (!train) return train.error();
  const auto test = read_split("test", data.files[2], data.files[3], classes);
  if (!test) return test.error();
  data.train = *train;
  data.test = *test;
  return data;
}

/// Whether a file has been written; says so if not.
inline bool write_file(const char* path, const void* bytes, std::size_t size) {
  std::ofstream out(path, std::ios::binary);
  out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  out.close();
  if (out) return true;
  std::fprintf(stderr, "%s: could not be written.\n", path);
  return false;
}

/// Whether a line of results reached stdout; says so if not.
inline bool print_line(const std::string& line) {
  if (std::printf("%s\n", line.c_str()) >= 0 && std::fflush(stdout) == 0) return true;
  std::fprintf(stderr, "the results can't be written.\n");
  return false;
}

/// Says why a program ends; its exit code.
inline int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

}  // namespace pretext::apps
