#pragma once

#include <cstddef>
#include <cstdint>

namespace pretext::kernels {

// Chroma is what a colour is beside its lightness: two numbers, (-43 R - 85 G + 128 B) / 256 and
// (128 R - 107 G - 21 B) / 256 of bytes (after ITU-R BT.601), averaged over 2 x 2 pixels.

/// What the average is multiplied by to be a whole number: 256ths of four pixels.
inline constexpr std::int32_t chroma_unit = 1024;

/// Colours that are told apart: the points at multiples of 32 from -128 to 128 in both directions.
inline constexpr int chroma_side = 9;
inline constexpr int chroma_classes = chroma_side * chroma_side;
inline constexpr int chroma_step = 32;
/// The class of no colour.
inline constexpr int chroma_grey = chroma_classes / 2;

/// 256ths of a pixel's chroma, added to what is there.
inline void add_chroma(std::int32_t red, std::int32_t green, std::int32_t blue, std::int32_t* sums) {
  sums[0] += -43 * red - 85 * green + 128 * blue;
  sums[1] += 128 * red - 107 * green - 21 * blue;
}

/// The class of the nearest point; sums: of four pixels.
inline int chroma_class(const std::int32_t* sums) {
  constexpr std::int32_t step = chroma_step * chroma_unit;
  constexpr std::int32_t first = (chroma_side / 2) * step + step / 2;
  return (sums[0] + first) / step * chroma_side + (sums[1] + first) / step;
}

/// Chroma values back as whole numbers. per_byte: what one step from byte to byte is in them.
void chroma_sums(const float* values, int n, float per_byte, std::int32_t* sums);

struct ChromaResult {
  float loss = 0;
  float correct = 0;  ///< 1 or 0
};

/// Classes of places told by `logits` (places x chroma_classes) where their chroma is `wanted` (places x 2): the mean
/// over the places of weight x cross-entropy, the softmax taken over classes of weight above 0 alone; a place of any
/// other class asks for nothing. Correct: at least half of the places that are not grey get their own class; of all
/// places, if they are all grey. dlogits (may be null): overwritten with `scale` times the gradient. scratch:
/// chroma_scratch(places) bytes.
ChromaResult chroma_cross_entropy(const float* logits, const float* wanted, int places, const float* weights,
                                  float per_byte, float scale, float* dlogits, std::byte* scratch);
std::size_t chroma_scratch(int places);

/// The colour that logits stand for: the annealed mean at temperature 0.38 (Zhang, Isola and Efros, "Colorful image
/// colorization", ECCV 2016) over classes of weight above 0. values: places x 2.
void chroma_mean(const float* logits, int places, const float* weights, float per_byte, float* values);

/// Lightness (h x w, 0 to white) and chroma (h / 2 x w / 2 x 2, interpolated) as red, green and blue (h x w x 3,
/// clipped to 0..white). What is white stays white, whatever its chroma.
void paint(const float* lightness, const float* chroma, int h, int w, float white, float* rgb);

}  // namespace pretext::kernels
