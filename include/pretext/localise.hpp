#pragma once

#include <cstdint>
#include <vector>

#include "pretext/tensor.hpp"

namespace pretext {

/// Where a network looks, or says to look, in some examples of images on canvases: what boxes and measures are made of
/// (web/api/study/localisation.js). One after another, in the order of the examples.
struct Localisation {
  Shape canvas{0, 0, 0};
  std::vector<float> shown;  ///< canvases of the first examples, as many as were asked for
  Shape map{0, 0, 1};        ///< of what is told of places; of size 0 where a box is told
  /// Of each example: the class activation map of the class that it is taken for (Zhou, Khosla, Lapedriza, Oliva and
  /// Torralba, "Learning deep features for discriminative localization", CVPR 2016), for each place of the last layer
  /// before the means the sum of its channels by the weights that the class gives them; or logits of a mask.
  std::vector<float> maps;
  std::vector<float> told;  ///< of each example: the edges of the box that is told; or else the class, or 0
  std::vector<float>
      truths;  ///< of each example: the box around its ink, left, top, right and bottom as shares of sides
};

}  // namespace pretext
