#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pretext/error.hpp"
#include "pretext/tensor.hpp"
#include "pretext/texts.hpp"

namespace pretext {

/// How a byte becomes a number: 0..1 or 0..255.
enum class PixelScale { unit, raw };

/// What a plan has to know of a set of images.
struct DataForm {
  Shape image;
  int classes = 0;  ///< that labels tell apart: 0 to classes - 1
};

/// Rows of one shape with a label each; a view, nothing is owned. Images are bytes until they are in a batch; features
/// are floats.
struct Dataset {
  Shape shape;
  std::uint32_t rows = 0;
  std::span<const std::uint8_t> pixels;  ///< rows x shape, or empty
  std::span<const float> values;         ///< rows x shape, or empty
  std::span<const std::uint8_t> labels;  ///< rows, or empty
  PixelScale scale = PixelScale::unit;
  int classes = 0;  ///< that labels tell apart
  /// Where parts begin that differ in kind, such as styles of drawing: the first row of each, rising; empty for one
  /// part.
  std::span<const std::uint32_t> domains;
  bool luma = false;  ///< pixels are stored in red, green and blue, and read as their lightness

  [[nodiscard]] DataForm form() const { return {shape, classes}; }
  /// The part that a row belongs to, counted from 0.
  [[nodiscard]] std::size_t domain(std::uint32_t row) const;
  /// Bytes of an image as it is stored.
  [[nodiscard]] std::size_t stored() const { return shape.size() * (luma ? 3 : 1); }
  /// Images, as `pixels`, that ops may take pieces of; empty: the rows themselves.
  std::span<const std::uint8_t> others{};
  Texts texts{};  ///< of rows that are texts, of shape t x 1 x 1: read as start, up to t - 2 tokens, separator, nothing

  /// Overwrites `out` (shape.size() long) with row `row` as numbers.
  void read(std::uint32_t row, std::span<float> out) const;
  /// The row's bytes as they are stored. Precondition: the rows are images.
  [[nodiscard]] std::span<const std::uint8_t> image(std::uint32_t row) const;
};

/// The same images without their colour: views of the same bytes, of one channel. Precondition: three channels.
Dataset without_colour(Dataset data);

/// A table of 256 numbers: what each byte stands for.
std::span<const float, 256> pixel_values(PixelScale scale);

/// The content of an IDX file (LeCun, Cortes and Burges, the MNIST database) of unsigned bytes.
struct Idx {
  std::vector<std::uint32_t> sides;      ///< 1 for labels, 3 or 4 for images: rows, height, width, channels
  std::span<const std::uint8_t> values;  ///< a view of the bytes that were read
};

/// Reads the bytes of an IDX file with `dimensions` sides. `name` is what errors call it. The file must hold exactly
/// the bytes that its header promises.
Result<Idx> read_idx(const std::string& name, std::span<const std::uint8_t> bytes, std::size_t dimensions);

/// The fewest and the most pixels of a side, and the most classes, that images may have.
inline constexpr std::uint32_t least_side = 8;
inline constexpr std::uint32_t most_side = 64;
inline constexpr int most_classes = 256;

/// Images, grey ones or in colour, and labels of one split as one dataset; they must have the same number of rows, and
/// labels be below `classes`, which is 2 to `most_classes`. `name` is the split's, such as "train".
Result<Dataset> read_split(const std::string& name, std::span<const std::uint8_t> images,
                           std::span<const std::uint8_t> labels, int classes);

}  // namespace pretext
