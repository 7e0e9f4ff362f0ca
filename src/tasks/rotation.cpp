#include <cassert>
#include <string>

#include "pretext/layers.hpp"
#include "pretext/task.hpp"

namespace pretext {

namespace {

class Rotation final : public Task {
 public:
  [[nodiscard]] int classes() const override { return 4; }
  [[nodiscard]] std::uint32_t examples_per_row() const override { return 4; }

  void head(Sequence& model) const override {
    const std::string number = std::to_string(model.length() + 1);
    model.add("conv" + number, conv_block({.filters = 16, .kernel = 3, .stride = 2}));
    model.add("dense", dense(classes()));
  }

  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    assert(data.shape.h == data.shape.w && data.shape.c == 1);
    const std::size_t size = data.shape.size();
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const int quarter_turns = static_cast<int>(examples[i] % 4);
      turn(data.image(examples[i] / 4), data.shape.h, quarter_turns, data.scale, batch.inputs.subspan(i * size, size));
      batch.targets[i] = static_cast<std::uint8_t>(quarter_turns);
    }
  }
};

}  // namespace

std::unique_ptr<Task> rotation_task() { return std::make_unique<Rotation>(); }

}  // namespace pretext
