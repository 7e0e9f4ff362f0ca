// The experiment without JavaScript: reads a spec and the IDX files, prints the result as JSON and writes the final
// weights as raw float32, whose SHA-256 is the digest that every other way of running the same spec gives.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "pretext/session.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

std::optional<Bytes> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: can't be read; expected a file.\n", path.c_str());
    return {};
  }
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

int fail(const pretext::Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr,
                 "usage: experiment SPEC.json DATA_FOLDER WEIGHTS_OUT\n"
                 "Runs the spec on the IDX files in DATA_FOLDER, prints the result and writes the final weights.\n");
    return 2;
  }
  const std::string folder = std::string(argv[2]) + "/";
  const auto spec_text = read_file(argv[1]);
  const auto train_images = read_file(folder + "train-images.idx");
  const auto train_labels = read_file(folder + "train-labels.idx");
  const auto test_images = read_file(folder + "test-images.idx");
  const auto test_labels = read_file(folder + "test-labels.idx");
  if (!spec_text || !train_images || !train_labels || !test_images || !test_labels) return 1;

  const auto spec = pretext::read_spec({reinterpret_cast<const char*>(spec_text->data()), spec_text->size()});
  if (!spec) return fail(spec.error());
  const auto train = pretext::read_split("train", *train_images, *train_labels, 10);
  if (!train) return fail(train.error());
  const auto test = pretext::read_split("test", *test_images, *test_labels, 10);
  if (!test) return fail(test.error());
  auto session = pretext::Session::open(*spec, *train, *test);
  if (!session) return fail(session.error());

  while (!(*session)->done()) (*session)->advance();
  if (const pretext::Failure failure = (*session)->failure()) return fail(*failure);

  std::printf("%s\n", (*session)->result().c_str());
  const std::vector<float> weights = (*session)->final_weights();
  std::ofstream out(argv[3], std::ios::binary);
  out.write(reinterpret_cast<const char*>(weights.data()),
            static_cast<std::streamsize>(weights.size() * sizeof(float)));
  out.close();
  if (out) return 0;
  std::fprintf(stderr, "%s: could not be written.\n", argv[3]);
  return 1;
}
