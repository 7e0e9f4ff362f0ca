#pragma once

// C++ values as JavaScript's: copies, never views that outlive a call.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pretext/error.hpp"
#include "pretext/params.hpp"
#include "pretext/tensor.hpp"

namespace pretext::wasm {

using emscripten::val;
using Bytes = std::vector<std::uint8_t>;

EMSCRIPTEN_DECLARE_VAL_TYPE(Outcome)
EMSCRIPTEN_DECLARE_VAL_TYPE(ByteArray)
EMSCRIPTEN_DECLARE_VAL_TYPE(FloatArray)

inline Outcome success(val value = val::undefined()) {
  val outcome = val::object();
  outcome.set("ok", true);
  outcome.set("value", std::move(value));
  return Outcome(outcome);
}

inline Outcome failed(const Error& error) {
  val details = val::object();
  details.set("code", std::string(pretext::name(error.code)));
  details.set("message", error.message);
  val outcome = val::object();
  outcome.set("ok", false);
  outcome.set("error", details);
  return Outcome(outcome);
}

/// A view of the heap, valid until it grows: for JavaScript to fill or to copy at once.
template <class T>
val view(std::span<T> values) {
  return val(emscripten::typed_memory_view(values.size(), values.data()));
}

inline Bytes bytes_of(const val& array) { return emscripten::convertJSArrayToNumberVector<std::uint8_t>(array); }
inline ByteArray copy_of(std::span<const std::uint8_t> bytes) { return ByteArray(view(bytes).call<val>("slice")); }
inline FloatArray copy_of(std::span<const float> values) { return FloatArray(view(values).call<val>("slice")); }

inline val sides_of(Shape shape) {
  const std::array<int, 3> sides{shape.h, shape.w, shape.c};
  return val::array(sides.begin(), sides.end());
}

inline val tensor(const std::string& name, std::span<const int> shape, std::span<const float> values) {
  val object = val::object();
  object.set("name", name);
  object.set("shape", val::array(shape.begin(), shape.end()));
  object.set("values", copy_of(values));
  return object;
}

inline val tensors_of(const Params& params, std::span<const float> flat) {
  val list = val::array();
  for (const Param& param : params.table()) {
    list.call<void>("push", tensor(param.name, param.shape, flat.subspan(param.offset, param.size)));
  }
  return list;
}

}  // namespace pretext::wasm
