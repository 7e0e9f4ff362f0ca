#include "golden/replay.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "mnist.hpp"
#include "pretext/safetensors.hpp"

namespace pretext {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes golden(const std::string& name) {
  return testing::read_file(PRETEXT_SOURCE_DIR "/tests/golden/" + name + ".safetensors");
}

TEST_CASE("training runs of an independent program come out the same") {
  for (const std::string name : {"pretext", "pretext_raw", "supervised", "probe"}) {
    CAPTURE(name);
    const Result<GoldenReport> report = replay_golden(name, golden(name), testing::mnist().train);
    REQUIRE(report);
    CHECK(report->stage == name.substr(0, name.find('_')));
    CHECK(report->loss < 1e-5);
    CHECK(report->worst_gradient() < 1e-4);
    // With pixels from 0 to 1, rounding may decide about a ReLU.
    CHECK(report->worst_weights() < (name == "supervised" ? 2e-3 : 1e-4));
  }
}

TEST_CASE("runs of each objective of an independent program come out the same") {
  for (const char* run : {"jigsaw", "context", "inpaint", "superres", "adversarial", "nt_xent_05", "nt_xent_02"}) {
    CAPTURE(run);
    const Result<GoldenReport> report = replay_golden(run, golden(run), {});
    REQUIRE(report);
    CHECK(report->loss < 1e-5);
    CHECK(report->worst_gradient() < 1e-4);
    CHECK(report->worst_weights() < 1e-4);
  }
}

TEST_CASE("runs of small transformers of an independent program come out the same") {
  for (const char* run : {"text_masked", "text_causal", "text_next", "text_classify"}) {
    CAPTURE(run);
    const Result<GoldenReport> report = replay_golden(run, golden(run), {});
    REQUIRE(report);
    CHECK(report->loss < 5e-6);
    CHECK(report->worst_gradient() < 2e-5);
    CHECK(report->worst_weights() < 1e-3);
  }
}

TEST_CASE("a reference that is not finite is never met, wherever it stands") {
  const Result<Safetensors> good = read_safetensors("probe", golden("probe"));
  REQUIRE(good);
  const auto report_with = [&](const std::string& tensor, std::size_t element, float value) {
    Safetensors file = *good;
    std::vector<std::uint8_t>& bytes = file.tensors.at(tensor).bytes;
    std::memcpy(&bytes[element * sizeof value], &value, sizeof value);
    Result<GoldenReport> report = replay_golden("probe", write_safetensors(file), testing::mnist().train);
    REQUIRE(report);
    return *report;
  };
  for (const float bad : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
    // The first, one in the middle and the last: what comes after must not make it forgotten.
    for (const std::size_t i : {0u, 4u, 9u}) {
      CHECK_FALSE(report_with("grad/dense.bias", i, bad).worst_gradient() < 1e30);
      CHECK_FALSE(report_with("final/dense.bias", i, bad).worst_weights() < 1e30);
    }
    CHECK_FALSE(report_with("grad/dense.kernel", 0, bad).worst_gradient() < 1e30);
    CHECK_FALSE(report_with("final/conv1.kernel", 0, bad).worst_weights() < 1e30);
    for (const std::size_t step : {std::size_t{0}, good->tensors.at("losses").shape[0] - 1}) {
      CHECK_FALSE(report_with("losses", step, bad).loss < 1e30);
    }
  }
}

TEST_CASE("a golden run that is damaged or asks for what there is not is refused with a sentence") {
  const Result<Safetensors> good = read_safetensors("probe", golden("probe"));
  REQUIRE(good);
  const auto refusal = [&](auto damage) {
    Safetensors file = *good;
    damage(file);
    const Result<GoldenReport> report = replay_golden("probe", write_safetensors(file), testing::mnist().train);
    REQUIRE_FALSE(report);
    return report.error().message;
  };
  CHECK(refusal([](Safetensors& f) { f.metadata["stage"] = "sleep"; }) ==
        "probe: metadata 'stage' must be pretext, supervised, probe or gallery.");
  CHECK(refusal([](Safetensors& f) { f.metadata["lr"] = "fast"; }) == "probe: metadata 'lr' must be a number above 0.");
  CHECK(refusal([](Safetensors& f) { f.metadata["rows"] = "[1, 15000]"; }) ==
        "probe: metadata 'rows' must be rows of the training split, 0 to 14999.");
  CHECK(refusal([](Safetensors& f) { f.metadata["rows"] = "[1"; }) ==
        "probe: metadata 'rows' must be a list of row numbers.");
  for (const char* text :
       {"0", "32.9", "32.0", "-32", "100001", "nan", "", "32 pieces", "1e2", "\"32\"", "[32]", "0x20"}) {
    CAPTURE(text);
    CHECK(refusal([&](Safetensors& f) { f.metadata["batch"] = text; }) ==
          "probe: metadata 'batch' must be a whole number from 1 to 100000.");
    CHECK(refusal([&](Safetensors& f) { f.metadata["steps"] = text; }) ==
          "probe: metadata 'steps' must be a whole number from 1 to 100000.");
  }
  for (const char* text : {"nan", "NaN", "inf", "1e39", "1e400", "0", "-1", "1e-60", "", "0,001", "0.001x"}) {
    CAPTURE(text);
    CHECK(refusal([&](Safetensors& f) { f.metadata["lr"] = text; }) ==
          "probe: metadata 'lr' must be a number above 0.");
  }
  for (const char* text : {"nan", "", "1", "-0.1", "0,9"}) {
    CAPTURE(text);
    CHECK(refusal([&](Safetensors& f) { f.metadata["momentum"] = text; }) ==
          "probe: metadata 'momentum' must be a number from 0 to below 1.");
  }
  CHECK(refusal([](Safetensors& f) { f.metadata["rows"] = "[1, 2.5]"; }) ==
        "probe: metadata 'rows' must be rows of the training split, 0 to 14999.");
  CHECK(refusal([](Safetensors& f) { f.tensors.erase("init/dense.bias"); }) ==
        "probe: there is no tensor 'init/dense.bias'.");
  CHECK(refusal([](Safetensors& f) {
          f.tensors["losses"].bytes.resize(4);
          f.tensors["losses"].shape = {1};
        }).starts_with("probe: tensor 'losses' must hold"));
}

TEST_CASE("a run of a transformer that is damaged or claims more than its file holds is refused with a sentence") {
  const Result<Safetensors> good = read_safetensors("text_next", golden("text_next"));
  REQUIRE(good);
  const auto refusal = [&](auto damage) {
    Safetensors file = *good;
    damage(file);
    const Result<GoldenReport> report = replay_golden("run", write_safetensors(file), {});
    REQUIRE_FALSE(report);
    return report.error().message;
  };
  CHECK(refusal([](Safetensors& f) { f.metadata["task"] = "sleep"; }) ==
        "run: metadata 'task' must be masked, causal, next or classify.");
  CHECK(refusal([](Safetensors& f) { f.metadata["heads"] = "3"; }) == "run: metadata 'heads' must divide 'd'.");
  CHECK(refusal([](Safetensors& f) { f.metadata["steps"] = "10000"; }) ==
        "run: tensor 'tokens' must hold 720000 int32 values.");
  CHECK(refusal([](Safetensors& f) { f.metadata["batch"] = "1024"; }) ==
        "run: metadata 'batch' and 'T' must multiply to at most 4096.");
  CHECK(refusal([](Safetensors& f) { f.metadata["lr"] = "nan"; }) ==
        "run: metadata 'lr' must be a number from 0 to 1.");
  CHECK(refusal([](Safetensors& f) { f.tensors["labels"].bytes[0] = 2; }) ==
        "run: tensor 'labels' must hold numbers from 0 to below 2.");
  CHECK(refusal([](Safetensors& f) { f.tensors["tokens"].bytes[0] = 0; }) ==
        "run: tensor 'tokens' must be 0 behind 'lengths', and only there.");
  CHECK(refusal([](Safetensors& f) { f.tensors.erase("init/tok"); }) == "run: there is no tensor 'init/tok'.");
}

TEST_CASE("numbers in a gallery's metadata are taken as they stand or refused") {
  const Result<Safetensors> good = read_safetensors("adversarial", golden("adversarial"));
  REQUIRE(good);
  for (const char* key : {"batch", "batches", "steps", "views", "lr", "pixels", "adversarial"}) {
    for (const char* text : {"nan", "1.5x", "", "-1", "1e39", "0,9"}) {
      CAPTURE(key);
      CAPTURE(text);
      Safetensors file = *good;
      file.metadata[key] = text;
      const Result<GoldenReport> report = replay_golden("run", write_safetensors(file), {});
      REQUIRE_FALSE(report);
      CHECK(report.error().message.starts_with("run: metadata '" + std::string(key) + "' must be a "));
    }
  }
}

}  // namespace
}  // namespace pretext
