# The header-only libraries, from an installed package when it is new enough, else from their own repositories.
include(FetchContent)

macro(pretext_find name)
  find_package(${name} ${ARGN} CONFIG QUIET)
  if(NOT ${name}_FOUND)
    message(STATUS "${name}: not installed, fetching the pinned version")
    FetchContent_MakeAvailable(${name})
  endif()
endmacro()

cmake_policy(SET CMP0135 NEW) # what is unpacked is as old as its unpacking
set(BUILD_TESTING OFF)
set(DOCTEST_NO_INSTALL ON)
FetchContent_Declare(
  xsimd SYSTEM
  URL https://github.com/xtensor-stack/xsimd/archive/refs/tags/13.2.0.tar.gz
  URL_HASH SHA256=edd8cd3d548c185adc70321c53c36df41abe64c1fe2c67bc6d93c3ecda82447a)
FetchContent_Declare(
  doctest SYSTEM
  URL https://github.com/doctest/doctest/archive/refs/tags/v2.4.11.tar.gz
  URL_HASH SHA256=632ed2c05a7f53fa961381497bf8069093f0d6628c5f26286161fbd32a560186)
FetchContent_Declare(
  nlohmann_json SYSTEM
  URL https://github.com/nlohmann/json/archive/refs/tags/v3.11.3.tar.gz
  URL_HASH SHA256=0d8ef5af7f9794e3263480193c491549b2ba6cc74bb018906202ada498a79406)
# No release carries the fix that clang 19 needs; this commit does.
FetchContent_Declare(
  RapidJSON SYSTEM
  GIT_REPOSITORY https://github.com/Tencent/rapidjson.git
  GIT_TAG 24b5e7a8b27f42fa16b96fc70aade9106cf7102f
  SOURCE_SUBDIR include)

pretext_find(xsimd 13)
pretext_find(doctest 2.4.11)
pretext_find(nlohmann_json 3.11)

# RapidJSON's own CMake package names /usr/include wherever it lies, so its headers are looked for instead.
find_path(rapidjson_include rapidjson/document.h)
if(NOT rapidjson_include)
  FetchContent_MakeAvailable(RapidJSON)
  set(rapidjson_include ${rapidjson_SOURCE_DIR}/include)
endif()
add_library(rapidjson INTERFACE)
target_include_directories(rapidjson SYSTEM INTERFACE ${rapidjson_include})
