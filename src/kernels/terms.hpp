#pragma once

#include <cstdint>
#include <span>

#include "kernels/conv_shape.hpp"

// The backward pass of a convolution as sums of few terms. Of all its outputs only those have a gradient that won their
// window, passed the ReLU and got one from above: with a pool of 2 x 2 at most a quarter. They are listed, and what
// uses them goes from one to the next.

namespace pretext::kernels {

/// One term of a sum of vectors: where in some buffer its vector starts, and what to multiply it by.
struct Term {
  std::uint32_t at;
  float factor;
};

/// Lists of up to `capacity` terms each, one after another, and how long they are.
struct TermLists {
  Term* terms;
  int* count;
  std::uint32_t capacity;

  [[nodiscard]] std::span<const Term> operator[](std::uint32_t i) const {
    return {terms + i * capacity, static_cast<std::size_t>(count[i])};
  }
};

/// Overwrites `passed` (filters long) with the gradient of one cell's outputs that passes the ReLU, if there is one.
/// That of a NaN passes, so that it cannot hide.
void pass_relu(const ConvShape& shape, const float* y, const float* dy, float* passed);

/// The outputs of one cell: what passed the ReLU, and which position of the window won, null without a pool.
struct CellOutputs {
  std::span<const float> gradients;
  const std::uint8_t* winners;
};

/// Appends each filter's term, if it has a gradient, to the list of the position that won, the first of which is list
/// `first`; filter f's vector starts at f x `pitch`. Writes one term behind each list.
void list_by_position(const CellOutputs& cell, std::uint32_t first, std::uint32_t pitch, const TermLists& lists);

/// A position that reads a pixel, by the number of its list, and how much further on than its filters' vectors starts
/// the tap that it does so with.
struct Reader {
  std::uint32_t position;
  std::uint32_t tap;
};

/// Writes the terms of all readers of a pixel to `end`, and returns the new end. Reads up to spare_terms behind each
/// list, and writes as many behind the end.
Term* append_terms(std::span<const Reader> readers, const TermLists& by_position, Term* end);
inline constexpr int spare_terms = 12;

}  // namespace pretext::kernels
