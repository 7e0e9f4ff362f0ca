// Any text as a spec: refused with a sentence, or read, written and read again to the same spec, and then planned for
// digits or refused with a sentence.

#include "pretext/spec.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "planning/networks.hpp"
#include "tests/fuzz/require.hpp"

namespace {

void require_sentence(const pretext::Error& error) {
  require(!error.message.empty() && error.message.size() < 2000, "a refusal is one sentence");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto spec = pretext::read_spec({reinterpret_cast<const char*>(data), size});
  if (!spec) {
    require_sentence(spec.error());
    return 0;
  }
  const std::string written = pretext::write_spec(*spec);
  const auto again = pretext::read_spec(written);
  require(static_cast<bool>(again), "a spec that was read can be written and read");
  require(pretext::write_spec(*again) == written, "and stays the same");

  const auto networks = pretext::plan_networks(*spec, {{28, 28, 1}, 10});
  if (!networks) require_sentence(networks.error());
  return 0;
}
