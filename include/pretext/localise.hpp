#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pretext/loss.hpp"
#include "pretext/tensor.hpp"

namespace pretext {

/// What says where an image lies on its canvas: a network, and two guesses that look at nothing, of a box as large as
/// boxes are on average: in the middle, and anywhere.
enum class Finder { network, centre, random };
inline constexpr std::size_t finders = 3;

/// A place, as shares of a canvas's sides.
struct Point {
  float x = 0;
  float y = 0;
};

/// Where a network looks, or says to look, in one example.
struct Found {
  std::vector<float> shown;  ///< the canvas
  std::vector<float> heat;   ///< as large, its largest value 1; empty of a network that tells a box alone
  Box truth;
  Box found;
  Point peak;              ///< the hottest place, or the middle of the box that is told
  std::int32_t told = -1;  ///< the class; -1 where none is
};

/// How well that goes over some examples.
struct Localisation {
  struct Measures {
    double pointing = 0;   ///< share of examples whose peak lies in the box (Zhang et al., "Top-down neural attention
                           ///< by excitation backprop", ECCV 2016)
    double overlap = 0;    ///< mean intersection over union with the box
    double localised = 0;  ///< share of examples with at least a half of it
  };
  Shape canvas{0, 0, 0};
  std::uint32_t n = 0;
  Measures measures[finders];
  std::vector<Found> examples;  ///< the first ones
};

/// A class activation map (Zhou, Khosla, Lapedriza, Oliva and Torralba, "Learning deep features for discriminative
/// localization", CVPR 2016): for each place of `map` (h x w x c) the sum of its channels by the weights that the class
/// gives to their means. kernel: c x classes. Returns h x w.
std::vector<float> class_activation(std::span<const float> map, Shape shape, std::span<const float> kernel,
                                    std::size_t classes, std::size_t of);

/// `values` (from.h x from.w) at h x w places, bilinear between the middles of pixels.
std::vector<float> enlarged(std::span<const float> values, Shape from, int h, int w);

/// The box around the largest connected part (by sides) of what is at least `least`, in pixels, the first one of equals;
/// the whole if nothing is.
Box box_of_largest(std::span<const float> values, int h, int w, float least);

}  // namespace pretext
