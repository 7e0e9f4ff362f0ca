#include "kernels/chroma.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/softmax.hpp"

namespace pretext::kernels {

namespace {

/// The classes that count, and where each of all stands among them.
struct Counted {
  explicit Counted(const float* weights) {
    for (int k = 0; k < chroma_classes; ++k) {
      place[static_cast<std::size_t>(k)] = weights[k] > 0 ? n : -1;
      if (weights[k] > 0) classes[static_cast<std::size_t>(n++)] = k;
    }
  }
  /// Their logits, packed.
  void pack(const float* logits, float* packed) const {
    for (int k = 0; k < n; ++k) packed[k] = logits[classes[static_cast<std::size_t>(k)]];
  }

  int n = 0;
  std::array<std::int32_t, chroma_classes> classes;
  std::array<std::int32_t, chroma_classes> place;
};

}  // namespace

void chroma_sums(const float* values, int n, float per_byte, std::int32_t* sums) {
  for (int i = 0; i < n; ++i) {
    sums[i] = static_cast<std::int32_t>(std::floor(values[i] / per_byte * chroma_unit + 0.5f));
  }
}

std::size_t chroma_scratch(int places) {
  return static_cast<std::size_t>(places) * (2 * chroma_classes * sizeof(float) + sizeof(float) + 4 * 4);
}

ChromaResult chroma_cross_entropy(const float* logits, const float* wanted, int places, const float* weights,
                                  float per_byte, float scale, float* dlogits, std::byte* scratch) {
  const Counted counted(weights);
  const auto n = static_cast<std::size_t>(places);
  const auto width = static_cast<std::size_t>(counted.n);
  float* const packed = reinterpret_cast<float*>(scratch);
  float* const dpacked = packed + n * chroma_classes;
  float* const losses = dpacked + n * chroma_classes;
  std::int32_t* const classes = reinterpret_cast<std::int32_t*>(losses + n);
  std::int32_t* const predicted = classes + n;
  std::int32_t* const sums = predicted + n;
  chroma_sums(wanted, 2 * places, per_byte, sums);
  int coloured = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const int wanted_class = chroma_class(sums + 2 * i);
    counted.pack(logits + i * chroma_classes, packed + i * width);
    classes[i] = counted.place[static_cast<std::size_t>(wanted_class)];
    coloured += wanted_class != chroma_grey ? 1 : 0;
  }
  softmax_cross_entropy(packed, classes, places, counted.n, scale / static_cast<float>(places),
                        dlogits == nullptr ? nullptr : dpacked, losses, predicted);
  if (dlogits != nullptr) std::fill_n(dlogits, n * chroma_classes, 0.0f);
  ChromaResult result;
  int right = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (classes[i] < 0) continue;
    const int own = counted.classes[static_cast<std::size_t>(classes[i])];
    const float weight = weights[own];
    result.loss += weight * losses[i];
    if (predicted[i] == classes[i] && (own != chroma_grey || coloured == 0)) ++right;
    for (std::size_t k = 0; dlogits != nullptr && k < width; ++k) {
      dlogits[i * chroma_classes + static_cast<std::size_t>(counted.classes[k])] = weight * dpacked[i * width + k];
    }
  }
  result.loss /= static_cast<float>(places);
  result.correct = 2 * right >= (coloured == 0 ? places : coloured) ? 1.0f : 0.0f;
  return result;
}

void chroma_mean(const float* logits, int places, const float* weights, float per_byte, float* values) {
  constexpr float temperature = 0.38f;
  const Counted counted(weights);
  std::array<float, chroma_classes> packed;
  std::array<float, chroma_classes> shares;
  for (int i = 0; i < places; ++i) {
    counted.pack(logits + i * chroma_classes, packed.data());
    for (float& value : packed) value /= temperature;
    softmax(packed.data(), 1, counted.n, shares.data());
    float mean[2] = {0, 0};
    for (std::size_t k = 0; k < static_cast<std::size_t>(counted.n); ++k) {
      const int own = counted.classes[k];
      const int blue = (own / chroma_side - chroma_side / 2) * chroma_step;
      const int red = (own % chroma_side - chroma_side / 2) * chroma_step;
      mean[0] += shares[k] * static_cast<float>(blue);
      mean[1] += shares[k] * static_cast<float>(red);
    }
    values[2 * i] = mean[0] * per_byte;
    values[2 * i + 1] = mean[1] * per_byte;
  }
}

void paint(const float* lightness, const float* chroma, int h, int w, float white, float* rgb) {
  const int rows = h / 2;
  const int columns = w / 2;
  // Centres of 2 x 2 pixels: a pixel lies a quarter of the way to the next one.
  const auto nearer = [](int at, int size) { return std::min(at / 2, size - 1); };
  const auto further = [](int at, int size) { return std::clamp(at % 2 == 0 ? at / 2 - 1 : at / 2 + 1, 0, size - 1); };
  for (int y = 0; y < h; ++y) {
    const float* const near_row = chroma + 2 * columns * nearer(y, rows);
    const float* const far_row = chroma + 2 * columns * further(y, rows);
    for (int x = 0; x < w; ++x, rgb += 3) {
      const int a = 2 * nearer(x, columns);
      const int b = 2 * further(x, columns);
      const float light = lightness[y * w + x];
      const auto mixed = [&](int i) {
        return 0.75f * (0.75f * near_row[a + i] + 0.25f * near_row[b + i]) +
               0.25f * (0.75f * far_row[a + i] + 0.25f * far_row[b + i]);
      };
      const float blue = light >= white ? 0.0f : mixed(0);
      const float red = light >= white ? 0.0f : mixed(1);
      rgb[0] = std::clamp(light + 1.402f * red, 0.0f, white);
      rgb[1] = std::clamp(light - 0.344136f * blue - 0.714136f * red, 0.0f, white);
      rgb[2] = std::clamp(light + 1.772f * blue, 0.0f, white);
    }
  }
}

}  // namespace pretext::kernels
