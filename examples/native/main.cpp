// Trains an encoder to tell which way digits are turned, on the four IDX files of MNIST, and keeps its weights.

#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <pretext/session.hpp>
#include <string>
#include <vector>

using Bytes = std::vector<std::uint8_t>;

Bytes read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

int fail(const pretext::Error& error) {
  std::cerr << error.message << '\n';
  return 1;
}

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : ".";
  const Bytes images = read(folder + "/train-images.idx"), labels = read(folder + "/train-labels.idx");
  const Bytes test_images = read(folder + "/test-images.idx"), test_labels = read(folder + "/test-labels.idx");
  const auto train = pretext::read_split("train", images, labels, 10);
  const auto test = pretext::read_split("test", test_images, test_labels, 10);
  const auto spec = pretext::read_spec(R"({"task": "rotation", "data": {"unlabelled": {"from": 0, "count": 1000}},
                                           "pretext": {"epochs": 2, "batch": 96, "micro_batch": 24}})");
  if (!train) return fail(train.error());
  if (!test) return fail(test.error());
  if (!spec) return fail(spec.error());

  auto session = pretext::Session::open(*spec, *train, *test, pretext::Extent::pretext);
  if (!session) return fail(session.error());
  while (!(*session)->done()) (*session)->advance();
  if (const auto failure = (*session)->failure()) return fail(*failure);

  const Bytes weights = (*session)->weights_file(pretext::Model::pretext);
  std::ofstream("rotation.safetensors", std::ios::binary)
      .write(reinterpret_cast<const char*>(weights.data()), static_cast<std::streamsize>(weights.size()));
  std::cout << (*session)->result() << '\n';
}
