#include <doctest/doctest.h>

#include <bit>
#include <map>
#include <set>
#include <vector>

#include "allocations.hpp"
#include "ops/op_run.hpp"

using namespace pretext;

namespace {

/// Ops that make the same of the same image each time.
const std::set<std::string> settled{"paste", "shrink", "blur", "grey", "twice", "lightness"};

/// What the op gets: a digit's form, colour for `grey`, tiles for those that need them, and some other forms.
std::vector<Form> forms_for(const OpEntry& entry) {
  const std::vector<Form> some{grey_square(28), whole({32, 32, 3}), with_views(whole({28, 36, 2}), 3),
                               *planned("tiles", grey_square(28)).out, *planned("tiles", whole({32, 36, 3})).out};
  std::vector<Form> forms;
  for (const Form& form : some) {
    if (entry.make(fallbacks(entry.kind))->plan(form)) forms.push_back(form);
  }
  return forms;
}

bool same(const Example& a, const Example& b) {
  return vector(a.made()) == vector(b.made()) && a.source == b.source && a.changed == b.changed &&
         a.canvas.choice == b.canvas.choice;
}

/// FNV-1a (Fowler, Noll and Vo) over 32-bit words.
struct Checksum {
  std::uint64_t hash = 0xCBF29CE484222325u;
  void add(std::uint32_t word) { hash = (hash ^ word) * 0x100000001B3u; }
  void add(std::span<const float> values) {
    for (const float value : values) add(std::bit_cast<std::uint32_t>(value));
  }
  void add(const Example& example) {
    add(example.made());
    add(example.source);
    for (const std::uint8_t mark : example.changed) add(mark);
    add(static_cast<std::uint32_t>(example.canvas.choice));
  }
};

}  // namespace

TEST_CASE(
    "every op makes of every form it takes what its plan says, all of it, the same each time, and allocates nothing") {
  for (const OpEntry& entry : ops()) {
    const std::string name = entry.kind.name;
    CAPTURE(name);
    const std::vector<Form> forms = forms_for(entry);
    CHECK(!forms.empty());
    for (const Form& in : forms) {
      CAPTURE(in.view.h);
      CAPTURE(in.views);
      const PlannedOp op = planned(name, in);
      REQUIRE(op.out);
      const std::vector<float> image = synthetic_image(in.size(), 1);
      const Example first = drawn(op, in, image, 0);
      bool different = false;
      for (std::uint32_t e = 0; e < 16; ++e) {
        Example example(in, *op.out, image, std::span(image).first(std::min(in.source.size(), image.size())));
        const std::size_t before = pretext::testing::allocations();
        Draws draws(1, 0, e, 1);
        op.op->run(example.canvas, draws);
        CHECK(pretext::testing::allocations() == before);
        for (const float value : example.made()) CHECK(std::isfinite(value));
        for (const std::uint8_t mark : example.changed) CHECK(mark <= 1);
        CHECK(same(example, drawn(op, in, image, e)));
        different = different || !same(example, first);
      }
      CHECK(different == !settled.contains(name));
    }
  }
}

TEST_CASE("every op that moves nothing marks each pixel that it changes, and one that moves pixels says so") {
  for (const OpEntry& entry : ops()) {
    const std::string name = entry.kind.name;
    CAPTURE(name);
    const Form in = name == "grey" || name == "colours" ? whole({28, 28, 3}) : grey_square(28);
    const PlannedOp op = planned(name, in);
    if (!op.out) continue;
    const std::vector<float> image = synthetic_image(in.size(), 2);
    const Example example = drawn(op, in, image, 1);
    if (!op.out->in_place || op.out->view != in.view) continue;
    for (std::size_t i = 0; i < image.size(); ++i) {
      if (example.made()[i] != image[i]) CHECK(example.changed[i / static_cast<std::size_t>(in.view.c)] == 1);
    }
  }
}

TEST_CASE("every choice lies within its number, counts from what came before, and is made by some example") {
  for (const OpEntry& entry : ops()) {
    const std::string name = entry.kind.name;
    CAPTURE(name);
    for (Form in : forms_for(entry)) {
      in.choices = 3;
      const PlannedOp op = planned(name, in);
      REQUIRE(op.out);
      const int n = op.out->choices / 3;
      CHECK(op.out->choices == 3 * n);
      const std::vector<float> image = synthetic_image(in.size(), 1);
      std::set<int> choices;
      for (std::uint32_t e = 0; e < static_cast<std::uint32_t>(n == 1 ? 1 : 20 * n); ++e) {
        Example example(in, *op.out, image, std::span(image).first(std::min(in.source.size(), image.size())));
        example.canvas.choice = 2;
        Draws draws(1, 0, e, 1);
        op.op->run(example.canvas, draws);
        choices.insert(example.canvas.choice);
      }
      CHECK(static_cast<int>(choices.size()) == n);
      CHECK(*choices.begin() == 2 * n);
      CHECK(*choices.rbegin() == 3 * n - 1);
    }
  }
}

TEST_CASE("every field's default lies within its bounds, and every op has words") {
  for (const OpEntry& entry : ops()) {
    const std::string name = entry.kind.name;
    CAPTURE(name);
    CHECK(op_named(name) == &entry);
    CHECK(std::string(entry.kind.what).size() > 10);
    for (const Field& field : entry.kind.fields) {
      CAPTURE(std::string(field.name));
      CHECK(field.least <= field.fallback);
      CHECK(field.fallback <= field.most);
      CHECK((!field.whole || field.fallback == std::floor(field.fallback)));
      CHECK(std::string(field.what).size() > 10);
    }
  }
}

TEST_CASE("every op makes the same bits on every machine") {
  const std::map<std::string, std::uint64_t> expected{
      {"turn", 0x5CFB5DB17FC83BCFu},    {"flip", 0x88474D39133714F9u},    {"tiles", 0x0FB8D582A8E2C7B7u},
      {"permute", 0x82C77A7185676D0Bu}, {"paste", 0x5955286126EDBD7Bu},   {"neighbour", 0xB1C8161C6710FF31u},
      {"erase", 0x19ADC9973C8DEAF4u},   {"mask", 0x869022CE0FA66D16u},    {"noise", 0xC8F9B97D2D60864Fu},
      {"shrink", 0x51DBAAA11FCFB91Fu},  {"blur", 0x450EF29A2D5B813Au},    {"grey", 0x3F70AA50BF0EABD3u},
      {"affine", 0xBA8DA3EA39ACE89Au},  {"elastic", 0x578BD5DB5E8D1AEDu}, {"pen", 0x5FD08F30AF8C6AF3u},
      {"drift", 0x669FEF87D087818Du},   {"twice", 0x53B2569BB3C895E6u},   {"lightness", 0x15F1B8F2B33C63BAu},
      {"colours", 0xD3893FEDB9CD02E2u}, {"imitate", 0x38918E82E15DB675u}, {"clutter", 0xD77FB372ED263CCDu}};
  for (const OpEntry& entry : ops()) {
    const std::string name = entry.kind.name;
    CAPTURE(name);
    Checksum checksum;
    for (const Form& in : forms_for(entry)) {
      const PlannedOp op = planned(name, in);
      for (std::uint32_t e = 0; e < 8; ++e) checksum.add(drawn(op, in, synthetic_image(in.size(), e), e));
    }
    REQUIRE(expected.contains(name));
    CHECK(checksum.hash == expected.at(name));
  }
}
