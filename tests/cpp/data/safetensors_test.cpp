#include "pretext/safetensors.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string>

namespace pretext {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// A file with this header and so many data bytes, the header's length as given or right.
Bytes file(const std::string& header, std::size_t data, std::uint64_t length) {
  Bytes bytes(8 + header.size() + data);
  std::memcpy(bytes.data(), &length, 8);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}
Bytes file(const std::string& header, std::size_t data) { return file(header, data, header.size()); }

/// A header with one tensor of one byte each at the given place.
std::string tensor(const std::string& name, const std::string& rest) { return "\"" + name + "\":{" + rest + "}"; }

TEST_CASE("what is written is read back, and the same content gives the same bytes") {
  const std::vector<float> weights{1.5f, -2.0f, 0.0f, 4.0f, 5.0f, 6.0f};
  const std::vector<double> sums{0.1};
  const std::vector<std::uint32_t> numbers{7, 4294967295u};
  const std::vector<std::uint8_t> classes{3, 255, 0};
  Safetensors content;
  content.metadata = {{"format", "test"}, {"text", "quotes \" and \xc3\xa9"}};
  content.add("w", {2, 3}, std::span<const float>(weights));
  content.add("sums", {1}, std::span<const double>(sums));
  content.add("numbers", {2}, std::span<const std::uint32_t>(numbers));
  content.add("classes", {3}, std::span<const std::uint8_t>(classes));
  content.add("none", {0}, std::span<const float>());
  const Bytes bytes = write_safetensors(content);
  CHECK(write_safetensors(content) == bytes);

  const Result<Safetensors> read = read_safetensors("weights", bytes);
  REQUIRE(read);
  CHECK(read->metadata == content.metadata);
  REQUIRE(read->tensors.size() == 5);
  for (const auto& [name, expected] : content.tensors) {
    CAPTURE(name);
    const Safetensors::Tensor& found = read->tensors.at(name);
    CHECK(found.type == expected.type);
    CHECK(found.shape == expected.shape);
    CHECK(found.bytes == expected.bytes);
  }
  std::vector<float> copy(6);
  CHECK_FALSE(read->copy("weights", "w", std::array{2, 3}, copy));
  CHECK(copy == weights);
}

TEST_CASE("the empty file and the empty content are each other") {
  const Bytes bytes = write_safetensors({});
  const Result<Safetensors> read = read_safetensors("empty", bytes);
  REQUIRE(read);
  CHECK(read->tensors.empty());
  CHECK(read->metadata.empty());
}

TEST_CASE("a malformed file is refused with a sentence before anything is believed") {
  const std::string good = R"("dtype":"U8","shape":[4],"data_offsets":[0,4])";
  REQUIRE(read_safetensors("f", file("{" + tensor("t", good) + "}", 4)));
  struct Case {
    const char* what;
    Bytes bytes;
    const char* sentence;
  };
  const std::string out_of_range = R"("dtype":"U8","shape":[4],"data_offsets":[4,8])";
  const Case cases[] = {
      {"nothing", {}, "f: a safetensors file begins with 8 bytes that give its header's length."},
      {"a header of 4 GB", file("{}", 0, 1ull << 32),
       "f: the header's length is given as 4294967296 bytes, more than the file holds or 1 MiB."},
      {"a header length of 2^64 - 1", file("{}", 0, ~0ull),
       "f: the header's length is given as 18446744073709551615 bytes, more than the file holds or 1 MiB."},
      {"a header longer than the file", file("{}", 0, 3),
       "f: the header's length is given as 3 bytes, more than the file holds or 1 MiB."},
      {"no JSON", file("{\"t\":", 0), "f: the header is no JSON object."},
      {"a list", file("[]", 0), "f: the header is no JSON object."},
      {"lists in lists, deeper than the stack", file(std::string(1 << 19, '['), 0), "f: the header is no JSON object."},
      {"metadata that are no strings", file(R"({"__metadata__":{"a":1}})", 0),
       "f: __metadata__ must be an object of strings."},
      {"a tensor that is no object", file(R"({"t":5})", 0), "f: tensor 't' needs dtype, shape and data_offsets."},
      {"no offsets", file("{" + tensor("t", R"("dtype":"U8","shape":[0])") + "}", 0),
       "f: tensor 't' needs dtype, shape and data_offsets."},
      {"another dtype", file("{" + tensor("t", R"("dtype":"F16","shape":[2],"data_offsets":[0,4])") + "}", 4),
       "f: tensor 't' has another dtype than F32, F64, U32, I32 or U8."},
      {"a shape that does not match",
       file("{" + tensor("t", R"("dtype":"F32","shape":[2],"data_offsets":[0,4])") + "}", 4),
       "f: tensor 't' has a shape that does not match its data_offsets."},
      {"a negative side", file("{" + tensor("t", R"("dtype":"U8","shape":[-4],"data_offsets":[0,4])") + "}", 4),
       "f: tensor 't' has a shape that is no list of sizes that fit the file."},
      {"sides whose product overflows",
       file("{" + tensor("t", R"("dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0])") + "}", 0),
       "f: tensor 't' has a shape that is no list of sizes that fit the file."},
      {"offsets behind the end", file("{" + tensor("t", out_of_range) + "}", 4),
       "f: tensor 't' lies outside the file's 4 data bytes."},
      {"offsets in the wrong order",
       file("{" + tensor("t", R"("dtype":"U8","shape":[4],"data_offsets":[4,0])") + "}", 4),
       "f: tensor 't' lies outside the file's 4 data bytes."},
      {"offsets that are no numbers",
       file("{" + tensor("t", R"("dtype":"U8","shape":[4],"data_offsets":["0",4])") + "}", 4),
       "f: tensor 't' has data_offsets that are no pair of byte positions."},
      {"an overlap",
       file("{" + tensor("t", good) + "," + tensor("u", R"("dtype":"U8","shape":[4],"data_offsets":[2,6])") + "}", 6),
       "f: its tensors overlap or leave gaps."},
      {"the same bytes twice", file("{" + tensor("t", good) + "," + tensor("u", good) + "}", 4),
       "f: its tensors overlap or leave gaps."},
      {"a gap",
       file("{" + tensor("t", good) + "," + tensor("u", R"("dtype":"U8","shape":[1],"data_offsets":[5,6])") + "}", 6),
       "f: its tensors overlap or leave gaps."},
      {"a name at two places",
       file("{" + tensor("t", good) + "," + tensor("t", R"("dtype":"U8","shape":[4],"data_offsets":[4,8])") + "}", 8),
       "f: the header has the name 't' twice."},
      {"a name in two spellings",
       file("{" + tensor("t", good) + "," + tensor("\\u0074", R"("dtype":"U8","shape":[0],"data_offsets":[4,4])") + "}",
            4),
       "f: the header has the name 't' twice."},
      {"two shapes", file("{" + tensor("t", R"("dtype":"U8","shape":[4],"shape":[2,2],"data_offsets":[0,4])") + "}", 4),
       "f: the header has the name 'shape' twice."},
      {"metadata that contradict themselves", file(R"({"__metadata__":{"a":"1","b":"","a":"2"}})", 0),
       "f: the header has the name 'a' twice."},
      {"two metadata", file(R"({"__metadata__":{},"__metadata__":{}})", 0),
       "f: the header has the name '__metadata__' twice."},
      {"bytes behind the last tensor", file("{" + tensor("t", good) + "}", 5), "f: its tensors overlap or leave gaps."},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const Result<Safetensors> read = read_safetensors("f", c.bytes);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::bad_file);
    CHECK(read.error().message == c.sentence);
  }
}

TEST_CASE("a tensor is copied only if it is there with the right type and shape") {
  Safetensors content;
  content.add("w", {2}, std::span<const float>(std::vector<float>{1, 2}));
  content.add("n", {2}, std::span<const std::uint32_t>(std::vector<std::uint32_t>{1, 2}));
  std::vector<float> out(3, 9.0f);
  const auto refusal = [&](const char* name, std::vector<int> shape) {
    return content.copy("f", name, shape, out)->message;
  };
  CHECK(refusal("v", {3}) == "f: there is no tensor 'v'.");
  CHECK(refusal("w", {3}) == "f: tensor 'w' must hold 3 float32 values.");
  CHECK(refusal("w", {1, 2}) == "f: tensor 'w' must hold 1 x 2 float32 values.");
  CHECK(refusal("n", {2}) == "f: tensor 'n' must hold 2 float32 values.");
  CHECK(out == std::vector<float>{9, 9, 9});
}

}  // namespace
}  // namespace pretext
