#include "study/augmentation.hpp"

#include <vector>

#include "pretext/spec.hpp"

namespace pretext {

Task strong_augmentation(Shape images, Shape seen) {
  Task task = *named_task("supervised_augmented");
  if (images.c == 1) return task;
  task.name.clear();
  task.transform = named_task("contrastive_colour")->transform;
  std::erase_if(task.transform,
                [&](const Item& op) { return op.kind == "twice" || (op.kind == "colours" && seen.c == 1); });
  return task;
}

Task weak_augmentation(Shape images, Shape seen) {
  Task task = strong_augmentation(images, seen);
  task.transform.resize(1);
  std::vector<double>& affine = task.transform[0].values;
  affine = {0, 0, 0, 2, 0, affine[5]};
  return task;
}

}  // namespace pretext
