#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"

namespace pretext::testing {

inline std::vector<std::uint8_t> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error(path + " is missing; `npm run build -- data` makes the data.");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(in.tellg()));
  in.seekg(0).read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

/// MNIST as the build has unpacked it.
struct Mnist {
  std::vector<std::uint8_t> files[4];
  Dataset train;
  Dataset test;
};

inline const Mnist& mnist() {
  static const Mnist loaded = [] {
    const std::string folder = PRETEXT_DATA_DIR "/";
    Mnist m{{read_file(folder + "train-images.idx"), read_file(folder + "train-labels.idx"),
             read_file(folder + "test-images.idx"), read_file(folder + "test-labels.idx")},
            {},
            {}};
    m.train = *read_split("train", m.files[0], m.files[1], 10);
    m.test = *read_split("test", m.files[2], m.files[3], 10);
    return m;
  }();
  return loaded;
}

/// The first images of a set only: hashing or scoring all of them takes longer than training a little.
inline Dataset few(Dataset set, std::uint32_t rows) {
  set.rows = rows;
  set.pixels = set.pixels.first(rows * set.shape.size());
  set.labels = set.labels.first(rows);
  return set;
}
inline Dataset few_images() { return few(mnist().train, 400); }
inline Dataset few_test_images() { return few(mnist().test, 400); }

}  // namespace pretext::testing
