#include "pretext/shortcuts.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "random_values.hpp"

namespace pretext {
namespace {

using testing::random_values;

constexpr int side = 8;

/// Two answers. Half of the rows show theirs in the middle, and all of them at the edge, if they are to.
class Told final : public Source {
 public:
  explicit Told(bool at_edge) : at_edge_(at_edge) {}

  [[nodiscard]] ExampleForm form() const override { return {.input = {side, side, 1}, .classes = 2}; }
  [[nodiscard]] std::uint32_t examples_per_row() const override { return 2; }
  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const std::uint32_t row = examples[i] / 2;
      const std::uint32_t choice = examples[i] % 2;
      const std::span<float> image = batch.inputs.subspan(i * side * side, side * side);
      data.read(row, image);
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          float& value = image[static_cast<std::size_t>(y * side + x)];
          const bool edge = y < 2 || x < 2 || y >= side - 2 || x >= side - 2;
          if (edge) value = at_edge_ && choice == 1 ? 0.01f : 0.0f;
          if (!edge && data.labels[row] == 1) value = (choice == 1) == (x < side / 2) ? 1.0f : 0.1f;
        }
      }
      batch.classes[i] = static_cast<std::int32_t>(choice);
    }
  }

 private:
  bool at_edge_;
};

struct Images {
  explicit Images(std::uint32_t rows, std::uint32_t seed)
      : values(random_values(rows * side * side, seed)), labels(rows) {
    for (std::uint32_t row = 0; row < rows; ++row) labels[row] = static_cast<std::uint8_t>(row / 2 % 2);
    data.shape = {side, side, 1};
    data.rows = rows;
    data.values = values;
    data.labels = labels;
    data.classes = 2;
  }
  std::vector<float> values;
  std::vector<std::uint8_t> labels;
  Dataset data;
};

TEST_CASE("answers are told by what is shown, by edges alone, and not by images that do not show them") {
  const Images known(400, 1);
  const Images asked(200, 2);
  const Shortcuts hidden = shortcuts_of(Told(false), rows_of(known.data, 0, 400), rows_of(asked.data, 0, 200));
  CHECK(hidden.answers == 2);
  CHECK(hidden.known == 400);
  REQUIRE(hidden.classes.size() == 2);
  CHECK(hidden.classes[0].asked == 100);
  CHECK(hidden.classes[0].right < 70);
  CHECK(hidden.classes[1].right == 100);
  CHECK(hidden.classes[0].right + hidden.classes[1].right == hidden.pixels.right);
  CHECK(hidden.edges.asked == 200);
  CHECK(hidden.edges.right < 140);
  CHECK(shortcuts_of(Told(true), rows_of(known.data, 100, 300), rows_of(asked.data, 50, 150)).edges.right == 150);
}

TEST_CASE("nothing is told where no choice is asked, or of too few images") {
  const Images known(400, 1);
  CHECK(shortcuts_of(Told(true), rows_of(known.data, 0, 10), rows_of(known.data, 100, 100)).answers == 0);
  CHECK(shortcuts_of(Told(true), rows_of(known.data, 0, 100), rows_of(known.data, 0, 0)).answers == 0);
}

}  // namespace
}  // namespace pretext
