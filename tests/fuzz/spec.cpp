// Any text as a spec: refused with a sentence, or read, written and read again to the same spec.

#include "pretext/spec.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto spec = pretext::read_spec({reinterpret_cast<const char*>(data), size});
  if (!spec) {
    require(!spec.error().message.empty() && spec.error().message.size() < 2000, "a refusal is one sentence");
    return 0;
  }
  const std::string written = pretext::write_spec(*spec);
  const auto again = pretext::read_spec(written);
  require(static_cast<bool>(again), "a spec that was read can be written and read");
  require(pretext::write_spec(*again) == written, "and stays the same");
  return 0;
}
