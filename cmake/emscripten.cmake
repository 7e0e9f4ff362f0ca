# Toolchain file of the `wasm` preset: scripts/build.mjs says in PRETEXT_EMSCRIPTEN which Emscripten to use; by hand, a
# private one of the setup script is taken, or the one that emcc on PATH belongs to.
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH project)
if(DEFINED ENV{PRETEXT_EMSCRIPTEN})
  set(root "$ENV{PRETEXT_EMSCRIPTEN}")
else()
  set(root "${project}/.toolchain/debian/usr/share/emscripten")
  if(NOT EXISTS "${root}")
    execute_process(
      COMMAND em-config EMSCRIPTEN_ROOT
      OUTPUT_VARIABLE root
      OUTPUT_STRIP_TRAILING_WHITESPACE)
  endif()
endif()
include("${root}/cmake/Modules/Platform/Emscripten.cmake")
# CMake looks for packages below these folders only, never among the machine's own headers.
list(APPEND CMAKE_FIND_ROOT_PATH "${project}/.toolchain/debian")
