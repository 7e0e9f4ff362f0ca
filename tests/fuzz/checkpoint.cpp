// Any bytes as a checkpoint of a tiny run: the file as it is, and as a list of changes to a checkpoint that was good.
// A file that is not refused must be safe to go on with.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pretext/safetensors.hpp"
#include "pretext/session.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint32_t rows = 16;
constexpr const char* spec_text = R"({
  "data": {"unlabelled": {"from": 0, "count": 6}, "labelled": {"from": 6, "count": 10}, "test": {"from": 2, "count": 8}},
  "encoder": [{"filters": 2, "kernel": 3, "stride": 4, "pool": 2}],
  "pretext": {"batch": 8, "micro_batch": 4, "epochs": 2},
  "transfer": {"batch": 4, "micro_batch": 4, "epochs": 2, "standardise": true, "held_out": 0.2, "stop": "validation_loss"},
  "supervised": {"batch": 4, "micro_batch": 2, "epochs": 2, "held_out": 0.2, "stop": "validation_loss"}
})";

pretext::Dataset images() {
  static Bytes pixels(rows * 784);
  static Bytes labels(rows);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::uint8_t>(i % 10);
  pretext::Dataset data;
  data.shape = {28, 28, 1};
  data.rows = rows;
  data.pixels = pixels;
  data.labels = labels;
  data.classes = 10;
  return data;
}

/// The run's state after each of its units.
const std::vector<Bytes>& good() {
  static const std::vector<Bytes> files = [] {
    std::vector<Bytes> saved;
    auto session = pretext::Session::open(*pretext::read_spec(spec_text), images(), images());
    require(static_cast<bool>(session), "the tiny run can be opened");
    for (; !(*session)->done(); (*session)->advance()) saved.push_back((*session)->save());
    saved.push_back((*session)->save());
    return saved;
  }();
  return files;
}

/// Reads numbers from the input until there are no more.
class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  std::uint32_t number(std::size_t size) {
    std::uint32_t value = 0;
    const std::size_t n = std::min(size, bytes_.size());
    std::memcpy(&value, bytes_.data(), n);
    bytes_ = bytes_.subspan(n);
    return value;
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

void change(pretext::Safetensors& file, Input& input) {
  auto field = file.tensors.begin();
  std::advance(field, static_cast<std::ptrdiff_t>(input.number(1) % file.tensors.size()));
  Bytes& bytes = field->second.bytes;
  switch (input.number(1) % 5) {
    case 0: bytes.resize(bytes.size() + input.number(1) % 64); break;
    case 1: bytes.resize(bytes.size() - std::min<std::size_t>(bytes.size(), input.number(2))); break;
    case 2: field->second.type = static_cast<pretext::Safetensors::Type>(input.number(1) % 4); break;
    case 3:
      if (file.tensors.size() > 1) file.tensors.erase(field);
      return;
    default: {
      const std::size_t at = input.number(2);
      const std::uint32_t value = input.number(4);
      if (at + sizeof value <= bytes.size()) std::memcpy(bytes.data() + at, &value, sizeof value);
    }
  }
  const std::size_t element = field->second.type == pretext::Safetensors::Type::u8    ? 1
                              : field->second.type == pretext::Safetensors::Type::f64 ? 8
                                                                                      : 4;
  bytes.resize(bytes.size() / element * element);
  field->second.shape = {bytes.size() / element};
}

Bytes changed(std::span<const std::uint8_t> bytes) {
  Input input(bytes);
  const Bytes& base = good()[input.number(2) % good().size()];
  pretext::Safetensors file = *pretext::read_safetensors("base", base);
  for (int changes = 0; changes < 8 && !input.empty(); ++changes) change(file, input);
  return pretext::write_safetensors(file);
}

/// Whether the file asks for no more than this fuzzer's time: a spec may ask for a large network.
bool small(std::span<const std::uint8_t> bytes) {
  const auto file = pretext::read_safetensors("file", bytes);
  if (!file || !file->metadata.contains("spec")) return true;
  const auto spec = pretext::read_spec(file->metadata.at("spec"));
  return !spec || (spec->encoder.size() == 1 && spec->encoder[0].filters <= 4 && spec->pretext.batch <= 64 &&
                   spec->transfer.batch <= 64 && spec->supervised.batch <= 64);
}

void go_on(std::span<const std::uint8_t> file) {
  auto resumed = pretext::Session::resume(file, images(), images());
  if (!resumed) {
    require(!resumed.error().message.empty(), "a refusal says why");
    return;
  }
  pretext::Session& session = **resumed;
  for (int units = 0; units < 4 && !session.done(); ++units) session.advance();
  require(!session.progress().empty(), "a run that was resumed can be asked");
  for (const pretext::Model model : pretext::all_models) {
    (void)session.weights_file(model);
    require(session.predict(model, images().image(0)).size() <= 10, "a model answers with probabilities or nothing");
    (void)session.predictions(model);
  }
  if (session.done() && !session.failure()) (void)session.final_weights();
  require(!session.save().empty(), "a run that was resumed can be saved");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  // A safetensors file is told by the brace behind its length.
  if (size > 8 && data[8] == '{') {
    if (small(bytes)) go_on(bytes);
  } else {
    go_on(changed(bytes));
  }
  return 0;
}
