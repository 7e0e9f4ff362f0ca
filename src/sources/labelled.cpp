#include "pretext/source.hpp"

namespace pretext {

namespace {

class LabelledRows final : public Source {
 public:
  LabelledRows(Shape shape, int classes) : form_{.input = shape, .classes = classes} {}

  [[nodiscard]] ExampleForm form() const override { return form_; }

  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    const std::size_t size = data.shape.size();
    for (std::size_t i = 0; i < examples.size(); ++i) {
      data.read(examples[i], batch.inputs.subspan(i * size, size));
      if (!batch.classes.empty()) batch.classes[i] = data.labels[examples[i]];
    }
  }

 private:
  ExampleForm form_;
};

}  // namespace

std::unique_ptr<Source> labelled_rows(Shape shape, int classes) {
  return std::make_unique<LabelledRows>(shape, classes);
}

}  // namespace pretext
