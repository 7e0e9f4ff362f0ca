// The border to JavaScript, declared. Nothing here computes: spans become typed arrays by copy, results become
// {ok: true, value} or {ok: false, error: {code, message}}.

#include <emscripten/bind.h>

#include "wasm/core.hpp"

using namespace pretext::wasm;

EMSCRIPTEN_BINDINGS(pretext) {
  emscripten::register_type<Outcome>("{ok: true, value: any} | {ok: false, error: {code: string, message: string}}");
  emscripten::register_type<ByteArray>("Uint8Array<ArrayBuffer>");
  emscripten::register_type<FloatArray>("Float32Array<ArrayBuffer>");

  emscripten::function("readSpec", &read_spec);
  emscripten::function("describeSpec", &describe_spec);
  emscripten::function("version", &version);

  emscripten::class_<Core>("Core")
      .constructor<>()
      .function("file", &Core::file)
      .function("readData", &Core::read_data)
      .function("open", &Core::open)
      .function("resume", &Core::resume)
      .function("close", &Core::close)
      .function("done", &Core::done)
      .function("status", &Core::status)
      .function("advance", &Core::advance)
      .function("beginCell", &Core::begin_cell)
      .function("advanceCell", &Core::advance_cell)
      .function("cellResult", &Core::cell_result)
      .function("cellPredictions", &Core::cell_predictions)
      .function("flow", &Core::flow)
      .function("voters", &Core::voters)
      .function("generate", &Core::generate)
      .function("fill", &Core::fill)
      .function("decode", &Core::decode)
      .function("localise", &Core::localise)
      .function("sample", &Core::sample)
      .function("attend", &Core::attend)
      .function("exchanged", &Core::exchanged)
      .function("compute", &Core::compute)
      .function("inbox", &Core::inbox)
      .function("absorb", &Core::absorb)
      .function("progress", &Core::progress)
      .function("result", &Core::result)
      .function("finalWeights", &Core::final_weights)
      .function("weightsFile", &Core::weights_file)
      .function("predict", &Core::predict)
      .function("predictions", &Core::predictions)
      .function("tensors", &Core::tensors)
      .function("answer", &Core::answer)
      .function("dissect", &Core::dissect)
      .function("features", &Core::features)
      .function("map", &Core::map)
      .function("vicinity", &Core::vicinity)
      .function("health", &Core::health)
      .function("shortcuts", &Core::shortcuts)
      .function("typical", &Core::typical)
      .function("located", &Core::located)
      .function("checkpoints", &Core::checkpoints)
      .function("show", &Core::show)
      .function("showEpoch", &Core::show_epoch)
      .function("hide", &Core::hide)
      .function("score", &Core::score)
      .function("save", &Core::save);
}
