#include "study/augmentation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "planning/networks.hpp"
#include "pretext/spec.hpp"

namespace pretext {
namespace {

constexpr Shape grey{28, 28, 1}, colour{32, 32, 3}, lightness{32, 32, 1};

std::vector<std::string> ops_of(const Task& task) {
  std::vector<std::string> names;
  for (const Item& op : task.transform) names.push_back(op.kind);
  return names;
}

TEST_CASE(
    "augmentation changes digits as the task of that name does, and images in colour as their own contrast does") {
  CHECK(strong_augmentation(grey, grey).same_as(*named_task("supervised_augmented")));

  const Task coloured = strong_augmentation(colour, colour);
  CHECK(ops_of(coloured) == std::vector<std::string>{"affine", "colours"});
  CHECK(coloured.predict == Predict::label);
  const Task contrast = *named_task("contrastive_colour");
  CHECK(coloured.transform[0] == contrast.transform[1]);
  CHECK(coloured.transform[1] == contrast.transform[2]);

  // Where the encoder sees no colour, none is changed.
  CHECK(ops_of(strong_augmentation(colour, lightness)) == std::vector<std::string>{"affine"});
}

TEST_CASE("the weak view is shifted alone, and leaves white outside where images are white there") {
  CHECK(weak_augmentation(grey, grey).transform[0].values == std::vector<double>{0, 0, 0, 2, 0, 0});
  CHECK(weak_augmentation(colour, colour).transform[0].values == std::vector<double>{0, 0, 0, 2, 0, 1});
  CHECK(weak_augmentation(colour, colour).transform.size() == 1);
}

TEST_CASE("augmentations fit the images that they are for") {
  for (const auto& [images, seen] : {std::pair{grey, grey}, std::pair{colour, colour}, std::pair{colour, lightness}}) {
    for (const Task& task : {strong_augmentation(images, seen), weak_augmentation(images, seen)}) {
      const auto source = plan_source(task, DataForm{seen, 10}, 1, 1);
      CHECK(source);
    }
  }
}

}  // namespace
}  // namespace pretext
