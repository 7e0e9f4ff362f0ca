#include "pretext/layers.hpp"
#include "pretext/task.hpp"

namespace pretext {

namespace {

class Classification final : public Task {
 public:
  explicit Classification(int classes) : classes_(classes) {}

  [[nodiscard]] int classes() const override { return classes_; }

  void head(Sequence& model) const override { model.add("dense", dense(classes_)); }

  void fill(const Dataset& data, std::span<const std::uint32_t> examples, std::uint64_t /*seed*/,
            std::uint32_t /*step*/, Batch batch) const override {
    const std::size_t size = data.shape.size();
    for (std::size_t i = 0; i < examples.size(); ++i) {
      data.read(examples[i], batch.inputs.subspan(i * size, size));
      batch.targets[i] = data.labels[examples[i]];
    }
  }

 private:
  int classes_;
};

}  // namespace

std::unique_ptr<Task> classification_task(int classes) { return std::make_unique<Classification>(classes); }

}  // namespace pretext
