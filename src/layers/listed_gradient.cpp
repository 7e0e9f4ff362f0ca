#include "layers/listed_gradient.hpp"

#include <algorithm>
#include <utility>

#include "kernels/update.hpp"

namespace pretext {

using kernels::ConvShape;
using kernels::Reader;
using kernels::Term;

namespace {

/// What is listed before it is used, for all images and pixels alike: enough for the rows to be read from the
/// first-level cache, little enough for the terms to stay in the second.
constexpr int most_terms = 16 * 1024;
constexpr int most_pixels = 1024;
/// Rows of one panel that are in use at a time: about what the first-level cache holds.
constexpr int most_row_bytes = 40 * 1024;

ConvShape of_one_channel(ConvShape shape) {
  shape.cin = 1;
  return shape;
}

}  // namespace

/// The pixels at hand with their terms, and what is done with them as soon as there are enough.
class ListedGradient::List {
 public:
  List(const ConvShape& shape, const ConvGradients& all, const float* rows, const Scratch& at)
      : shape_(shape), all_(all), rows_(rows), at_(at), end_(at.terms) {
    at.starts[0] = 0;
  }

  /// Where the next pixel's terms go.
  [[nodiscard]] Term* end() const { return end_; }

  void close_pixel(int at, Term* end) {
    end_ = end;
    at_.pixels[count_++] = static_cast<std::uint32_t>(at);
    at_.starts[count_] = static_cast<std::uint32_t>(end - at_.terms);
    if (end - at_.terms >= most_terms || count_ == most_pixels) use();
  }

  /// From here on, gradients by the input are added, as other taps have already overwritten them.
  void next_group() {
    use();
    add_ = true;
  }
  /// From here on, they overwrite.
  void first_group() {
    if (add_) use();
    add_ = false;
  }

  void use() {
    const kernels::PixelTerms terms{at_.terms, at_.starts, at_.pixels, count_, add_};
    if (all_.dx != nullptr) kernels::gather_rows(shape_, terms, rows_, all_.dx);
    if (all_.dkernel != nullptr) kernels::scatter_pixels(shape_, terms, all_.x, at_.drows);
    end_ = at_.terms;
    count_ = 0;
  }

 private:
  const ConvShape& shape_;
  const ConvGradients& all_;
  const float* rows_;
  const Scratch& at_;
  Term* end_;
  int count_ = 0;
  bool add_ = false;
};

ListedGradient::ListedGradient(const ConvShape& shape, int max_batch)
    : shape_(shape), rows_(shape), max_batch_(max_batch) {
  const int taps = shape.kernel * shape.kernel;
  const int tap_bytes = shape.filters * rows_.width * static_cast<int>(sizeof(float));
  const int groups = (taps * tap_bytes + most_row_bytes - 1) / most_row_bytes;
  const int taps_of_group = std::max(1, (taps + groups - 1) / groups);
  for (int first = 0; first < taps; first += taps_of_group) {
    groups_.push_back(group_of(first, std::min(first + taps_of_group, taps)));
  }
  const ConvShape marks = of_one_channel(shape);
  if (!shape.doubled && PickingGradient::fits(marks)) of_marks_.emplace(marks, max_batch);
}

ListedGradient::Group ListedGradient::group_of(int first, int last) const {
  Group group;
  // Pixels that are read with the same taps follow each other, so that fewer rows are in use at a time.
  for (int phase = 0; phase < shape_.stride * shape_.stride; ++phase) {
    for (int y = phase / shape_.stride; y < shape_.h; y += shape_.stride) {
      for (int x = phase % shape_.stride; x < shape_.w; x += shape_.stride) {
        std::vector<Reader> readers = readers_of(y, x, first, last);
        if (first == 0 || !readers.empty()) group.push_back({y * shape_.w + x, std::move(readers)});
      }
    }
  }
  return group;
}

std::size_t ListedGradient::prepared_bytes() const {
  Carver carver;
  static_cast<void>(prepared_in(carver));
  return carver.used();
}

std::size_t ListedGradient::scratch_bytes() const {
  Carver carver;
  static_cast<void>(scratch_in(carver));
  return carver.used();
}

void ListedGradient::prepare(const float* kernel, std::span<std::byte> prepared) const {
  Carver carver(prepared);
  kernels::pack_rows(shape_, kernel, prepared_in(carver));
}

void ListedGradient::run(const ConvGradients& all, std::span<const std::byte> prepared,
                         std::span<std::byte> scratch) const {
  Carver prepared_carver(prepared);
  Carver scratch_carver(scratch);
  const Scratch at = scratch_in(scratch_carver);
  const std::uint8_t* alike = of_marks_ ? all.alike : nullptr;
  List list(shape_, all, prepared_in(prepared_carver), at);
  if (all.dkernel != nullptr) std::fill_n(at.drows, rows_.floats(), 0.0f);
  for (int i = 0; i < all.n; ++i) {
    list_image(all, i, at);
    list.first_group();
    for (const Group& group : groups_) {
      if (&group != groups_.data()) list.next_group();
      for (const Pixel& pixel : group) {
        const int index = i * shape_.h * shape_.w + pixel.index;
        if (alike != nullptr && alike[index] != 0) continue;
        list.close_pixel(index * shape_.cin, kernels::append_terms(pixel.readers, at.by_position, list.end()));
      }
    }
  }
  if (alike != nullptr) list_alike(all, at, list);
  list.use();
  if (all.dkernel != nullptr) kernels::add_rows(shape_, at.drows, all.dkernel);
}

/// Lists the outputs of one image that have a gradient, by cell and position of its window.
void ListedGradient::list_image(const ConvGradients& all, int i, const Scratch& at) const {
  const auto filters = static_cast<std::size_t>(shape_.filters);
  std::fill_n(at.by_position.count, shape_.cells() * shape_.window(), 0);
  for (int cell = 0; cell < shape_.cells(); ++cell) {
    const int out = (i * shape_.cells() + cell) * shape_.filters;
    kernels::pass_relu(shape_, all.y + out, all.dy + out, at.gradients);
    if (all.dkernel != nullptr) kernels::add(all.dbias, at.gradients, filters);
    const kernels::CellOutputs outputs{{at.gradients, filters}, all.winners == nullptr ? nullptr : all.winners + out};
    kernels::list_by_position(outputs, static_cast<std::uint32_t>(cell * shape_.window()),
                              static_cast<std::uint32_t>(rows_.width), at.by_position);
  }
}

/// One pixel stands for all that are alike. Each row's factor is the sum of those with which it meets them: the
/// gradient by a kernel of one channel, of images that are 1 where a pixel is alike and 0 elsewhere.
void ListedGradient::list_alike(const ConvGradients& all, const Scratch& at, List& list) const {
  const int pixels = all.n * shape_.h * shape_.w;
  int first = -1;
  for (int i = 0; i < pixels; ++i) {
    at.marks[i] = all.alike[i] == 0 ? 0.0f : 1.0f;
    if (all.alike[i] == 0) continue;
    if (first < 0) first = i;
    if (all.dx != nullptr) std::fill_n(all.dx + i * shape_.cin, shape_.cin, 0.0f);
  }
  if (first < 0) return;
  const int taps = shape_.kernel * shape_.kernel;
  std::fill_n(at.factors, taps * shape_.filters, 0.0f);
  ConvGradients marked = all;
  marked.x = at.marks;
  marked.blind = nullptr;
  marked.padded = nullptr;
  marked.dkernel = at.factors;
  marked.dbias = nullptr;
  of_marks_->run(marked, at.picking);
  Term* end = list.end();
  for (int f = 0; f < shape_.filters; ++f) {
    for (int tap = 0; tap < taps; ++tap) {
      *end++ = {static_cast<std::uint32_t>((tap * shape_.filters + f) * rows_.width),
                at.factors[tap * shape_.filters + f]};
    }
  }
  list.close_pixel(first * shape_.cin, end);
}

std::vector<Reader> ListedGradient::readers_of(int y, int x, int first, int last) const {
  std::vector<Reader> readers;
  for (int tap = first; tap < last; ++tap) {
    const auto at_tap = static_cast<std::uint32_t>(tap * shape_.filters * rows_.width);
    if (shape_.doubled) {
      const int out_y = 2 * y - 1 + tap / shape_.kernel;
      const int out_x = 2 * x - 1 + tap % shape_.kernel;
      if (out_y < 0 || out_x < 0 || out_y >= shape_.cells_h || out_x >= shape_.cells_w) continue;
      readers.push_back({static_cast<std::uint32_t>(out_y * shape_.cells_w + out_x), at_tap});
      continue;
    }
    const int from_y = y + shape_.pad_top - tap / shape_.kernel;
    const int from_x = x + shape_.pad_left - tap % shape_.kernel;
    if (from_y < 0 || from_x < 0 || from_y % shape_.stride != 0 || from_x % shape_.stride != 0) continue;
    const int out_y = from_y / shape_.stride;
    const int out_x = from_x / shape_.stride;
    if (out_y >= shape_.cells_h * shape_.pool || out_x >= shape_.cells_w * shape_.pool) continue;
    const int cell = out_y / shape_.pool * shape_.cells_w + out_x / shape_.pool;
    const int position = cell * shape_.window() + out_y % shape_.pool * shape_.pool + out_x % shape_.pool;
    readers.push_back({static_cast<std::uint32_t>(position), at_tap});
  }
  return readers;
}

float* ListedGradient::prepared_in(Carver& carver) const {
  return carver.take<float>(static_cast<std::size_t>(rows_.floats()));
}

ListedGradient::Scratch ListedGradient::scratch_in(Carver& carver) const {
  const auto filters = static_cast<std::size_t>(shape_.filters);
  const auto positions = static_cast<std::size_t>(shape_.cells() * shape_.window());
  const auto one_pixel = static_cast<std::size_t>(shape_.kernel * shape_.kernel) * filters;
  const std::size_t capacity = filters + kernels::spare_terms;
  const std::size_t picking = of_marks_ ? of_marks_->scratch_bytes() : 0;
  const std::size_t marks = of_marks_ ? static_cast<std::size_t>(max_batch_ * shape_.h * shape_.w) : 0;
  return {carver.take<float>(filters),
          {carver.take<Term>(positions * capacity), carver.take<int>(positions), static_cast<std::uint32_t>(capacity)},
          carver.take<Term>(most_terms + one_pixel + kernels::spare_terms),
          carver.take<std::uint32_t>(most_pixels + 1),
          carver.take<std::uint32_t>(most_pixels),
          carver.take<float>(static_cast<std::size_t>(rows_.floats())),
          carver.take<float>(marks),
          carver.take<float>(one_pixel),
          {carver.take<std::byte>(picking), picking}};
}

}  // namespace pretext
