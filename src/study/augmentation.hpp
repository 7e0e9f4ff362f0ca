#pragma once

#include "pretext/task.hpp"
#include "pretext/tensor.hpp"

namespace pretext {

/// What a control with augmentation is asked: the label, of images changed as the contrastive task for such images
/// changes its views. Digits are changed as digits are written; images in colour by where they lie and in their
/// colours, of which there are none where the encoder `seen` takes lightness alone.
Task strong_augmentation(Shape images, Shape seen);

/// The same of images that are shifted by at most two pixels each way, and nothing else (FixMatch: Sohn et al., 2020).
Task weak_augmentation(Shape images, Shape seen);

}  // namespace pretext
