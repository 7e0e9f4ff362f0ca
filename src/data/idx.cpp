#include <algorithm>
#include <utility>

#include "pretext/dataset.hpp"

namespace pretext {

namespace {

std::uint32_t big_endian(std::span<const std::uint8_t> bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

std::string hex(std::uint32_t number) {
  std::string text = "0x";
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[number >> shift & 15];
  return text;
}

}  // namespace

Result<Idx> read_idx(const std::string& name, std::span<const std::uint8_t> bytes, std::size_t dimensions) {
  const std::size_t header = 4 + 4 * dimensions;
  if (bytes.size() < header) {
    return bad_file(name, "an IDX file with " + std::to_string(dimensions) + " dimensions has a header of " +
                              std::to_string(header) + " bytes, but there are only " + std::to_string(bytes.size()) +
                              ".");
  }
  const std::uint32_t magic = big_endian(bytes);
  const std::uint32_t expected = 0x0800u | static_cast<std::uint32_t>(dimensions);
  if (magic != expected) {
    return bad_file(name, "expected the magic number " + hex(expected) + " (" +
                              (dimensions == 1   ? "labels"
                               : dimensions == 4 ? "images in colour"
                                                 : "images") +
                              " as unsigned bytes), found " + hex(magic) + ".");
  }
  Idx idx;
  std::uint64_t promised = 1;
  for (std::size_t i = 0; i < dimensions; ++i) {
    const std::uint32_t side = big_endian(bytes.subspan(4 + 4 * i));
    idx.sides.push_back(side);
    // A product that the file cannot hold is not multiplied any further, so it never overflows.
    if (promised <= bytes.size()) promised *= side;
  }
  if (promised != bytes.size() - header) {
    std::string sides;
    for (const std::uint32_t side : idx.sides) sides += (sides.empty() ? "" : " x ") + std::to_string(side);
    return bad_file(
        name, "the header promises " + sides + " bytes, but " + std::to_string(bytes.size() - header) + " follow it.");
  }
  idx.values = bytes.subspan(header);
  return idx;
}

Result<Dataset> read_split(const std::string& name, std::span<const std::uint8_t> images,
                           std::span<const std::uint8_t> labels, int classes) {
  const bool colour = images.size() > 3 && images[3] == 4;
  const Result<Idx> pictures = read_idx(name + " images", images, colour ? 4 : 3);
  if (!pictures) return pictures.error();
  const Result<Idx> answers = read_idx(name + " labels", labels, 1);
  if (!answers) return answers.error();
  const std::uint32_t rows = pictures->sides[0];
  if (answers->sides[0] != rows) {
    return Error{ErrorCode::bad_data, name + ": there are " + std::to_string(rows) + " images but " +
                                          std::to_string(answers->sides[0]) + " labels; each image needs one."};
  }
  const std::uint32_t channels = colour ? pictures->sides[3] : 1;
  const auto fits = [](std::uint32_t side) { return side >= least_side && side <= most_side; };
  if (!fits(pictures->sides[1]) || !fits(pictures->sides[2])) {
    return Error{ErrorCode::bad_data, name + " images: expected sides of " + std::to_string(least_side) + " to " +
                                          std::to_string(most_side) + " pixels, found " +
                                          std::to_string(pictures->sides[1]) + " x " +
                                          std::to_string(pictures->sides[2]) + "."};
  }
  if (channels != 1 && channels != 3) {
    return Error{ErrorCode::bad_data,
                 name + " images: expected 1 or 3 channels, found " + std::to_string(channels) + "."};
  }
  if (classes < 2 || classes > most_classes) {
    return Error{ErrorCode::bad_data, name + ": expected 2 to " + std::to_string(most_classes) + " classes, found " +
                                          std::to_string(classes) + "."};
  }
  const auto wrong = std::ranges::find_if(answers->values, [&](std::uint8_t label) { return label >= classes; });
  if (wrong != answers->values.end()) {
    return Error{ErrorCode::bad_data, name + " labels: expected classes 0 to " + std::to_string(classes - 1) +
                                          ", found " + std::to_string(*wrong) + " at row " +
                                          std::to_string(wrong - answers->values.begin()) + "."};
  }
  Dataset data;
  data.shape = {static_cast<int>(pictures->sides[1]), static_cast<int>(pictures->sides[2]), static_cast<int>(channels)};
  data.classes = classes;
  data.rows = rows;
  data.pixels = pictures->values;
  data.labels = answers->values;
  return data;
}

}  // namespace pretext
