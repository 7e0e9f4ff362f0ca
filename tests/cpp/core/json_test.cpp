#include "core/json.hpp"

#include <doctest/doctest.h>

#include <string>

#include "pretext/safetensors.hpp"
#include "pretext/spec.hpp"

namespace pretext {

TEST_CASE("numbers that the JSON library can't convert are refused, all others read") {
  // Found by fuzzing: undefined shifts in the library's exact conversion.
  CHECK(JsonDocument(R"({"epochs":0e99})").root().IsNull());
  CHECK(JsonDocument("[184467440737095516157296744073709551616]").root().IsNull());
  CHECK(JsonDocument("[18446744073709551615.9e5]").root().IsNull());
  CHECK(JsonDocument("[0.000000000000000000000000]").root().IsNull());
  CHECK(JsonDocument("[0.00000000000000000000000.00000006]").root().IsNull());
  CHECK(JsonDocument("[70000429030e00300]").root().IsNull());
  CHECK(JsonDocument("[1e-300]").root().IsNull());
  CHECK(JsonDocument("[0.00000000000000000000000000000000000000001]").root().IsNull());
  CHECK(JsonDocument("[1e250, 1E-0250, 1e+2]").root().IsArray());
  CHECK(JsonDocument("[1.5, 0, 0.0, -0.25, 1e-3, 18446744073709551615, 0.30000000000000004]").root().IsArray());
  CHECK(JsonDocument("[0.30000000000000004]").root()[0].GetDouble() == 0.30000000000000004);
  CHECK(JsonDocument(R"(["0e99", "a \" 0e99"])").root().IsArray());
}

TEST_CASE("a spec and a safetensors header with such numbers are refused with a sentence") {
  CHECK(read_spec(R"({"seed":0e99})").error().message == "spec: expected a JSON object.");
  const std::string header = R"({"a":184467440737095516157296744073709551616})";
  std::vector<std::uint8_t> file{static_cast<std::uint8_t>(header.size()), 0, 0, 0, 0, 0, 0, 0};
  file.insert(file.end(), header.begin(), header.end());
  CHECK(read_safetensors("file", file).error().message == "file: the header is no JSON object.");
}

}  // namespace pretext
