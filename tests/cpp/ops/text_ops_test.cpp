#include <doctest/doctest.h>

#include <algorithm>

#include "planning/pretext_plan.hpp"
#include "pretext/op.hpp"
#include "texts.hpp"

namespace pretext {
namespace {

constexpr int places = 12;

const TextSet& toy() {
  static const TextSet set = *testing::read(testing::toy_texts());
  return set;
}

struct Made {
  std::vector<float> inputs, targets;
  std::vector<std::int32_t> classes;
};

/// What a task makes of all texts of the pretext split.
Made made(const std::string& task, std::uint32_t step, std::uint64_t seed = 1) {
  Dataset data = toy().split(TextSet::pretext);
  data.shape = {places, 1, 1};
  const auto source = plan_source(*named_task(task), {data.shape, data.texts.classes}, 1, 1, data.texts.vocabulary);
  REQUIRE(source);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < data.rows; ++row) rows.push_back(row);
  Made out{std::vector<float>(rows.size() * places), std::vector<float>(rows.size() * places), {}};
  if ((*source)->form().classes > 0) out.classes.resize(rows.size());
  (*source)->fill(data, rows, seed, step, {out.inputs, out.classes, out.targets, {}});
  return out;
}

std::vector<float> row_of(std::uint32_t row) {
  Dataset data = toy().split(TextSet::pretext);
  data.shape = {places, 1, 1};
  std::vector<float> read(places);
  data.read(row, read);
  return read;
}

TEST_CASE("every op of texts is in the list, and refuses images with a sentence") {
  CHECK(text_ops().size() == 3);
  for (const OpEntry& entry : text_ops()) {
    CHECK(op_named(entry.kind.name) == &entry);
    Form image;
    image.view = image.source = {28, 28, 1};
    const auto planned = entry.make(fallbacks(entry.kind))->plan(image);
    REQUIRE_FALSE(planned);
    CHECK(planned.error().message == "needs texts, such as those of data.set 'definitions'.");
  }
}

TEST_CASE("mask_tokens asks for 15%, at least one a text: 80% hidden, 10% another, 10% as they are") {
  double words = 0;
  double asked = 0;
  double hidden = 0;
  double kept = 0;
  for (std::uint32_t step = 0; step < 40; ++step) {
    const Made all = made("masked_tokens", step);
    for (std::uint32_t row = 0; row < 120; ++row) {
      const std::vector<float> text = row_of(row);
      int here = 0;
      for (std::size_t place = 0; place < places; ++place) {
        const float input = all.inputs[row * places + place];
        const float target = all.targets[row * places + place];
        words += text[place] >= 4 ? 1 : 0;
        if (target < 0) {
          CHECK(input == text[place]);
          continue;
        }
        ++here;
        CHECK(target == text[place]);
        CHECK(target >= 4);
        CHECK((input == 3 || (input >= 4 && input < 28)));
        hidden += input == 3 ? 1 : 0;
        kept += input == target ? 1 : 0;
      }
      CHECK(here >= 1);
      asked += here;
    }
  }
  CHECK(asked / words == doctest::Approx(0.22).epsilon(0.1));  // short texts' one token is more than 15%
  CHECK(hidden / asked == doctest::Approx(0.8).epsilon(0.03));
  CHECK(kept / asked == doctest::Approx(0.1 + 0.1 / 24).epsilon(0.1));
}

TEST_CASE("shift asks at each place for the next one, and for nothing behind the last") {
  const Made all = made("next_token", 3);
  for (std::uint32_t row = 0; row < 120; ++row) {
    const std::vector<float> text = row_of(row);
    for (std::size_t place = 0; place < places; ++place) {
      CHECK(all.inputs[row * places + place] == text[place]);
      const bool asked = place + 1 < places && text[place + 1] != 0;
      CHECK(all.targets[row * places + place] == (asked ? text[place + 1] : -1.0f));
    }
  }
}

TEST_CASE(
    "second_part joins halves: half of them another text's of the same length, about which lengths tell nothing") {
  const Texts texts = toy().split(TextSet::pretext).texts;
  int follows = 0;
  int all_halves = 0;
  for (std::uint32_t step = 0; step < 20; ++step) {
    const Made all = made("next_sentence", step);
    for (std::uint32_t row = 0; row < 120; ++row) {
      const std::span<const float> input = std::span(all.inputs).subspan(row * places, places);
      if (texts.cuts[row] == 0) {
        CHECK(all.classes[row] == -1);
        continue;
      }
      const std::size_t separators = static_cast<std::size_t>(std::ranges::count(input, 2.0f));
      CHECK(separators == 2);
      const auto middle = std::ranges::find(input, 2.0f);
      const auto end = std::find(middle + 1, input.end(), 2.0f);
      const std::size_t own = std::min(texts.text(row).size(), std::size_t{places - 3});
      CHECK(static_cast<std::size_t>(end - input.begin()) == own + 2);
      ++all_halves;
      follows += all.classes[row];
    }
  }
  CHECK(all_halves > 1000);
  // Texts whose half is the only one of its length follow always.
  CHECK(follows > 0.48 * all_halves);
  CHECK(follows < 0.62 * all_halves);
}

TEST_CASE("what is drawn depends on seed, step and text alone") {
  for (const char* task : {"masked_tokens", "next_sentence"}) {
    CHECK(made(task, 5).inputs == made(task, 5).inputs);
    CHECK(made(task, 5).inputs != made(task, 6).inputs);
    CHECK(made(task, 5).inputs != made(task, 5, 2).inputs);
  }
}

}  // namespace
}  // namespace pretext
