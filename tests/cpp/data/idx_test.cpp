#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"

namespace pretext {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// An IDX file of zeros (labels: of row numbers) whose header may lie.
Bytes idx(std::vector<std::uint32_t> sides, std::size_t values) {
  Bytes file{0, 0, 8, static_cast<std::uint8_t>(sides.size())};
  for (const std::uint32_t side : sides) {
    for (const int shift : {24, 16, 8, 0}) file.push_back(static_cast<std::uint8_t>(side >> shift));
  }
  for (std::size_t i = 0; i < values; ++i) file.push_back(sides.size() == 1 ? static_cast<std::uint8_t>(i) : 0);
  return file;
}

const Bytes good_images = idx({3, 28, 28}, 3 * 28 * 28);
const Bytes good_labels = idx({3}, 3);

/// The sentence with which a split is refused.
Error refusal(const Bytes& images, const Bytes& labels) {
  const Result<Dataset> split = read_split("train", images, labels, 10);
  REQUIRE_FALSE(split);
  return split.error();
}

TEST_CASE("a split is a view of its two files") {
  const Result<Dataset> split = read_split("train", good_images, good_labels, 10);
  REQUIRE(split);
  CHECK(split->rows == 3);
  CHECK(split->shape == Shape{28, 28, 1});
  CHECK(split->pixels.data() == good_images.data() + 16);
  CHECK(split->image(2).data() == good_images.data() + 16 + 2 * 28 * 28);
  CHECK(split->labels[2] == 2);
}

TEST_CASE("a file that is not what it says is refused with a sentence that names it and says what was expected") {
  struct Case {
    const char* what;
    Bytes images;
    Bytes labels;
    ErrorCode code;
    const char* sentence;
  };
  Bytes cut = good_images;
  cut.pop_back();
  Bytes longer = good_labels;
  longer.push_back(0);
  Bytes floats = good_images;
  floats[2] = 0x0d;
  const Case cases[] = {
      {"empty",
       {},
       good_labels,
       ErrorCode::bad_file,
       "train images: an IDX file with 3 dimensions has a header of 16 bytes, but there are only 0."},
      {"half a header", Bytes(good_images.begin(), good_images.begin() + 10), good_labels, ErrorCode::bad_file,
       "train images: an IDX file with 3 dimensions has a header of 16 bytes, but there are only 10."},
      {"truncated", cut, good_labels, ErrorCode::bad_file,
       "train images: the header promises 3 x 28 x 28 bytes, but 2351 follow it."},
      {"bytes left over", good_images, longer, ErrorCode::bad_file,
       "train labels: the header promises 3 bytes, but 4 follow it."},
      {"wrong type", floats, good_labels, ErrorCode::bad_file,
       "train images: expected the magic number 0x00000803 (images as unsigned bytes), found 0x00000d03."},
      {"files exchanged", good_images, good_images, ErrorCode::bad_file,
       "train labels: expected the magic number 0x00000801 (labels as unsigned bytes), found 0x00000803."},
      {"10^9 images", idx({1000000000, 28, 28}, 784), good_labels, ErrorCode::bad_file,
       "train images: the header promises 1000000000 x 28 x 28 bytes, but 784 follow it."},
      {"sides whose product overflows", idx({1u << 31, 1u << 31, 4}, 0), good_labels, ErrorCode::bad_file,
       "train images: the header promises 2147483648 x 2147483648 x 4 bytes, but 0 follow it."},
      {"labels of other images", good_images, idx({2}, 2), ErrorCode::bad_data,
       "train: there are 3 images but 2 labels; each image needs one."},
      {"too small", idx({3, 7, 32}, 3 * 7 * 32), good_labels, ErrorCode::bad_data,
       "train images: expected sides of 8 to 64 pixels, found 7 x 32."},
      {"too large", idx({3, 28, 65}, 3 * 28 * 65), good_labels, ErrorCode::bad_data,
       "train images: expected sides of 8 to 64 pixels, found 28 x 65."},
      {"two channels", idx({3, 8, 8, 2}, 3 * 8 * 8 * 2), good_labels, ErrorCode::bad_data,
       "train images: expected 1 or 3 channels, found 2."},
      {"colour cut short", idx({3, 8, 8, 3}, 3 * 8 * 8), good_labels, ErrorCode::bad_file,
       "train images: the header promises 3 x 8 x 8 x 3 bytes, but 192 follow it."},
      {"a label out of range", idx({12, 28, 28}, 12 * 28 * 28), idx({12}, 12), ErrorCode::bad_data,
       "train labels: expected classes 0 to 9, found 10 at row 10."},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Error error = refusal(c.images, c.labels);
    CHECK(error.code == c.code);
    CHECK(error.message == c.sentence);
  }
}

TEST_CASE("images of any shape within bounds make a split, grey or in colour, with 2 to 256 classes") {
  for (const auto& [h, w, c] : {Shape{8, 64, 1}, Shape{32, 32, 3}, Shape{64, 9, 3}}) {
    const auto side = [](int n) { return static_cast<std::uint32_t>(n); };
    const Bytes images = idx({2, side(h), side(w), side(c)}, Shape{h, w, c}.size() * 2);
    const Result<Dataset> split = read_split("test", images, idx({2}, 2), 2);
    REQUIRE(split);
    CHECK(split->shape == Shape{h, w, c});
    CHECK(split->classes == 2);
    CHECK(split->image(1).data() == images.data() + 20 + Shape{h, w, c}.size());
  }
  CHECK(read_split("test", good_images, good_labels, 256));
  for (const int classes : {-1, 0, 1, 257}) {
    const Result<Dataset> split = read_split("test", good_images, good_labels, classes);
    REQUIRE_FALSE(split);
    CHECK(split.error().message == "test: expected 2 to 256 classes, found " + std::to_string(classes) + ".");
  }
}

TEST_CASE("without colour, the same bytes are read as their lightness") {
  Bytes images = idx({1, 8, 8, 3}, 192);
  for (std::size_t i = 20; i < images.size(); ++i) images[i] = static_cast<std::uint8_t>(37 * i);
  const Dataset colour = *read_split("test", images, idx({1}, 1), 2);
  Dataset grey = without_colour(colour);
  CHECK(grey.shape == Shape{8, 8, 1});
  CHECK(grey.stored() == 192);
  CHECK(grey.image(0).data() == colour.image(0).data());
  grey.scale = PixelScale::raw;
  std::vector<float> out(64);
  grey.read(0, out);
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint8_t* rgb = &images[20 + 3 * i];
    CHECK(out[i] == static_cast<float>((77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) / 256));
  }
}

TEST_CASE("a row count is never believed beyond the bytes that are there") {
  // 2^20 rows of one byte: a reader that clips large counts would take the header's word for 2^30.
  CHECK_FALSE(read_idx("labels", idx({1u << 30}, 1u << 20), 1));
}

}  // namespace
}  // namespace pretext
