#include "pretext/spec.hpp"

#include <doctest/doctest.h>

#include <string>

#include "json.hpp"
#include "mnist.hpp"

namespace pretext {
namespace {

std::string refusal(const std::string& json) {
  const Result<Spec> spec = read_spec(json);
  if (spec) return "";
  CHECK(spec.error().code == ErrorCode::bad_spec);
  return spec.error().message;
}

std::string preset(const std::string& name) {
  const std::vector<std::uint8_t> bytes = testing::read_file(PRETEXT_SOURCE_DIR "/web/presets/" + name + ".json");
  return {bytes.begin(), bytes.end()};
}

TEST_CASE("an empty object is the default spec, which is the preset fair") {
  const Result<Spec> empty = read_spec("{}");
  REQUIRE(empty);
  CHECK(write_spec(*empty) == write_spec(Spec{}));
  const Result<Spec> fair = read_spec(preset("fair"));
  REQUIRE(fair);
  CHECK(write_spec(*fair) == write_spec(Spec{}));
}

TEST_CASE("each preset is read, and reading what was written changes nothing") {
  for (const char* name : {"fair", "notebook", "quick"}) {
    CAPTURE(name);
    const Result<Spec> spec = read_spec(preset(name));
    REQUIRE(spec);
    CHECK(spec->name == name);
    const std::string written = write_spec(*spec);
    const Result<Spec> again = read_spec(written);
    REQUIRE(again);
    CHECK(write_spec(*again) == written);
    // What the preset says is what the spec holds.
    Json merged = Json::parse(written);
    merged.merge_patch(Json::parse(preset(name)));
    CHECK(merged == Json::parse(written));
  }
}

TEST_CASE("every field is read: other values than the defaults come back as written") {
  Spec spec;
  spec.name = "other";
  spec.seed = 4294967295u;
  spec.data = {"emoji", {1, 2}, {3, 4}, {5, 6}, "raw"};
  spec.encoder = {{.filters = 5, .kernel = 4, .stride = 3, .pool = 1}};
  const Spec::Training training{
      "sgd", 0.5, 0.25, 0.75, 0.01, 33, 17, 7, 123, "cosine", 0.0625, "first_last", false, 0.125, "training_accuracy",
      3};
  spec.pretext = spec.transfer = spec.supervised = training;
  spec.transfer.standardise = true;
  const Result<Spec> read = read_spec(write_spec(spec));
  REQUIRE(read);
  CHECK(write_spec(*read) == write_spec(spec));
}

TEST_CASE(
    "who says how to train and names no limit of updates wants none, as files did before there was one by default") {
  CHECK(read_spec("{}")->supervised.steps == 2000);
  CHECK(read_spec(R"({"transfer": {"batch": 8}})")->supervised.steps == 2000);
  CHECK(read_spec(R"({"supervised": {"epochs": 200}})")->supervised.steps == 0);
  CHECK(read_spec(R"({"supervised": {"epochs": 200, "steps": 7}})")->supervised.steps == 7);
}

TEST_CASE("what only texts have is read and written where it says something, and left out elsewhere") {
  Spec spec;
  CHECK(write_spec(spec).find("transformer") == std::string::npos);
  spec.task = *named_task("next_sentence");
  spec.data.set = "definitions";
  spec.transformer = {24, 3, 6, 40, 16};
  spec.pretext.optimiser = "adamw";
  spec.pretext.weight_decay = 0.125;
  spec.pretext.schedule = "linear";
  const Result<Spec> read = read_spec(write_spec(spec));
  REQUIRE(read);
  CHECK(write_spec(*read) == write_spec(spec));
  CHECK(read->transformer == spec.transformer);
  CHECK(read->pretext.weight_decay == 0.125);
  CHECK(read->task.same_as(spec.task));
}

TEST_CASE("what is wrong with a spec is said in one sentence with the field's path") {
  const char* cases[][2] = {
      // no spec at all
      {"", "spec: expected a JSON object."},
      {"{", "spec: expected a JSON object."},
      {"[]", "spec: expected a JSON object."},
      {"{} {}", "spec: expected a JSON object."},
      {"\xff", "spec: expected a JSON object."},
      // keys
      {R"({"sed": 1})",
       "spec: unknown key 'sed'; expected one of 'name', 'seed', 'task', 'data', 'downstream', 'encoder', "
       "'transformer', 'pretext', 'transfer', 'supervised'."},
      {R"({"data": {"test": {"to": 1}}})", "spec: unknown key 'data.test.to'; expected one of 'from', 'count'."},
      {R"({"encoder": [{}, {"units": 1}]})",
       "spec: unknown key 'encoder.1.units'; expected one of 'filters', 'kernel', 'stride', 'pool'."},
      // whole numbers
      {R"({"seed": "1"})", R"(spec: 'seed' must be a whole number from 0 to 4294967295, found "1".)"},
      {R"({"seed": -1})", "spec: 'seed' must be a whole number from 0 to 4294967295, found -1."},
      {R"({"seed": 4294967296})", "spec: 'seed' must be a whole number from 0 to 4294967295, found 4294967296."},
      {R"({"seed": 1e999})", "spec: expected a JSON object."},
      {R"({"pretext": {"epochs": 1.5}})", "spec: 'pretext.epochs' must be a whole number from 1 to 1000, found 1.5."},
      {R"({"encoder": [{"kernel": 8}]})", "spec: 'encoder.0.kernel' must be a whole number from 1 to 7, found 8."},
      {R"({"encoder": [{"filters": null}]})",
       "spec: 'encoder.0.filters' must be a whole number from 1 to 256, found null."},
      // numbers
      {R"({"transfer": {"learning_rate": 0}})",
       "spec: 'transfer.learning_rate' must be a number from 1e-7 to 1000.0, found 0."},
      {R"({"transfer": {"momentum": 1}})", "spec: 'transfer.momentum' must be a number from 0.0 to 0.999, found 1."},
      {R"({"transfer": {"momentum": [1]}})",
       "spec: 'transfer.momentum' must be a number from 0.0 to 0.999, found a list."},
      // the other kinds
      {R"({"transfer": {"standardise": 1}})", "spec: 'transfer.standardise' must be true or false, found 1."},
      {R"({"task": "jigsaws"})",
       R"(spec: 'task' must be one of 'rotation', 'jigsaw', 'jigsaw_tiles', 'context', 'inpainting', 'masked', 'super_resolution', )"
       R"('denoising', 'contrastive', 'contrastive_colour', 'colourisation', 'colourisation_squared', 'next_frame', 'autoencoder', 'vae', 'gan', )"
       R"('supervised', 'weakly_supervised', 'box', 'mask', 'supervised_augmented', 'masked_tokens', 'next_token', 'next_sentence', or a description, )"
       R"(found "jigsaws".)"},
      {R"({"data": {"pixels": {}}})", "spec: 'data.pixels' must be one of 'unit', 'raw', found an object."},
      {R"({"name": 5})", "spec: 'name' must be a text of at most 40 characters, found 5."},
      {R"({"name": "12345678901234567890123456789012345678901"})",
       R"(spec: 'name' must be a text of at most 40 characters, found "1234567890123456789012345678901234567890".)"},
      {R"({"data": []})", "spec: 'data' must be an object, found a list."},
      {R"({"data": {"test": 300}})", "spec: 'data.test' must be an object, found 300."},
      {R"({"encoder": []})", "spec: 'encoder' must be a list of 1 to 12 objects, found a list."},
      {R"({"encoder": [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]})",
       "spec: 'encoder' must be a list of 1 to 12 objects, found a list."},
      {R"({"encoder": [1]})", "spec: 'encoder' must be a list of objects, found a list."},
      // fields that do not fit each other
      {R"({"transfer": {"stop": "validation_loss"}})",
       "spec: 'transfer.held_out' must be above 0 where 'transfer.stop' is 'validation_loss'."},
      {R"({"supervised": {"batch": 128, "micro_batch": 1}})",
       "spec: 'supervised.micro_batch' must be at least a 64th of 'supervised.batch', found 1."},
  };
  for (const auto& [json, sentence] : cases) {
    CAPTURE(json);
    CHECK(refusal(json) == sentence);
  }
}

TEST_CASE("a field that one training lacks is unknown in another") {
  CHECK(refusal(R"({"pretext": {"standardise": true}})")
            .starts_with("spec: unknown key 'pretext.standardise'; expected one of"));
}

TEST_CASE("a name's length counts characters, not bytes") {
  std::string name;
  for (int i = 0; i < 40; ++i) name += "\xed\x95\x9c";
  CHECK(refusal("{\"name\": \"" + name + "\"}").empty());
  CHECK_FALSE(refusal("{\"name\": \"" + name + "!\"}").empty());
}

TEST_CASE("hostile sizes are refused without a deep recursion or a long sentence") {
  CHECK(refusal("{\"name\": \"" + std::string(70000, 'x') + "\"}") == "spec: expected at most 65536 bytes of JSON.");
  const std::string deep = "{\"seed\": " + std::string(32000, '[') + std::string(32000, ']') + "}";
  CHECK(refusal(deep) == "spec: 'seed' must be a whole number from 0 to 4294967295, found a list.");
  CHECK(refusal(R"({"seed": 1, "seed": 2})") == "spec: the key 'seed' is there twice in one object.");
  CHECK(refusal(R"({"pretext": {"epochs": 1, "epochs": 2}})") ==
        "spec: the key 'epochs' is there twice in one object.");
  CHECK(refusal("{\"" + std::string(60000, 'k') + "\": 1}").size() < 300);
  CHECK(refusal("{\"name\": \"" + std::string(60000, 'x') + "\"}").size() < 200);
}

TEST_CASE("the schema describes every field of the written spec with its default") {
  const Json schema = Json::parse(spec_schema());
  const Json spec = Json::parse(write_spec(Spec{}));
  for (const auto& [key, value] : spec.items()) CHECK(schema["properties"].contains(key));
  CHECK(schema["properties"]["seed"]["maximum"] == 4294967295u);
  CHECK(schema["properties"]["transfer"]["properties"]["standardise"]["default"] == true);
  CHECK(schema["properties"]["encoder"]["default"] == spec["encoder"]);
  CHECK(schema["additionalProperties"] == false);
}

}  // namespace
}  // namespace pretext
