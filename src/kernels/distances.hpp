#pragma once

namespace pretext::kernels {

/// Overwrites squared (rows x pitch) with the sum over k of w (x - centre)^2 for each row of x (rows x width) and each
/// centre, added in the order of k. centres: width x pitch, the values of all centres side by side. weights: of the
/// same shape, or null for 1. `pitch` is a multiple of the lanes.
void squared_distances(const float* x, int rows, int width, const float* centres, const float* weights, int pitch,
                       float* squared);

}  // namespace pretext::kernels
