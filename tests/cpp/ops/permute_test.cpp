#include <doctest/doctest.h>

#include <set>
#include <vector>

#include "ops/op_run.hpp"

using namespace pretext;

namespace {

/// Tiles of one pixel.
Form tiles_of(int grid) {
  Form form = with_views(whole({1, 1, 1}), grid * grid);
  form.source = {grid, grid, 1};
  form.grid = grid;
  return form;
}

std::vector<std::vector<float>> all_permutations(int grid, int set) {
  const Form in = tiles_of(grid);
  const PlannedOp permute = planned("permute", in, {static_cast<double>(set)});
  REQUIRE(permute.out);
  CHECK(permute.out->choices == set);
  CHECK(permute.out->grid == grid);
  std::vector<std::vector<float>> all;
  for (int e = 0; e < set; ++e) {
    const Example example =
        drawn(permute, in, counted(in.size()), static_cast<std::uint32_t>(e), static_cast<std::uint32_t>(set));
    CHECK(example.canvas.choice == e);
    all.push_back(vector(example.made()));
    CHECK(std::set<float>(all.back().begin(), all.back().end()).size() == in.size());
  }
  return all;
}

}  // namespace

TEST_CASE("permute knows 72 permutations of 3 x 3 tiles, any two of which differ in 8 places or 9") {
  const auto all = all_permutations(3, 72);
  CHECK(all[0] == counted(9));
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      int different = 0;
      for (std::size_t place = 0; place < 9; ++place) different += all[i][place] != all[j][place] ? 1 : 0;
      CHECK(different >= 8);
    }
  }
  const auto some = all_permutations(3, 10);
  CHECK(std::equal(some.begin(), some.end(), all.begin()));
}

TEST_CASE("permute knows all 24 permutations of 2 x 2 tiles, in lexicographic order") {
  const auto all = all_permutations(2, 24);
  CHECK(std::ranges::is_sorted(all));
  CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("permute moves whole tiles") {
  Form in = tiles_of(2);
  in.view = {1, 2, 1};
  const PlannedOp permute = planned("permute", in, {2});
  CHECK(vector(drawn(permute, in, counted(8), 1, 2).made()) == std::vector<float>{1, 2, 3, 4, 7, 8, 5, 6});
}

TEST_CASE("permute refuses images, other grids, and sets larger than there are permutations") {
  CHECK(refused("permute", grey_square(28)) == "needs tiles before it.");
  CHECK(refused("permute", tiles_of(4)) == "knows permutations of 2 x 2 and of 3 x 3 tiles only.");
  CHECK(refused("permute", tiles_of(2)) == "knows 24 permutations of 4 tiles, not the 72 of its 'set'.");
  CHECK(refused("permute", tiles_of(3), {73}) == "knows 72 permutations of 9 tiles, not the 73 of its 'set'.");
}
