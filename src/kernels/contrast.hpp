#pragma once

#include <cstddef>

namespace pretext::kernels {

/// Losses that pull the embeddings of two views of an image together and push those of other images away. With s the
/// cosine of two embeddings divided by the temperature, the loss of a row is
///   nt_xent  -s(partner) + ln of the sum of e^s over all other rows (Chen et al., "A simple framework for contrastive
///            learning of visual representations", ICML 2020)
///   dcl      the same, but the sum leaves out the partner: decoupled contrastive learning (Yeh et al., ECCV 2022)
struct Contrast {
  enum class Kind { nt_xent, dcl };
  Kind kind = Kind::nt_xent;
  float temperature = 0.1f;
};

/// Bytes of scratch, aligned to 16, that contrast() needs.
std::size_t contrast_scratch(int rows, int width);

/// z: rows x width, embeddings of any length; rows 2i and 2i + 1 are a pair. Returns the sum of the rows' losses, added
/// in row order. Each of the following may be null, and is overwritten if it is not:
///   dz       rows x width, the gradient of scale * sum of the losses by z itself
///   losses   rows
///   correct  rows, 1 where the partner is the most similar of all other rows, the first of equals, else 0
/// An embedding shorter than 1e-12 has no direction: its cosine with any other is 0, and so is its gradient.
/// Preconditions: rows even and at least 2, for dcl at least 4, since one pair alone has no other images;
/// temperature > 0.
float contrast(const Contrast& contrast, const float* z, int rows, int width, float scale, float* dz, float* losses,
               float* correct, std::byte* scratch);

}  // namespace pretext::kernels
