#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace pretext {

/// How the embeddings of a contrastive task lie, of two views for each of some images.
struct Health {
  std::uint32_t images = 0;  ///< that were looked at; 0 where a task has no pairs
  /// Mean squared distance of the two views of an image, 0 to 4, and the logarithm of the mean of e^(-2 d^2) over pairs
  /// of different images, -8 to 0: lower is better for both (Wang and Isola, "Understanding contrastive representation
  /// learning through alignment and uniformity on the hypersphere", ICML 2020).
  double alignment = 0;
  double uniformity = 0;
  /// Dimensions that the embeddings make use of, 1 to their number: e to the entropy of the singular values (RankMe:
  /// Garrido, Balestriero, Najman and LeCun, ICML 2023).
  double effective_rank = 0;
  /// Share of images whose nearest other one has the same label. An evaluation: training never sees a label.
  double neighbours_alike = 0;
};

/// embeddings: images x 2 views x width, of any length; labels: of the images, at least two of them.
Health health_of(std::span<const float> embeddings, std::span<const std::uint8_t> labels, std::size_t width);

}  // namespace pretext
