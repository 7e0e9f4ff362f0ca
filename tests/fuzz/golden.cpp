// Any bytes as a golden run: the file as it is, and as metadata in the place of those of a run that is good. The first
// byte says of which; then each line has a key, = and a value, or a key alone to leave it out.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golden/replay.hpp"
#include "pretext/safetensors.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::array names{"probe", "pretext", "context", "inpaint", "superres", "adversarial", "nt_xent_02", "jigsaw"};

/// A golden run of the tests, cut to its first step.
pretext::Safetensors read(const std::string& name) {
  std::ifstream in(PRETEXT_SOURCE_DIR "/tests/golden/" + name + ".safetensors", std::ios::binary);
  const Bytes bytes(std::istreambuf_iterator<char>(in), {});
  auto file = pretext::read_safetensors(name, bytes);
  require(static_cast<bool>(file), "the good run can be read");
  for (const char* losses : {"losses", "critic_losses"}) {
    const auto found = file->tensors.find(losses);
    if (found == file->tensors.end()) continue;
    found->second.shape = {1};
    found->second.bytes.resize(sizeof(float));
  }
  file->metadata["steps"] = "1";
  return std::move(*file);
}

const pretext::Safetensors& good(std::size_t index) {
  static const std::vector<pretext::Safetensors> files = [] {
    std::vector<pretext::Safetensors> all;
    for (const char* name : names) all.push_back(read(name));
    return all;
  }();
  return files[index % files.size()];
}

pretext::Dataset images() {
  static Bytes pixels(16 * 784);
  static Bytes labels(16);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::uint8_t>(i % 10);
  pretext::Dataset data;
  data.shape = {28, 28, 1};
  data.rows = 16;
  data.pixels = pixels;
  data.labels = labels;
  data.classes = 10;
  return data;
}

Bytes changed(std::span<const std::uint8_t> bytes) {
  pretext::Safetensors file = good(bytes[0]);
  if (file.metadata.at("stage") != "gallery") file.metadata["rows"] = "[3,0,15,7]";
  std::string_view text(reinterpret_cast<const char*>(bytes.data()) + 1, bytes.size() - 1);
  while (!text.empty()) {
    const std::string line(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t mark = line.find('=');
    if (mark == std::string::npos) file.metadata.erase(line);
    else file.metadata[line.substr(0, mark)] = line.substr(mark + 1);
  }
  return pretext::write_safetensors(file);
}

/// Whether the run asks for no more than this fuzzer's time.
bool small(std::span<const std::uint8_t> bytes) {
  const auto file = pretext::read_safetensors("file", bytes);
  if (!file) return true;
  for (const char* key : {"batch", "batches", "steps"}) {
    const auto found = file->metadata.find(key);
    if (found != file->metadata.end() && std::strtod(found->second.c_str(), nullptr) > 256) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span<const std::uint8_t> bytes(data, size);
  // A safetensors file is told by the brace behind its length.
  const Bytes file = size > 8 && data[8] == '{' ? Bytes(bytes.begin(), bytes.end()) : changed(bytes);
  if (!small(file)) return 0;
  const auto report = pretext::replay_golden("run", file, images());
  if (!report) {
    require(report.error().message.starts_with("run") && report.error().message.size() < 2000,
            "a refusal is a sentence that names the file");
    return 0;
  }
  require(report->steps >= 1 && !report->weights.empty(), "a report tells of weights");
  require(report->json().starts_with('{'), "and is JSON");
  return 0;
}
