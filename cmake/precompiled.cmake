# The standard headers that most files use, parsed once per target: half of the time that compiling takes. Each file still
# includes what it uses; the `tidy` preset, which precompiles nothing, finds it out when one does not.
function(pretext_precompile target)
  target_precompile_headers(
    ${target}
    PRIVATE
    <algorithm>
    <array>
    <cmath>
    <cstdint>
    <cstring>
    <functional>
    <map>
    <memory>
    <optional>
    <span>
    <string>
    <string_view>
    <utility>
    <variant>
    <vector>
    ${ARGN})
endfunction()
