#include "sources/views.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "planning/pretext_plan.hpp"
#include "study/synthetic.hpp"

namespace pretext {
namespace {

TEST_CASE("a row's views are the image itself and what each draw makes of it, whatever the seed") {
  const testing::Bars bars(5, 1);
  const auto source = plan_source(*named_task("contrastive"), bars.view.form(), 1, 4);
  REQUIRE(source);
  const Views views(**source, bars.view.shape, 3);
  REQUIRE(views.form().views == 7);
  const std::size_t image = bars.view.shape.size();
  REQUIRE(views.form().input.size() == 7 * image);
  const std::vector<std::uint32_t> rows{4, 2};
  std::vector<float> made(2 * 7 * image, 9.0f);
  views.fill(bars.view, rows, 0, 0, {.inputs = made, .classes = {}, .targets = {}, .weights = {}});
  std::vector<float> again(made.size());
  views.fill(bars.view, rows, 7, 11, {.inputs = again, .classes = {}, .targets = {}, .weights = {}});
  CHECK(made == again);

  for (std::size_t i = 0; i < 2; ++i) {
    std::vector<float> plain(image);
    bars.view.read(rows[i], plain);
    const auto mine = std::span(made).subspan(i * 7 * image, 7 * image);
    CHECK(std::ranges::equal(mine.first(image), plain));
    for (std::uint32_t draw = 0; draw < 3; ++draw) {
      const std::uint32_t example = rows[i] * 4;
      std::vector<float> pair(2 * image);
      (*source)->fill(bars.view, {&example, 1}, 0, draw, {.inputs = pair, .classes = {}, .targets = {}, .weights = {}});
      CHECK(std::ranges::equal(mine.subspan((1 + 2 * draw) * image, 2 * image), pair));
    }
  }
}

}  // namespace
}  // namespace pretext
