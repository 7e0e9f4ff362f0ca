# Compiler options of all our own targets: strict warnings, and the same bits on every machine.
add_library(pretext_options INTERFACE)
target_compile_features(pretext_options INTERFACE cxx_std_20)

# Contracting a * b + c into one rounding depends on the machine; 128-bit lanes are what WebAssembly has.
target_compile_options(
  pretext_options
  INTERFACE -ffp-contract=off
            -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Werror)

if(PRETEXT_FUZZ)
  # AddressSanitizer reports such accesses as they happen; a look at every pointer beforehand is a quarter of the compilation.
  target_compile_options(pretext_options INTERFACE -fno-sanitize=null,object-size)
endif()

if(EMSCRIPTEN)
  target_compile_options(pretext_options INTERFACE -msimd128 -mbulk-memory -mnontrapping-fptoint)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(pretext_options INTERFACE -msse4.1 -mno-avx)
endif()
