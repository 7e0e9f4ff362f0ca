#include "sources/views.hpp"

#include <cassert>
#include <cstddef>

namespace pretext {

Views::Views(const Source& source, Shape image, int draws) : source_(source), draws_(draws) {
  const ExampleForm made = source.form();
  assert(made.input.h == made.views * image.h && made.input.w == image.w && made.input.c == image.c);
  form_.views = 1 + draws * made.views;
  form_.input = {form_.views * image.h, image.w, image.c};
}

void Views::fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
                 std::uint32_t /*step*/, Batch batch) const {
  const std::size_t image = data.shape.size();
  const std::size_t made = source_.form().input.size();
  std::span<float> left = batch.inputs;
  for (const std::uint32_t row : examples) {
    data.read(row, left.first(image));
    left = left.subspan(image);
    const std::uint32_t example = row * source_.examples_per_row();
    for (int draw = 0; draw < draws_; ++draw) {
      source_.fill(data, {&example, 1}, 0, static_cast<std::uint32_t>(draw),
                   {.inputs = left.first(made), .classes = {}, .targets = {}, .weights = {}});
      left = left.subspan(made);
    }
  }
}

}  // namespace pretext
